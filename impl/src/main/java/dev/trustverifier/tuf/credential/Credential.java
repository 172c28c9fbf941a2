package dev.trustverifier.tuf.credential;

import java.util.Objects;

/** What proves to a registry who asks. Immutable; no {@code toString} shows a secret. */
public sealed interface Credential {

  /**
   * A user and a password, such as of an account, a service principal or a robot.
   *
   * @param user the user's name
   * @param password what only the user knows
   */
  record Password(String user, Secret password) implements Credential {
    /**
     * Checks the user's name.
     *
     * @throws IllegalArgumentException if it is empty, or has a colon or a control character, which no request could
     *     carry; the message does not repeat it
     */
    public Password {
      Objects.requireNonNull(password);
      if (user.isEmpty() || user.indexOf(':') >= 0 || user.chars().anyMatch(Character::isISOControl)) {
        throw new IllegalArgumentException("a user's name is not empty and has no colon and no control character");
      }
    }
  }

  /**
   * A token that a registry's token service gave earlier, to be shown to it for the tokens of single requests. Docker
   * calls it an identity token, OAuth 2 a refresh token.
   *
   * @param token the token
   */
  record IdentityToken(Secret token) implements Credential {
    /** Checks that there is a token. */
    public IdentityToken {
      Objects.requireNonNull(token);
    }
  }

  /**
   * A user and a password.
   *
   * @param user the user's name
   * @param password the password
   * @return the credential
   * @throws IllegalArgumentException if one is empty, or the name is not as {@link Password} wants it
   */
  static Credential password(String user, String password) {
    return new Password(user, Secret.of(password));
  }

  /**
   * A token of a registry's token service.
   *
   * @param token an identity token or refresh token
   * @return the credential
   * @throws IllegalArgumentException if it is empty
   */
  static Credential identityToken(String token) {
    return new IdentityToken(Secret.of(token));
  }
}
