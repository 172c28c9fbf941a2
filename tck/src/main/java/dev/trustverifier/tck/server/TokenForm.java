package dev.trustverifier.tck.server;

/** What a token service calls the token that it hands out, and what it says besides. */
public enum TokenForm {
  /** {@code token}, the same again as {@code access_token}, {@code expires_in} and {@code issued_at}. */
  FULL("token", "access_token"),
  /** {@code token} alone: when it expires is in the token itself. */
  TOKEN("token"),
  /** {@code access_token} alone: when it expires is in the token itself. */
  ACCESS_TOKEN("access_token");

  private final String[] names;

  TokenForm(String... names) {
    this.names = names;
  }

  /** The members of the answer, and a comma behind each but the last. */
  String members(String token, long seconds, Object issued) {
    String members = "\"" + String.join("\":\"" + token + "\",\"", names) + "\":\"" + token + "\"";
    return this == FULL ? members + ",\"expires_in\":" + seconds + ",\"issued_at\":\"" + issued + "\"" : members;
  }
}
