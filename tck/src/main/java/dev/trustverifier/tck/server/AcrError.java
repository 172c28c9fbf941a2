package dev.trustverifier.tck.server;

/** How Azure's registries say that they refuse. */
enum AcrError {
  UNAUTHORIZED("authentication required, visit https://aka.ms/acr/authorization for more information."),
  DENIED("requested access to the resource is denied"),
  NAME_UNKNOWN("repository name not known to registry"),
  UNSUPPORTED("The operation is unsupported."),
  TOOMANYREQUESTS("too many requests"),
  BAD_REQUEST("the request is malformed"),
  UNKNOWN("unknown error");

  private final String message;

  AcrError(String message) {
    this.message = message;
  }

  static AcrError of(int status) {
    return switch (status) {
      case 400 -> BAD_REQUEST;
      case 401 -> UNAUTHORIZED;
      case 403 -> DENIED;
      case 404 -> NAME_UNKNOWN;
      case 405 -> UNSUPPORTED;
      case 429 -> TOOMANYREQUESTS;
      default -> UNKNOWN;
    };
  }

  Answer answer(int status) {
    return answer(status, "");
  }

  /** With what the access was for, such as {@code {"Type":"repository",…}}. */
  Answer answer(int status, String detail) {
    return Answer.json(status, "{\"errors\":[{\"code\":\"" + name() + "\",\"message\":\"" + message
        + "\",\"detail\":[" + detail + "]}]}\n");
  }
}
