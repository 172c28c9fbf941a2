package dev.trustverifier.tck.repository;

import dev.trustverifier.RoleName;
import java.util.List;
import java.util.Map;

/**
 * One publication, as far as the next one or its retraction must know it.
 *
 * @param state what is served
 * @param files what was written last for each role
 * @param rootSigners the keys that the next root needs
 */
record Published(State state, Map<RoleName, Written> files, List<RoleSigner> rootSigners) {}
