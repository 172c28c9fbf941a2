package dev.trustverifier.tck.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Gun;
import dev.trustverifier.tck.repository.ManualClock;
import dev.trustverifier.tck.repository.SimulatedRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class TokenServiceTest {
  private static final Gun GUN = new Gun("sim.example/team/app");
  private static final String FILE = "GET /v2/" + GUN + "/_trust/tuf/timestamp.json";
  private static final String SCOPE = "service=trustverifier-emulator&scope=repository:" + GUN + ":pull";
  private static final String PASSWORD = "correct horse";
  private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");
  private static final Pattern REFRESH = Pattern.compile("\"refresh_token\":\"([^\"]+)\"");

  private final ManualClock clock = ManualClock.at(Instant.parse("2026-11-22T12:00:00Z"));
  private final TokenService tokens = TokenService.builder()
      .user("reader", PASSWORD).user("stranger", PASSWORD, name -> name.startsWith("other/"))
      .anonymous(name -> name.endsWith("/public")).lifetime(Duration.ofSeconds(60)).clock(clock).build();
  private final SimulatedRepository repository = SimulatedRepository.of(GUN, clock);
  private final NotaryEmulator server = NotaryEmulator.builder().tokens(tokens).start().serve(repository);

  @BeforeEach
  void publish() {
    repository.publish();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void admitsWhoGotATokenByGet() throws IOException {
    assertTrue(with(token(get("reader", PASSWORD))).startsWith("HTTP/1.1 200 "));
    assertEquals(List.of("GET /token?" + SCOPE + " (basic) 200",
        "GET /v2/sim.example/team/app/_trust/tuf/timestamp.json (bearer) 200"),
        server.requests().stream().map(Object::toString).toList());
  }

  @Test
  void admitsWhoGotATokenByPostAndARefreshTokenAlong() throws IOException {
    String answer = post("grant_type=password&username=reader&password=correct+horse&access_type=offline&" + SCOPE);
    assertTrue(with(token(answer)).startsWith("HTTP/1.1 200 "));
    String refreshed = post("grant_type=refresh_token&refresh_token=" + found(REFRESH, answer) + "&" + SCOPE);
    assertTrue(with(token(refreshed)).startsWith("HTTP/1.1 200 "));
    String again = post("grant_type=refresh_token&refresh_token=" + tokens.refreshToken("reader") + "&" + SCOPE);
    assertTrue(with(token(again)).startsWith("HTTP/1.1 200 "));
  }

  @Test
  void refusesWrongCredentials() throws IOException {
    for (String answer : List.of(get("reader", "wrong"), get("nobody", PASSWORD),
        post("grant_type=password&username=reader&password=wrong&" + SCOPE),
        post("grant_type=refresh_token&refresh_token=wrong&" + SCOPE))) {
      assertTrue(answer.startsWith("HTTP/1.1 401 ") && answer.contains("\r\nWWW-Authenticate: Basic "), answer);
    }
    assertTrue(post("grant_type=magic&" + SCOPE).startsWith("HTTP/1.1 400 "));
  }

  @Test
  void givesTokensForNothingToThoseWhoMayNothing() throws IOException {
    String anonymous = token(Wire.ask(server.uri(), "GET /token?" + SCOPE));
    for (String token : List.of(anonymous, token(get("stranger", PASSWORD)))) {
      String answer = with(token);
      assertTrue(answer.startsWith("HTTP/1.1 401 ") && answer.contains(",error=\"insufficient_scope\""), answer);
    }
    Gun open = new Gun("sim.example/public");
    server.serve(SimulatedRepository.of(open, clock).publish());
    String token = token(Wire.ask(server.uri(), "GET /token?scope=repository:" + open + ":pull"));
    assertTrue(Wire.ask(server.uri(), "GET /v2/" + open + "/_trust/tuf/root.json", "Authorization: Bearer " + token)
        .startsWith("HTTP/1.1 200 "));
  }

  @Test
  void refusesTokensThatExpiredOrWereRevoked() throws IOException {
    String token = token(get("reader", PASSWORD));
    clock.advance(Duration.ofSeconds(60));
    assertTrue(with(token).contains(",error=\"invalid_token\""));
    String next = token(get("reader", PASSWORD));
    assertTrue(with(next).startsWith("HTTP/1.1 200 "));
    tokens.revokeAccess();
    assertTrue(with(next).contains(",error=\"invalid_token\""));
  }

  @Test
  void saysInTheTokenWhenItExpires() throws IOException {
    String claims = token(get("reader", PASSWORD)).split("\\.")[1];
    assertTrue(new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8)
        .endsWith("\"exp\":" + clock.instant().plusSeconds(60).getEpochSecond() + "}"));
  }

  @ParameterizedTest
  @EnumSource
  void handsTokensOutInManyForms(TokenForm form) throws IOException {
    TokenService service = TokenService.builder().clock(clock).form(form).announces(Duration.ofDays(1)).build();
    try (NotaryEmulator other = NotaryEmulator.builder().tokens(service).start()) {
      String answer = Wire.ask(other.uri(), "GET /token?" + SCOPE);
      assertEquals(form != TokenForm.ACCESS_TOKEN, answer.contains("\"token\":\""), answer);
      assertEquals(form != TokenForm.TOKEN, answer.contains("\"access_token\":\""), answer);
      assertEquals(form == TokenForm.FULL, answer.contains(",\"expires_in\":86400,\"issued_at\":\"2026-"), answer);
    }
  }

  @Test
  void tellsNoSecretInItsLog() throws IOException {
    get("reader", PASSWORD);
    String answer = post("grant_type=password&username=reader&password=correct+horse&access_type=offline&" + SCOPE);
    with(token(answer));
    String log = server.requests() + " " + tokens + " " + server;
    for (String secret : List.of("horse", basic("reader", PASSWORD), token(answer), found(REFRESH, answer))) {
      assertFalse(log.contains(secret), log);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"NONE", "NOTARY"})
  void challengesInManyForms(Challenge form) throws IOException {
    try (NotaryEmulator other = NotaryEmulator.builder().tokens(tokens).challenge(form).start()) {
      String realm = other.uri() + "/token";
      String expected = switch (form) {
        case WITHOUT_SCOPE -> "Bearer realm=\"" + realm + "\",service=\"trustverifier-emulator\"\r\n";
        case SCOPE_WITHOUT_HOST -> ",scope=\"repository:team/app:pull\"\r\n";
        case SHUFFLED -> "bearer SCOPE=\"repository:" + GUN + ":pull\" , Service=trustverifier-emulator,  REALM";
        case ESCAPED -> "realm=\"http:\\/\\/127.0.0.1:";
        case AFTER_BASIC -> "Basic realm=\"trustverifier-emulator\"\r\nWww-Authenticate: Bearer ";
        case BESIDE_BASIC -> "Basic realm=\"trustverifier-emulator\", Bearer realm=";
        default -> "Basic realm=\"trustverifier-emulator\"\r\n";
      };
      String answer = Wire.ask(other.uri(), FILE);
      assertTrue(answer.startsWith("HTTP/1.1 401 ") && answer.contains(expected), answer);
    }
  }

  @Test
  void takesNameAndPasswordWhereItAsksForThem() throws IOException {
    try (NotaryEmulator basic = NotaryEmulator.builder().tokens(tokens).challenge(Challenge.BASIC).start()) {
      basic.serve(repository);
      assertTrue(Wire.ask(basic.uri(), FILE, "Authorization: Basic " + basic("reader", PASSWORD))
          .startsWith("HTTP/1.1 200 "));
      assertTrue(Wire.ask(basic.uri(), FILE, "Authorization: Basic " + basic("reader", "wrong"))
          .startsWith("HTTP/1.1 401 "));
    }
  }

  private String get(String user, String password) throws IOException {
    return Wire.ask(server.uri(), "GET /token?" + SCOPE, "Authorization: Basic " + basic(user, password));
  }

  private String post(String form) throws IOException {
    return Wire.say(server.uri(), "POST /token HTTP/1.1\r\nHost: here\r\nConnection: close\r\nContent-Length: "
        + form.length() + "\r\n\r\n" + form);
  }

  private String with(String token) throws IOException {
    return Wire.ask(server.uri(), FILE, "Authorization: Bearer " + token);
  }

  private static String basic(String user, String password) {
    return Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  private static String token(String answer) {
    return found(TOKEN, answer);
  }

  private static String found(Pattern pattern, String answer) {
    Matcher matcher = pattern.matcher(answer);
    assertTrue(matcher.find(), answer);
    return matcher.group(1);
  }
}
