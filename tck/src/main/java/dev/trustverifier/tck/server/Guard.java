package dev.trustverifier.tck.server;

import java.net.URI;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lets only those through who bring what a token service asks for.
 *
 * @param tokens the service
 * @param challenge how it is asked for
 * @param realm where the service is
 */
record Guard(TokenService tokens, Challenge challenge, URI realm) {

  /** What is said to a request that is not good enough; empty if it is. */
  Optional<Answer> objection(Received request, String scope) {
    String required = challenge.required(scope);
    if (challenge == Challenge.BASIC) {
      return tokens.admitsByPassword(request, required) ? Optional.empty() : Optional.of(refusal(scope, ""));
    }
    @Nullable String objection = tokens.objection(request, required);
    return Optional.ofNullable(objection).map(error -> refusal(scope, error));
  }

  Answer refusal(String scope, String error) {
    String[] parts = scope.split(":");
    int last = parts.length - 1;
    String name = scope.substring(parts[0].length() + 1, scope.length() - parts[last].length() - 1);
    String details = Stream.of(parts[last].split(","))
        .map(action -> "{\"Type\":\"" + parts[0] + "\",\"Class\":\"\",\"Name\":\"" + name + "\",\"Action\":\""
            + action + "\"}")
        .collect(Collectors.joining(","));
    Answer answer = Answer.json(401,
        "{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"authentication required\",\"detail\":["
            + details + "]}]}\n");
    for (String line : challenge.lines(realm.toString(), tokens.name(), scope)) {
      answer = answer.with("Www-Authenticate: " + line + (error.isEmpty() ? "" : ",error=\"" + error + "\""));
    }
    return answer;
  }
}
