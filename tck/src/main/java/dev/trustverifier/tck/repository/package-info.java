/**
 * A Notary v1 repository in memory that lies on request, for tests of verifiers. Start at {@link
 * dev.trustverifier.tck.repository.SimulatedRepository}, and serve it with {@link
 * dev.trustverifier.tck.repository.SimulatedSource}.
 *
 * <p><b>Why it is so.</b> A repository here is honest by default: it publishes what the reference client accepts, and
 * a test lies in exactly one place. There are three places for a lie, because they are three different attackers: in
 * the body before it is signed, who has the key; in the envelope after it was signed, who has none; in the bytes that
 * are served, who sits in between. Each file is written parents last, so that hashes follow a lie unless the lie is
 * about just that. A lie holds for one publication, and {@link
 * dev.trustverifier.tck.repository.SimulatedRepository#retract} takes that back, so that a test can go on honestly with
 * the same version: a verifier that refused the lie knows nothing of it.
 *
 * <p>Keys, certificates, canonical JSON and key ids are made here with the JDK alone, and share no code with any
 * verifier: both sides cannot be wrong together.
 */
package dev.trustverifier.tck.repository;
