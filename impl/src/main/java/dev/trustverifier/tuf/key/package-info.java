/**
 * Checks bytes: keys, signature schemes and certificates. Start at {@link dev.trustverifier.tuf.key.PublicKeys#read}.
 *
 * <p><b>Why it is so.</b> A list of keys may hold keys that this version does not know, or that are broken, and is good
 * all the same as long as enough others sign. So reading a key cannot fail: such a key has an id, no identity, and
 * verifies nothing. What a key holds is worked out when first asked for, since most keys of most files are never used.
 *
 * <p>Elliptic curves and Ed25519 are BouncyCastle's, through its lightweight API alone, because it is several times
 * faster there than the JDK and has P-224; RSA, digests and certification paths are the JDK's. No provider is ever
 * registered: that would change the process of whoever embeds this library.
 *
 * <p>DER is read strictly: what does not encode back to the same bytes is refused, so that all who read a certificate
 * read the same. The same holds for the PEM of root certificates: the reference client encodes it anew before it
 * computes the key's id, so no other form of it ever counted there.
 *
 * <p>A root certificate is a name tag with an expiry date: that its key may stand for the collection follows from a
 * pin, or from the authority that issued it. So its own signature is looked at only where an authority is pinned.
 */
package dev.trustverifier.tuf.key;
