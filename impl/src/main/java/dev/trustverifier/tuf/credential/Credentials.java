package dev.trustverifier.tuf.credential;

import dev.trustverifier.Deadline;
import java.util.Objects;

/**
 * Where credentials come from: a fixed one, docker's configuration, or a store of your own.
 *
 * <p>It is asked when a registry does not answer nobody and no token from before is left, so that a credential that was
 * renewed meanwhile is found; by each source once for all collections of a registry that want it at the same time or
 * within 10 seconds, unless it is refused. Implementations are safe for use by several threads, return by the deadline,
 * and throw nothing: what goes wrong is an {@link Offered.Failed}. An interrupt is such a failure too, and leaves the
 * thread's interrupt status set.
 */
@FunctionalInterface
public interface Credentials {

  /**
   * Finds the credential for a registry.
   *
   * @param registry the host of the image's name, with its port if it has one, such as {@code docker.io} or {@code
   *     registry.example:5000}; also where the metadata comes from another host
   * @param deadline when to give up
   * @return the credential, that there is none, or what failed
   */
  Offered offer(String registry, Deadline deadline);

  /**
   * Is told that a registry or its token service does not know a credential that came from here, so that one that is
   * kept can be dropped; not where it is known and has no right to what is asked for.
   * The next {@link #offer} is asked once more for the same request; the same credential is not sent twice. Does
   * nothing by default.
   *
   * @param registry as it was given to {@link #offer}
   * @param refused what was not accepted
   */
  default void refused(String registry, Credential refused) {}

  /**
   * The same for every registry. Give it to a source of one registry only.
   *
   * @param credential the credential
   * @return offers it always
   */
  static Credentials of(Credential credential) {
    Offered found = new Offered.Found(Objects.requireNonNull(credential));
    return (registry, deadline) -> found;
  }

  /**
   * A variable of the environment, which holds {@code USER:PASSWORD}, or an identity token if there is no colon in it.
   * Give it to a source of one registry only. A variable that is not set, or empty, is an outage of kind {@code IO}.
   *
   * @param variable its name
   * @return offers what it holds
   */
  static Credentials inEnvironment(String variable) {
    return new EnvironmentVariable(variable, System::getenv);
  }

  /**
   * None: registries are asked as nobody.
   *
   * @return offers nothing, always
   */
  static Credentials anonymous() {
    Offered nothing = new Offered.Nothing();
    return (registry, deadline) -> nothing;
  }
}
