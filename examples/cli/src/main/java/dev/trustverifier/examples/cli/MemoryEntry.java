package dev.trustverifier.examples.cli;

import dev.trustverifier.memory.MemoryKey;
import dev.trustverifier.memory.Recalled;
import java.util.Optional;

/**
 * What a memory has of one collection.
 *
 * @param kind what it is kept in: {@code file}, {@code folder} or {@code namespace}
 * @param place which one
 * @param key what it is about; empty if that cannot be told
 * @param state what it remembers, or why it cannot be read
 */
record MemoryEntry(String kind, String place, Optional<MemoryKey> key, Recalled state) {}
