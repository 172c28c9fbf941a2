/**
 * Talks to servers: the only home of {@code java.net.http}.
 *
 * <p>{@link dev.trustverifier.tuf.registry.RegistryClient} fetches files. {@link
 * dev.trustverifier.tuf.registry.ServerAddress} says where one may go and {@link
 * dev.trustverifier.tuf.registry.Network} how; {@link dev.trustverifier.tuf.registry.Connections} asks once, {@link
 * dev.trustverifier.tuf.registry.Persistence} again where that is worth it, {@link
 * dev.trustverifier.tuf.registry.Admission} as somebody where nobody is not let in. {@link
 * dev.trustverifier.tuf.registry.Reply} and {@link dev.trustverifier.tuf.registry.Breakdown} say what came of it.
 *
 * <p><b>Why it is so.</b>
 *
 * <ul>
 *   <li>The caller waits, not the connection: the JDK's request timeout ends with the headers, so a dripping body
 *       outlives it. One wait bounds connecting, TLS, headers and body alike, and its end cancels the exchange.
 *   <li>HTTP/1.1, unless HTTP/2 is asked for, and the JDK is 20 or later. A verification asks for few and small files;
 *       one connection, kept alive, serves them. To cancel an exchange is then to close its connection, which frees
 *       everything and which every server understands. With HTTP/2 it is to reset a stream, and the connection stays
 *       the one that all who follow are put on, a dead one too: so after a request that came to nothing, those of the
 *       next two minutes go by HTTP/1.1 ({@link dev.trustverifier.tuf.registry.Dialects}). JDK 17 neither probes an
 *       HTTP/2 connection nor ends it for resting; there it is not spoken. Every Notary server speaks HTTP/1.1.
 *   <li>A connection that rested for more than two minutes is not used again: on the way, others forget such connections
 *       and tell nobody. JDK 17 would keep it for twenty, and only a property of the whole process could tell it not to;
 *       so there are several clients, which take turns: a dozen at most, since a client ends only when it is collected.
 *   <li>Redirects are not followed, by token services neither: Notary's own client does not, and a redirect is how a
 *       server would send credentials elsewhere.
 *   <li>A server names its token service, and is trusted with availability alone. So a credential goes there only by
 *       https, and only if it is the same host or one that the caller named; and a token is asked for reading this
 *       collection, whatever the challenge says, because it is the server that will hold it.
 *       A certificate of ours is shown to no other host than these either: who is asked with it is not up to a server.
 *   <li>Nobody is asked first: what everybody may read needs no secret to leave this process. What let us in last time
 *       is remembered for each collection, so that this costs one round, once.
 *   <li>A token service that refuses, and one that fails, are two things: only after a refusal the next identity is
 *       tried. Each is tried once; a loop between two servers cannot be. And not to know somebody is another refusal
 *       than to give them nothing: only after the first is a credential dropped and looked up anew.
 *   <li>Who is known to Entra only offers a credential as others do, after an exchange: {@link
 *       dev.trustverifier.tuf.registry.EntraCredentials}. It has connections of its own, since it asks other hosts, a
 *       few times a day, and where clouds tell a machine who it is: by plain http at a link-local address, which no
 *       server and no token service may have.
 *   <li>To ask again helps where a connection broke or a server said when; all else is passed on at once, for whoever
 *       waits has a deadline and perhaps another source.
 *   <li>A body is copied chunk by chunk into one growing array: a lying {@code Content-Length} allocates nothing, and a
 *       body that drips does not pin the connection's read buffers.
 *   <li>Our threads only resolve host names and hand on bytes, so a few do. But the system may take minutes for a name,
 *       which nobody can end, and a server may name such a host as its token service: so there are more where those are
 *       busy, up to a bound.
 *   <li>{@code close()} cancels what is under way, ends our threads and drops the JDK's client. In JDK 17 that client
 *       has no {@code close}: its selector thread and idle connections end once it is collected.
 * </ul>
 */
package dev.trustverifier.tuf.registry;
