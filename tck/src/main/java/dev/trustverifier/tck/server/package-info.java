/**
 * A Notary server in a test: start at {@link dev.trustverifier.tck.server.NotaryEmulator}, or, for nothing but a signed
 * image, at {@link dev.trustverifier.tck.server.SignedImages}. And an Azure Container Registry: {@link
 * dev.trustverifier.tck.server.AcrEmulator}.
 *
 * <p><b>Why it is so.</b> It is a real server with real sockets, since what goes wrong between a client and a server
 * goes wrong there. It is one of its own, on bare sockets, since a server that is meant to be right can neither lie
 * about a length nor break off within a header. What it answers was compared with notary-server 0.7, request by
 * request; a test does so again wherever that program is installed.
 *
 * <p>Azure admits no new registry to content trust, so that there is none to compare with: that emulator follows what
 * is documented, and has a switch for each thing that is not.
 *
 * <p>Misbehaviours are a closed vocabulary and no callbacks, so that a test reads as what goes wrong, and a matrix of
 * all of them can be written.
 */
package dev.trustverifier.tck.server;
