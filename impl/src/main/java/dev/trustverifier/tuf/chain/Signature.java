package dev.trustverifier.tuf.chain;

/**
 * One signature of an envelope, as claimed. The value is not to be written to.
 *
 * @param keyId the key it says it is by; any text
 * @param method how it says it was made; any text
 * @param value the signature
 */
public record Signature(String keyId, String method, byte[] value) {}
