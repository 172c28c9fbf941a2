package dev.trustverifier.tck.server;

import dev.trustverifier.tck.repository.State;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What notary-server 0.7 answers to which request, once nothing stands in the way. */
final class NotaryRoutes {
  static final String EVERYTHING = "registry:catalog:*";

  private static final String ROLE = "(?<role>root|targets(?:/[^/\\s]+)*|snapshot|timestamp)";
  private static final String FOLDER = "/v2/(?<gun>[^*]+)/_trust/tuf/";
  private static final Pattern BY_HASH =
      Pattern.compile(FOLDER + ROLE + "\\.(?<hash>[a-fA-F0-9]{64}|[a-fA-F0-9]{96}|[a-fA-F0-9]{128})\\.json");
  private static final Pattern BY_VERSION = Pattern.compile(FOLDER + "(?<version>[1-9]*[0-9]+)\\." + ROLE + "\\.json");
  private static final Pattern CURRENT = Pattern.compile(FOLDER + ROLE + "\\.json");

  private static final String SHORT_LIVED = "Cache-Control: public, max-age=300, s-maxage=300, must-revalidate";
  private static final String LONG_LIVED = "Cache-Control: public, max-age=2592000, s-maxage=2592000";
  private static final String LARGEST = Long.toString(Long.MAX_VALUE);

  private final ServedFiles files;

  NotaryRoutes(ServedFiles files) {
    this.files = files;
  }

  /** What must be granted before a request is answered: that of a listing of everything, where nothing else fits. */
  static String scope(String path) {
    return gun(path).map(gun -> "repository:" + gun + ":pull").orElse(EVERYTHING);
  }

  /** The collection that a path asks for, if it asks for a file of one. */
  static Optional<String> gun(String path) {
    for (Pattern route : new Pattern[] {BY_HASH, BY_VERSION, CURRENT}) {
      Matcher matcher = route.matcher(path);
      if (matcher.matches()) {
        return Optional.of(matcher.group("gun"));
      }
    }
    return Optional.empty();
  }

  Answer answer(String method, String path, Optional<State> replica) {
    if (!method.equals("GET")) {
      return unknownPath();
    }
    if (path.equals("/v2/")) {
      return Answer.text("{}");
    }
    Matcher byHash = BY_HASH.matcher(path);
    if (byHash.matches()) {
      return file(byHash, byHash.group("role") + "." + byHash.group("hash") + ".json", LONG_LIVED, replica);
    }
    Matcher byVersion = BY_VERSION.matcher(path);
    if (byVersion.matches()) {
      return version(byVersion, replica);
    }
    Matcher current = CURRENT.matcher(path);
    return current.matches() ? file(current, current.group("role") + ".json", SHORT_LIVED, replica) : unknownPath();
  }

  private Answer version(Matcher route, Optional<State> replica) {
    String digits = route.group("version").replaceFirst("^0+(?=.)", "");
    if (digits.length() > LARGEST.length() || digits.length() == LARGEST.length() && digits.compareTo(LARGEST) > 0) {
      return notFound(",\"detail\":{\"Func\":\"Atoi\",\"Num\":\"" + route.group("version") + "\",\"Err\":{}}");
    }
    return file(route, digits + "." + route.group("role") + ".json", LONG_LIVED, replica);
  }

  private Answer file(Matcher route, String fileName, String caching, Optional<State> replica) {
    String gun = route.group("gun");
    return files.file(gun, fileName, replica)
        .map(content -> files.answer(gun, fileName, content).with(caching))
        .orElseGet(() -> notFound(",\"detail\":{}"));
  }

  private static Answer unknownPath() {
    return notFound("");
  }

  private static Answer notFound(String detail) {
    return Answer.json(404, "{\"errors\":[{\"code\":\"METADATA_NOT_FOUND\",\"message\":"
        + "\"You have requested metadata that does not exist.\"" + detail + "}]}\n");
  }
}
