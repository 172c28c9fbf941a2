package dev.trustverifier.tck.server;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Digest;
import dev.trustverifier.Gun;
import dev.trustverifier.tck.repository.ManualClock;
import dev.trustverifier.tck.repository.State;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Raw requests, as the documents show them, and what comes back. */
@Timeout(60)
class AcrEmulatorTest {
  private static final String REGISTRY = "contoso.azurecr.io";
  private static final Gun GUN = new Gun(REGISTRY + "/team/app");
  private static final String PING = "GET /v2/";
  private static final String FILE = "GET /v2/" + GUN + "/_trust/tuf/timestamp.json";
  private static final String MANIFEST = "GET /v2/team/app/manifests/1.0";
  private static final String EXCHANGE = "/oauth2/exchange";
  private static final String TOKEN = "/oauth2/token";
  private static final String SERVICE = "service=" + REGISTRY;
  private static final String TRUST = "&scope=repository:" + GUN + ":pull";
  private static final String IMAGE = "&scope=repository:team/app:pull";
  private static final String SECRET = "s3cret";
  private static final Pattern ISSUED = Pattern.compile("^\\{\"(?:access|refresh)_token\":\"([^\"]+)\"}$");

  private final ManualClock clock = ManualClock.at(Instant.parse("2026-11-22T12:00:00Z"));
  private final AcrEmulator acr = started();

  private AcrEmulator started() {
    AcrEmulator.Builder builder = AcrEmulator.builder(REGISTRY).clock(clock).lifetime(Duration.ofSeconds(60));
    for (AcrRole role : AcrRole.values()) {
      builder.account(role, role.name(), SECRET);
    }
    return builder.start().serve(new State(GUN, Map.of("timestamp.json", "{}".getBytes(StandardCharsets.UTF_8))));
  }

  @AfterEach
  void close() {
    acr.close();
  }

  @Test
  void asksForATokenWithoutAScopeAtThePingAndWithOneElsewhere() throws IOException {
    String bearer = "\r\nWww-Authenticate: Bearer realm=\"" + acr.uri() + TOKEN + "\",service=\"" + REGISTRY + "\"";
    String ping = ask(PING);
    assertTrue(ping.startsWith("HTTP/1.1 401 ") && ping.contains(bearer + "\r\n"), ping);
    String file = ask(FILE);
    assertTrue(file.contains(bearer + ",scope=\"repository:" + GUN + ":pull\"\r\n"), file);
    assertTrue(file.contains("{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"authentication required, visit "
        + "https://aka.ms/acr/authorization for more information.\",\"detail\":[{\"Type\":\"repository\",\"Name\":\""
        + GUN + "\",\"Action\":\"pull\"}]}]}"), file);
    String manifest = ask(MANIFEST);
    assertTrue(manifest.contains(bearer + ",scope=\"repository:team/app:pull\"\r\n"), manifest);
    assertTrue(ask(PING, bearer(byPassword("PULLER", TRUST))).endsWith("\r\n\r\n{}"));
  }

  @Test
  void exchangesByPostOnlyAndWithOrWithoutATenant() throws IOException {
    String form = "grant_type=access_token&" + SERVICE + "&access_token=";
    assertStatus(404, ask("GET " + EXCHANGE + "?" + form + acr.entraToken("PULLER")));
    assertStatus(400, post(EXCHANGE, "grant_type=access_token&access_token=" + acr.entraToken("PULLER")));
    assertStatus(400, post(EXCHANGE, "grant_type=password&" + SERVICE));
    assertStatus(401, post(EXCHANGE, form + "x"));
    assertStatus(401, post(EXCHANGE, form + acr.entraToken("STRANGER")));
    assertStatus(200, post(EXCHANGE, form + acr.entraToken("SIGNER") + "&tenant=x"));
    String refresh = issued(post(EXCHANGE, form + acr.entraToken("PULLER")));
    String claims = new String(Base64.getUrlDecoder().decode(refresh.split("\\.")[1]), StandardCharsets.UTF_8);
    assertTrue(claims.contains("\"iss\":\"Azure Container Registry\",\"aud\":\"" + REGISTRY
        + "\",\"version\":\"1.0\",\"grant_type\":\"refresh_token\""), claims);
    assertStatus(200, ask(FILE, bearer(issued(
        post(TOKEN, "grant_type=refresh_token&" + SERVICE + TRUST + "&refresh_token=" + refresh)))));
    String expired = acr.entraToken("PULLER");
    clock.advance(Duration.ofHours(4));
    assertStatus(401, post(EXCHANGE, form + expired));
    assertStatus(401, post(TOKEN, "grant_type=refresh_token&" + SERVICE + TRUST + "&refresh_token=" + refresh));
  }

