package dev.trustverifier.tuf.credential;

import dev.trustverifier.Deadline;
import dev.trustverifier.Outage;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A variable that holds a credential.
 *
 * @param name its name
 * @param environment where it is looked up
 */
record EnvironmentVariable(String name, Function<String, @Nullable String> environment) implements Credentials {

  @Override
  public Offered offer(String registry, Deadline deadline) {
    String value = Objects.requireNonNullElse(environment.apply(name), "");
    int colon = value.indexOf(':');
    try {
      return new Offered.Found(colon < 0
          ? Credential.identityToken(value)
          : Credential.password(value.substring(0, colon), value.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      String what = "the variable " + name + " holds no credential: " + e.getMessage();
      return new Offered.Failed(new Outage(Outage.Kind.IO, what));
    }
  }
}
