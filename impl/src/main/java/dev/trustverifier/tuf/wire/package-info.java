/**
 * Reads. Files of the Notary v1 dialect become {@link dev.trustverifier.tuf.chain.Unverified} claims; the only home of
 * Jackson.
 *
 * <p><b>Why it is so.</b> The reference parses a file twice, once for the bytes that are signed and once for what is
 * decided, and the two readers disagree about duplicate members and the case of names: a server can add tags under the
 * publisher's signature. Here there is one strict reader and one tree; the signed bytes are written from it, and the
 * decisions read from it.
 */
package dev.trustverifier.tuf.wire;
