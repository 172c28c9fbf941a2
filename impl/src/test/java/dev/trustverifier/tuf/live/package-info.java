/**
 * Tests against the real thing: Notary's server with its remote signer, and its own client as the publisher.
 *
 * started from these tests, on free loopback ports and in a temporary folder: nothing but the programs must be there.
 * started from these tests, on free loopback ports and in a temporary folder: nothing but the programs has to be there.
 * Where they are not, the tests are skipped; {@code TRUSTVERIFIER_LIVE=required} makes that a failure.
 */
package dev.trustverifier.tuf.live;
