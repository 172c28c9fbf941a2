package dev.trustverifier.tuf.chain;

import dev.trustverifier.Gun;
import java.time.Instant;

/**
 * What a root has to answer to.
 *
 * @param gun the collection that its certificates have to name
 * @param pins what one of its certificates, or its chain, has to meet
 * @param now the instant of the verification
 */
public record RootTrust(Gun gun, RootPins pins, Instant now) {}
