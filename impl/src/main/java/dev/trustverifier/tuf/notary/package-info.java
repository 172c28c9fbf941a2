/**
 * Metadata from a Notary server over HTTP: {@link dev.trustverifier.tuf.notary.NotarySource}.
 *
 * <p><b>Why it is so.</b> The address of a server is trusted with availability and nothing else, and still it is
 * checked when it is given, not when it fails: https, or plain http to this very machine. There is no switch that
 * turns a check of certificates off; a server with a certificate of its own making is reached by naming the authority
 * that made it, and that authority then stands alone. No file is cached here: that belongs to whoever can tell whether
 * it is proven.
 */
package dev.trustverifier.tuf.notary;
