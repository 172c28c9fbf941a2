/**
 * Talks to servers: the only home of {@code java.net.http}.
 *
 * <p>{@link dev.trustverifier.tuf.registry.ServerAddress} says where one may go, {@link
 * dev.trustverifier.tuf.registry.RegistryClient} goes there, {@link dev.trustverifier.tuf.registry.BoundedBody} takes
 * no more than was asked for, {@link dev.trustverifier.tuf.registry.Reply} and {@link
 * dev.trustverifier.tuf.registry.Breakdown} say what came of it.
 *
 * <p><b>Why it is so.</b>
 *
 * <ul>
 *   <li>The caller waits, not the connection: the JDK's request timeout ends with the headers, so a dripping body
 *       outlives it. One wait bounds connecting, TLS, headers and body alike, and its end cancels the exchange.
 *   <li>HTTP/1.1 only. A verification asks for few and small files; one connection, kept alive, serves them. To cancel
 *       an exchange is then to close its connection, which frees everything and which every server understands, and the
 *       many states of an HTTP/2 session (and an upgrade header on plain connections) are not there to go wrong.
 *   <li>Redirects are not followed: Notary's own client does not, and a redirect is how a server would send credentials
 *       elsewhere.
 *   <li>A body is copied chunk by chunk into one growing array: a lying {@code Content-Length} allocates nothing, and a
 *       body that drips does not pin the connection's read buffers.
 *   <li>One client has few threads of its own, and needs no more: they only resolve one host name and hand on bytes.
 *   <li>{@code close()} cancels what is under way, ends our threads and drops the JDK's client. In JDK 17 that client
 *       has no {@code close}: its selector thread and idle connections end once it is collected.
 * </ul>
 */
package dev.trustverifier.tuf.registry;
