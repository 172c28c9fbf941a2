package dev.trustverifier.tck.server;

import java.util.List;

/** How a server asks for a token: the forms that servers really send, all of which mean the same. */
public enum Challenge {
  /** As notary-server does: realm, service, scope. */
  NOTARY {
    @Override
    List<String> lines(String realm, String service, String scope) {
      return List.of(bearer(realm, service) + ",scope=\"" + scope + "\"");
    }
  },
  /** Without a scope: the client must know what to ask for. */
  WITHOUT_SCOPE {
    @Override
    List<String> lines(String realm, String service, String scope) {
      return List.of(bearer(realm, service));
    }
  },
  /** With the repository's name without its host, as registries have it that know but one host. */
  SCOPE_WITHOUT_HOST {
    @Override
    List<String> lines(String realm, String service, String scope) {
      return NOTARY.lines(realm, service, required(scope));
    }

    @Override
    String required(String scope) {
      return scope.replaceFirst("^repository:[^/:]*(:[0-9]+)?/", "repository:");
    }
  },
  /** In another order and case, with spaces, and with a token in place of a quoted text where that is enough. */
  SHUFFLED {
    @Override
    List<String> lines(String realm, String service, String scope) {
      return List.of("bearer SCOPE=\"" + scope + "\" , Service=" + service + ",  REALM = \"" + realm + "\"");
    }
  },
  /** With quoted pairs, which a reader must unquote. */
  ESCAPED {
    @Override
    List<String> lines(String realm, String service, String scope) {
      return NOTARY.lines(realm.replace("/", "\\/"), service, scope);
    }
  },
  /** After a challenge of another scheme, in a header of its own. */
  AFTER_BASIC {
    @Override
    List<String> lines(String realm, String service, String scope) {
      return List.of(basic(service), NOTARY.lines(realm, service, scope).get(0));
    }
  },
  /** After a challenge of another scheme, in the same header. */
  BESIDE_BASIC {
    @Override
    List<String> lines(String realm, String service, String scope) {
      return List.of(basic(service) + ", " + NOTARY.lines(realm, service, scope).get(0));
    }
  },
  /** For name and password themselves; no token is taken. */
  BASIC {
    @Override
    List<String> lines(String realm, String service, String scope) {
      return List.of(basic(service));
    }
  },
  /** None, where one is due. */
  NONE {
    @Override
    List<String> lines(String realm, String service, String scope) {
      return List.of();
    }
  };

  /** The values of the headers {@code WWW-Authenticate}. */
  abstract List<String> lines(String realm, String service, String scope);

  /** What a token must be good for, where Notary wants the scope. */
  String required(String scope) {
    return scope;
  }

  private static String bearer(String realm, String service) {
    return "Bearer realm=\"" + realm + "\",service=\"" + service + "\"";
  }

  private static String basic(String service) {
    return "Basic realm=\"" + service + "\"";
  }
}
