package dev.trustverifier.tuf.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Outage;
import dev.trustverifier.Verdict;
import dev.trustverifier.source.MetadataSource;
import dev.trustverifier.tuf.TufTrustVerifier;
import dev.trustverifier.tuf.credential.Credential;
import dev.trustverifier.tuf.credential.Credentials;
import dev.trustverifier.tuf.credential.DockerConfig;
import dev.trustverifier.tuf.notary.NotarySource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real notary-server that lets in only who has a token. */
class LiveTokenTest {
  private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);
  private static final Credential RIGHT = Credential.password(TokenGiver.USER, TokenGiver.PASSWORD);

  private static LiveNotary notary;
  private static Publisher secret;
  private static Publisher open;

  @BeforeAll
  static void publish() {
    LivePrograms.require();
    notary = LiveNotary.startWithTokens();
    secret = notary.publisher("lab.example/secret/app").init().publish("v1", CONTENT);
    open = notary.publisher("lab.example/public/app").init().publish("v1", CONTENT);
  }

  @AfterAll
  static void stop() {
    if (notary != null) {
      notary.close();
    }
  }

  @BeforeEach
  void forgetEarlierRequests() {
    notary.tokens().lasting(300);
    notary.tokens().refreshing(true);
    notary.tokens().takeRequests();
  }

  private static MetadataSource source(Credentials credentials) {
    return NotarySource.builder(notary.uri()).certificateAuthority(notary.caPem()).credentials(credentials).build();
  }

  private static Verdict verify(Credentials credentials, Publisher publisher) {
    try (MetadataSource source = source(credentials)) {
      return Reader.onFirstUse().verify(source, publisher.image("v1"));
    }
  }

  private static Outage mustFail(Credentials credentials, Publisher publisher) {
    return assertInstanceOf(Verdict.Undecided.class, verify(credentials, publisher)).outage();
  }

  @Test
  void readsAsNobodyWhatNobodyMayRead() {
    verify(Credentials.of(RIGHT), open).orElseThrow();
    assertEquals(List.of("GET repository:lab.example/public/app:pull by "), notary.tokens().takeRequests());
  }

  @Test
  void readsByPasswordWhatOnlySomebodyMayRead() {
    verify(Credentials.of(RIGHT), secret).orElseThrow();
    assertEquals(
        List.of("GET repository:lab.example/secret/app:pull by ", "GET repository:lab.example/secret/app:pull by lab"),
        notary.tokens().takeRequests());
  }

  @Test
  void readsByRefreshTokenWhatOnlySomebodyMayRead() {
    verify(Credentials.of(Credential.identityToken(TokenGiver.REFRESH_TOKEN)), secret).orElseThrow();
    assertEquals(
        List.of("GET repository:lab.example/secret/app:pull by ", "POST repository:lab.example/secret/app:pull by lab"),
        notary.tokens().takeRequests());
  }

  @Test
  void readsByWhatACredentialHelperSays(@TempDir Path folder) throws IOException {
    Path helper = Files.writeString(folder.resolve("docker-credential-lab"), """
        #!/bin/sh
        read server
        [ "$server" = lab.example ] || exit 1
        echo '{"ServerURL": "lab.example", "Username": "%s", "Secret": "%s"}'
        """.formatted(TokenGiver.USER, TokenGiver.PASSWORD));
    assertTrue(helper.toFile().setExecutable(true));
    Files.writeString(folder.resolve("config.json"), "{\"credHelpers\": {\"lab.example\": \"lab\"}}");
    verify(DockerConfig.in(folder).helpersIn(folder), secret).orElseThrow();
  }

  @Test
  void asksForANewTokenOnceTheOldOneIsOver() {
    try (MetadataSource source = source(Credentials.of(RIGHT));
        TufTrustVerifier verifier = Reader.onFirstUse().verifier(source)) {
      notary.tokens().lasting(-30); // The server forgives a minute, we do not.
      verifier.verify(secret.image("v1")).orElseThrow();
      assertTrue(notary.tokens().takeRequests().size() > 2);
      notary.tokens().lasting(300);
      verifier.verify(secret.image("v1")).orElseThrow();
      verifier.verify(secret.image("v1")).orElseThrow();
      assertEquals(List.of("GET repository:lab.example/secret/app:pull by lab"), notary.tokens().takeRequests());
    }
  }

  @Test
  void isLeftUndecidedWithoutCredentials() {
    Outage outage = mustFail(Credentials.anonymous(), secret);
    assertEquals(Outage.Kind.UNAUTHORISED, outage.kind());
    assertTrue(outage.message().endsWith("it wants credentials, and there are none for lab.example"), outage.message());
  }

  @Test
  void isLeftUndecidedWithWrongCredentials() {
    for (Credential wrong : List.of(Credential.password("lab", "guess"), Credential.identityToken("guess"))) {
      Outage outage = mustFail(Credentials.of(wrong), secret);
      assertEquals(Outage.Kind.UNAUTHORISED, outage.kind());
      assertTrue(outage.message().endsWith(", and does not accept those for lab.example"), outage.message());
      assertEquals(2, notary.tokens().takeRequests().size());
    }
  }

  @Test
  void isLeftUndecidedOnceItsRefreshTokenIsOver() {
    try (MetadataSource source = source(Credentials.of(Credential.identityToken(TokenGiver.REFRESH_TOKEN)));
        TufTrustVerifier verifier = Reader.onFirstUse().verifier(source)) {
      notary.tokens().lasting(-30); // The server forgives a minute, we do not.
      verifier.verify(secret.image("v1")).orElseThrow();
      notary.tokens().refreshing(false);
      Verdict verdict = verifier.verify(secret.image("v1"));
      Outage outage = assertInstanceOf(Verdict.Undecided.class, verdict, verdict::message).outage();
      assertEquals(Outage.Kind.UNAUTHORISED, outage.kind());
      assertTrue(outage.message().endsWith(", and does not accept those for lab.example"), outage.message());
    }
  }

  @Test
  void givesUpOnTokensThatAreOverWhenTheyCome() {
    notary.tokens().lasting(-120);
    assertEquals(Outage.Kind.UNAUTHORISED, mustFail(Credentials.of(RIGHT), secret).kind());
    assertEquals(2, notary.tokens().takeRequests().size());
  }
}
