package dev.trustverifier.tck.repository;

/**
 * A file of a role as it was written.
 *
 * @param version the version it should have
 * @param listed the bytes that others list
 * @param served the bytes that are served under its names
 */
record Written(long version, byte[] listed, byte[] served) {}
