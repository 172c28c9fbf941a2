/**
 * What proves who asks: {@link dev.trustverifier.tuf.credential.Credential}, and where it comes from, {@link
 * dev.trustverifier.tuf.credential.Credentials}, such as {@link dev.trustverifier.tuf.credential.DockerConfig}.
 *
 * <p><b>Why it is so.</b>
 *
 * <ul>
 *   <li>A credential is asked for when it is needed, each time anew: those of robots live for hours, and whoever renews
 *       them writes a file or answers a program, but does not restart us.
 *   <li>To have none, and not to know, are two answers: to ask as nobody because a helper hung would turn its trouble
 *       into a refusal by the registry.
 *   <li>A secret is a type of its own, so that a record that holds one can be shown, compared and put into a message
 *       without a thought.
 *   <li>A helper is a program of somebody else's: its name cannot be a path, its answer is bounded, its time too, and
 *       nothing of what it writes is ever repeated.
 * </ul>
 */
package dev.trustverifier.tuf.credential;
