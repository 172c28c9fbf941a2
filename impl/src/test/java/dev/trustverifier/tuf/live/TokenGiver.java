package dev.trustverifier.tuf.live;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * A token service as registries have it. Its one user may do all; who gives no name may read what is below {@code
 * lab.example/public/}. By GET with a password or without, by POST with a password or a refresh token.
 */
final class TokenGiver implements AutoCloseable {
  static final String SERVICE = "live-notary";
  static final String USER = "lab";
  static final String PASSWORD = "hunter2/+=&:";
  static final String REFRESH_TOKEN = "refresh-hunter2";

  private static final String ISSUER = "token-giver";
  private static final String PUBLIC = "lab.example/public/";

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final TokenSigner signer;
  private final Certificates.Pair authority;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile long seconds = 300;
  private volatile boolean refreshing = true;

  private TokenGiver(HttpsServer server, TokenSigner signer, Certificates.Pair authority) {
    this.server = server;
    this.signer = signer;
    this.authority = authority;
    server.setExecutor(threads);
    server.createContext("/token", this::answer);
    server.start();
  }

  static TokenGiver start(Certificates.Pair pair, Certificates.Pair authority) {
    try {
      TokenSigner signer = new TokenSigner(pair);
      HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
      server.setHttpsConfigurator(new HttpsConfigurator(signer.tls()));
      return new TokenGiver(server, signer, authority);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a notary-server has to know to believe the tokens. */
  String settings() {
    return """
        {"type": "token", "options": {"realm": "https://127.0.0.1:%d/token", "service": "%s", "issuer": "%s",
                                      "rootcertbundle": "%s"}}"""
        .formatted(server.getAddress().getPort(), SERVICE, ISSUER, authority.certificate());
  }

  /** How long tokens are good from now on; a negative time ago where negative. */
  void lasting(long given) {
    seconds = given;
  }

  /** Whether refresh tokens are good from now on. */
  void refreshing(boolean good) {
    refreshing = good;
  }

  /** What was asked, by method and who; cleared by this. */
  List<String> takeRequests() {
    List<String> taken = List.copyOf(requests);
    requests.clear();
    return taken;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean post = exchange.getRequestMethod().equals("POST");
      String sent = post
          ? new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII)
          : exchange.getRequestURI().getRawQuery();
      Map<String, String> form = decoded(sent);
      String authorization = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse("");
      Optional<String> user = post ? userOf(form) : userOf(authorization);
      requests.add(exchange.getRequestMethod() + " " + form.get("scope") + " by " + user.orElse("?"));
      byte[] answer = user.map(name -> token(name, form)).orElse("{\"errors\":[]}").getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(user.isPresent() ? 200 : 401, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private static Map<String, String> decoded(String form) {
    return Arrays.stream(form.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  /** The user's name, which is empty for nobody; absent if somebody is not who they say. */
  private static Optional<String> userOf(String authorization) {
    String right = Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    if (authorization.isEmpty()) {
      return Optional.of("");
    }
    return authorization.equals("Basic " + right) ? Optional.of(USER) : Optional.empty();
  }

  private Optional<String> userOf(Map<String, String> form) {
    boolean right = switch (form.get("grant_type")) {
      case "password" -> form.get("username").equals(USER) && form.get("password").equals(PASSWORD);
      case "refresh_token" -> refreshing && form.get("refresh_token").equals(REFRESH_TOKEN);
      default -> false;
    };
    return right ? Optional.of(USER) : Optional.empty();
  }

  private String token(String user, Map<String, String> form) {
    String[] scope = form.get("scope").split(":");
    boolean allowed = user.equals(USER) || scope[1].startsWith(PUBLIC) && scope[2].equals("pull");
    String actions = allowed ? "\"" + scope[2].replace(",", "\",\"") + "\"" : "";
    String access = "{\"type\":\"%s\",\"name\":\"%s\",\"actions\":[%s]}".formatted(scope[0], scope[1], actions);
    String jwt = signer.token(ISSUER, SERVICE, seconds, access);
    return "{\"token\":\"" + jwt + "\",\"expires_in\":300}";
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
