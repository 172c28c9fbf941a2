package dev.trustverifier.tuf.registry;

import dev.trustverifier.tuf.credential.Secret;
import dev.trustverifier.tuf.wire.WrittenFault;
import dev.trustverifier.tuf.wire.WrittenJson;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads what a token service answers. What it cannot read is never repeated: it may be a secret. */
final class TokenReply {
  /** What docker's registries call a token, best first. */
  private static final List<String> ACCESS = List.of("access_token", "token");
  /** What a token lasts of which nobody says how long. */
  private static final long USUAL_SECONDS = 60;
  private static final long MOST_SECONDS = Duration.ofDays(1).toSeconds();
  /** Of its life, a token is not used for the last part, in which it might end on its way. */
  private static final int LAST_PART = 10;

  private TokenReply() {}

  /** The access token; empty if there is none that could be used. */
  static Optional<AccessToken> read(byte[] json, Instant now) {
    return read(json, ACCESS, now);
  }

  /** The token that has one of these names; empty if there is none that could be used. */
  static Optional<AccessToken> read(byte[] json, List<String> names, Instant now) {
    try {
      WrittenJson answer = WrittenJson.read(json);
      Optional<Long> seconds = answer.member("expires_in").map(WrittenJson::number).flatMap(TokenReply::boxed)
          .filter(given -> given > 0);
      return names.stream()
          .flatMap(name -> answer.member(name).flatMap(WrittenJson::string).stream())
          .filter(AccessToken::isSendable)
          .findFirst()
          .map(token -> new AccessToken(Secret.of(token), end(token, seconds, now)));
    } catch (WrittenFault e) {
      return Optional.empty();
    }
  }

  /** By what name a refusal goes; empty if it has none. */
  static Optional<String> error(byte[] json) {
    try {
      return WrittenJson.read(json).member("error").flatMap(WrittenJson::string);
    } catch (WrittenFault e) {
      return Optional.empty();
    }
  }

  /** The earlier of what the giver says and what the token says itself. */
  private static Instant end(String token, Optional<Long> seconds, Instant now) {
    Optional<Long> expiry = expiryOf(token);
    long most = seconds.orElse(expiry.isPresent() ? MOST_SECONDS : USUAL_SECONDS);
    long announced = now.getEpochSecond() + Math.min(most, MOST_SECONDS);
    long end = expiry.map(itself -> Math.min(itself, announced)).orElse(announced);
    long life = Math.max(0, end - now.getEpochSecond());
    return now.plusMillis(Duration.ofSeconds(life).toMillis() / LAST_PART * (LAST_PART - 1));
  }

  /** When a token says itself that it ends, if it is a JWT; nobody checks its signature, for it is not our evidence. */
  private static Optional<Long> expiryOf(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      WrittenJson claims = WrittenJson.read(Base64.getUrlDecoder().decode(parts[1]));
      return claims.member("exp").map(WrittenJson::number).flatMap(TokenReply::boxed);
    } catch (WrittenFault | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<Long> boxed(OptionalLong number) {
    return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
  }
}