  @Test
  void givesTokensInEveryWay() throws IOException {
    String password = "grant_type=password&" + SERVICE + TRUST + "&username=ADMIN&password=";
    assertStatus(200, ask(FILE, bearer(issued(post(TOKEN, password + SECRET)))));
    assertStatus(401, post(TOKEN, password + "x"));
    assertStatus(200, ask(FILE, bearer(byPassword("ADMIN", TRUST))));
    String nobody = "00000000-0000-0000-0000-000000000000";
    assertStatus(200, ask("GET " + TOKEN + "?" + SERVICE + TRUST, basic(nobody, acr.refreshToken("PULLER"))));
    assertStatus(200, ask("GET " + TOKEN + "?" + SERVICE + TRUST, basic(nobody, byPassword("PULLER", TRUST))));
    assertStatus(401, ask("GET " + TOKEN + "?" + SERVICE + TRUST));
    assertStatus(401, post(TOKEN, "grant_type=password&" + SERVICE + TRUST));
    assertStatus(400, ask("GET " + TOKEN + "?service=other" + TRUST));
    assertStatus(200, ask(FILE, basic("ADMIN", SECRET)));
    assertStatus(401, ask(MANIFEST, basic("SCOPE_MAP_TOKEN", SECRET)));
  }

  @Test
  void givesTokensToNobodyWhereAnonymousPullIsOn() throws IOException {
    try (AcrEmulator open = AcrEmulator.builder(REGISTRY).anonymousPull(AnonymousPull.IMAGES).start()) {
      String token = issued(Wire.ask(open.uri(), "GET " + TOKEN + "?" + SERVICE + TRUST + IMAGE));
      assertStatus(404, Wire.ask(open.uri(), MANIFEST, bearer(token)));
      assertStatus(401, Wire.ask(open.uri(), FILE, bearer(token)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SIGNER, 200, 200, 404", "PULLER, 200, 200, 401", "ADMIN, 200, 200, 401", "SCOPE_MAP_TOKEN, 200, 401, 401"})
  void letsEachRoleDoWhatItMay(AcrRole role, int image, int trust, int publishing) throws IOException {
    acr.image(GUN, "1.0", new byte[] {1});
    String push = "&scope=repository:" + GUN + ":push,pull";
    assertStatus(image, ask(MANIFEST, bearer(byPassword(role.name(), IMAGE))));
    assertStatus(trust, ask(FILE, bearer(byPassword(role.name(), TRUST))));
    String publish = "POST /v2/" + GUN + "/_trust/tuf/";
    assertStatus(publishing, ask(publish, bearer(byPassword(role.name(), push))));
    acr.contentTrust(ContentTrust.DISABLED_404);
    assertStatus(publishing == 404 ? 405 : 401, ask(publish, bearer(byPassword(role.name(), push))));
    assertStatus(trust == 200 ? 404 : 401, ask(FILE, bearer(byPassword(role.name(), TRUST))));
    acr.contentTrust(ContentTrust.DISABLED_405);
    assertStatus(trust == 200 ? 405 : 401, ask(FILE, bearer(byPassword(role.name(), TRUST))));
  }

  @Test
  void saysOfATokenThatItIsExpiredOrForSomethingElse() throws IOException {
    String token = byPassword("PULLER", TRUST);
    String other = ask(MANIFEST, bearer(token));
    assertTrue(other.contains(",error=\"insufficient_scope\"\r\n"), other);
    clock.advance(Duration.ofSeconds(60));
    String expired = ask(FILE, bearer(token));
    assertTrue(expired.startsWith("HTTP/1.1 401 ") && expired.contains(",error=\"invalid_token\"\r\n"), expired);
  }

  @Test
  void sendsWhoWantsABlobToAStoreThatRefusesItsTokens() throws IOException {
    Digest digest = acr.image(GUN, "1.0", "layer".getBytes(StandardCharsets.UTF_8));
    String token = bearer(byPassword("PULLER", IMAGE));
    assertTrue(ask(MANIFEST, token).contains("\"digest\":\"" + digest + "\""));
    String answer = ask("GET /v2/team/app/blobs/" + digest, token);
    Matcher location = Pattern.compile("HTTP/1.1 307 .*\r\nLocation: ([^\r]+)\r\n.*", Pattern.DOTALL).matcher(answer);
    assertTrue(location.matches(), answer);
    URI store = URI.create(location.group(1));
    assertFalse(store.getPort() == acr.uri().getPort());
    String path = "GET " + store.getRawPath() + "?" + store.getRawQuery();
    assertTrue(Wire.ask(store, path).endsWith("\r\n\r\nlayer"));
    String refused = Wire.ask(store, path, token);
    assertTrue(refused.startsWith("HTTP/1.1 403 "), refused);
    assertTrue(refused.contains("<Code>InvalidAuthenticationInfo</Code>"), refused);
  }

  @Test
  void hasNoHealthCheckAndRefusesInItsOwnForm() throws IOException {
    assertStatus(404, ask("GET /_notary_server/health"));
    acr.misbehave(Requests.all(), Misbehaviour.status(403));
    assertTrue(ask(PING).contains("\"code\":\"DENIED\""));
    acr.behave().misbehave(Requests.to(TOKEN), Misbehaviour.status(429, Duration.ofSeconds(7)));
    String throttled = ask("GET " + TOKEN);
    assertTrue(throttled.contains("\"code\":\"TOOMANYREQUESTS\"") && throttled.contains("\r\nRetry-After: 7\r\n"));
  }

  @Test
  void answersAsAReplicaThatLagsUntilAllIsPurged() throws IOException {
    String token = bearer(byPassword("PULLER", TRUST));
    State behind = new State(GUN, Map.of("timestamp.json", "old".getBytes(StandardCharsets.UTF_8)));
    acr.misbehave(Requests.to("timestamp.json").first(1), new Misbehaviour.Lag(behind));
    assertTrue(ask(FILE, token).endsWith("\r\n\r\nold"));
    assertTrue(ask(FILE, token).endsWith("\r\n\r\n{}"));
    acr.purge();
    assertStatus(404, ask(FILE, token));
  }

  private String ask(String requestLine, String... headers) throws IOException {
    return Wire.ask(acr.uri(), requestLine, headers);
  }

  private String post(String path, String form) throws IOException {
    return Wire.say(acr.uri(), "POST " + path + " HTTP/1.1\r\nHost: here\r\nConnection: close\r\nContent-Type: "
        + "application/x-www-form-urlencoded\r\nContent-Length: " + form.length() + "\r\n\r\n" + form);
  }

  private String byPassword(String user, String scope) throws IOException {
    return issued(ask("GET " + TOKEN + "?" + SERVICE + scope, basic(user, SECRET)));
  }

  private static String basic(String user, String password) {
    return "Authorization: Basic "
        + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  private static String bearer(String token) {
    return "Authorization: Bearer " + token;
  }

  private static String issued(String answer) {
    Matcher token = ISSUED.matcher(answer.substring(answer.indexOf("\r\n\r\n") + 4));
    assertTrue(token.matches(), answer);
    return token.group(1);
  }

  private static void assertStatus(int status, String answer) {
    assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
  }
}
