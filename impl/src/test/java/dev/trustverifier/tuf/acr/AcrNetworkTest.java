package dev.trustverifier.tuf.acr;

import static dev.trustverifier.tuf.acr.Contoso.secretOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Deadline;
import dev.trustverifier.Outage;
import dev.trustverifier.Outage.Kind;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.tck.repository.CertificateAuthority;
import dev.trustverifier.tck.server.AcrRole;
import dev.trustverifier.tck.server.Misbehaviour;
import dev.trustverifier.tck.server.Requests;
import dev.trustverifier.tuf.credential.EntraIdentity;
import dev.trustverifier.tuf.credential.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong on any of the legs: to Entra, the exchange, the token and the file. */
@Timeout(60)
class AcrNetworkTest {
  private static final String MACHINE = "/metadata/identity/oauth2/token";
  private static final Duration SHORT = Duration.ofMillis(300);

  @TempDir
  private Path folder;

  private AcrSource.Builder workload(Contoso contoso) throws IOException {
    Path file = Files.writeString(folder.resolve("token"), secretOf(AcrRole.PULLER));
    return contoso.source().identity(new EntraIdentity.Workload(contoso.server.uri(), "tenant", "PULLER", file));
  }

  private static Outage outage(Kind kind, Fetched fetched) {
    Outage outage = assertInstanceOf(Fetched.Failed.class, fetched).outage();
    assertEquals(kind, outage.kind(), outage.message());
    Contoso.keepsSecrets(outage.toString());
    return outage;
  }

  @ParameterizedTest
  @ValueSource(strings = {"/tenant/oauth2/v2.0/token", "/oauth2/exchange", "/oauth2/token", "timestamp.json"})
  void waitsWhereItIsThrottledAndNeverTakesThatForAnAnswer(String place) throws IOException {
    Requests here = Requests.to(place);
    try (Contoso contoso = Contoso.strict()) {
      contoso.server.misbehave(here.first(1), Misbehaviour.status(429));
      assertInstanceOf(Fetched.Found.class, contoso.timestamp(workload(contoso)));
      contoso.server.behave().misbehave(here.first(1), Misbehaviour.status(429, Duration.ZERO));
      assertInstanceOf(Fetched.Found.class, contoso.timestamp(workload(contoso)));
      contoso.server.behave().misbehave(here, Misbehaviour.status(429, Duration.ofHours(1)));
      Outage outage = outage(Kind.RATE_LIMITED, contoso.timestamp(workload(contoso)));
      assertEquals(Optional.of(Duration.ofHours(1)), outage.retryAfter());
    }
  }

  private static AcrSource.Builder machine(Contoso contoso) {
    URI endpoint = contoso.server.uri().resolve(MACHINE);
    return contoso.source().identity(new EntraIdentity.Managed(endpoint, Optional.empty(), Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 410, 429, 500, 502, 503, 504})
  void asksAMachineAgainThatDoesNotKnowYetWhoItIs(int status) {
    try (Contoso contoso = Contoso.strict()) {
      contoso.server.misbehave(Requests.to(MACHINE).first(2), Misbehaviour.status(status));
      assertInstanceOf(Fetched.Found.class, contoso.timestamp(machine(contoso)));
      assertEquals(3, contoso.asked().stream().filter(one -> one.contains(MACHINE)).count());
    }
  }

  @Test
  void asksAMachineAgainUntilTheDeadlineAndSaysWhatItSaid() {
    try (Contoso contoso = Contoso.strict(); AcrSource source = machine(contoso).build()) {
      contoso.server.misbehave(Requests.to(MACHINE), Misbehaviour.status(410));
      Fetched answer = source.fetch(Contoso.GUN, Contoso.TIMESTAMP, 1, Deadline.after(Duration.ofSeconds(5)));
      String why = outage(Kind.PROTOCOL, answer).message();
      assertTrue(why.contains(MACHINE + ": 410"), why);
      assertTrue(contoso.asked().stream().filter(one -> one.contains(MACHINE)).count() > 2, "asked too seldom");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403})
  void asksAMachineOnceThatRefuses(int status) {
    try (Contoso contoso = Contoso.strict()) {
      contoso.server.misbehave(Requests.to(MACHINE), Misbehaviour.status(status));
      outage(status == 403 ? Kind.FORBIDDEN : Kind.UNAUTHORISED, contoso.timestamp(machine(contoso)));
      assertEquals(1, contoso.asked().stream().filter(one -> one.contains(MACHINE)).count());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/tenant/oauth2/v2.0/token", "/oauth2/exchange", "/oauth2/token", "timestamp.json"})
  void keepsTheDeadlineWhereverItHangs(String place) throws IOException {
    try (Contoso contoso = Contoso.strict(); AcrSource source = workload(contoso).build()) {
      contoso.server.misbehave(Requests.to(place), new Misbehaviour.Hang(Misbehaviour.Point.BEFORE_HEADERS));
      long start = System.nanoTime();
      outage(Kind.TIMED_OUT, source.fetch(Contoso.GUN, Contoso.TIMESTAMP, 1, Deadline.after(SHORT)));
      assertTrue(System.nanoTime() - start < Duration.ofSeconds(20).toNanos());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/tenant/oauth2/v2.0/token", "/oauth2/exchange"})
  void takesAnAnswerWithoutATokenForABrokenOne(String place) throws IOException {
    try (Contoso contoso = Contoso.strict()) {
      for (String body : new String[] {"", "{}", "null", "\"hunter2\"", "{\"refresh_token\":\"\"}", "{\"token\":7}"}) {
        contoso.server.behave().misbehave(Requests.to(place), new Misbehaviour.Instead("application/json", body));
        outage(Kind.PROTOCOL, contoso.timestamp(workload(contoso)));
      }
      contoso.server.behave().misbehave(Requests.to(place), Misbehaviour.status(404));
      outage(Kind.PROTOCOL, contoso.timestamp(workload(contoso)));
      contoso.server.behave().misbehave(Requests.to(place), Misbehaviour.status(500));
      outage(Kind.SERVER_ERROR, contoso.timestamp(workload(contoso)));
    }
  }

  @Test
  void saysThatAFirewallMayBeInTheWay() throws IOException {
    try (Contoso contoso = Contoso.strict()) {
      contoso.server.misbehave(Requests.all(), Misbehaviour.status(403));
      String why = outage(Kind.FORBIDDEN, contoso.timestamp(workload(contoso))).message();
      assertTrue(why.endsWith("does the registry's firewall know this address?"), why);
      assertEquals(1, contoso.asked().size());
    }
  }

  @Test
  void speaksTls() throws IOException {
    CertificateAuthority authority = CertificateAuthority.named("root", InstantSource.system().instant());
    try (Contoso contoso = new Contoso(acr -> acr.tls(authority))) {
      outage(Kind.TLS, contoso.timestamp(workload(contoso)));
      AcrSource.Builder source = workload(contoso).certificateAuthority("127.0.0.1", authority.certificate());
      assertInstanceOf(Fetched.Found.class, contoso.timestamp(source));
    }
  }

  @Test
  void believesWhomDockersFolderNamesForItsHost() throws IOException {
    CertificateAuthority authority = CertificateAuthority.named("root", InstantSource.system().instant());
    Files.writeString(Files.createDirectories(folder.resolve("127.0.0.1")).resolve("ca.crt"), authority.certificate());
    try (Contoso contoso = new Contoso(acr -> acr.tls(authority))) {
      assertInstanceOf(Fetched.Found.class, contoso.timestamp(workload(contoso).certificateFolder(folder)));
    }
  }

  @Test
  void readsAFederatedTokenAnewAndSaysIfItIsNotThere() throws IOException {
    try (Contoso contoso = Contoso.strict(); AcrSource source = workload(contoso).build()) {
      Files.delete(folder.resolve("token"));
      outage(Kind.IO, contoso.timestamp(source));
      Files.writeString(folder.resolve("token"), Contoso.SECRET);
      String why = outage(Kind.UNAUTHORISED, contoso.timestamp(source)).message();
      assertTrue(why.contains("/tenant/oauth2/v2.0/token: 401, no token is given to the workload PULLER"), why);
      Files.writeString(folder.resolve("token"), secretOf(AcrRole.PULLER));
      assertInstanceOf(Fetched.Found.class, contoso.timestamp(source));
    }
  }

  @Test
  void asksNobodyForATokenByPlainHttpButThisMachineAndItsHost() {
    for (String host : new String[] {"login.example", "10.0.0.1", "169.253.169.254"}) {
      try (Contoso contoso = Contoso.strict()) {
        URI endpoint = URI.create("http://" + host + "/metadata/identity/oauth2/token");
        Secret header = Secret.of(Contoso.SECRET);
        String why = outage(Kind.UNREACHABLE, contoso.timestamp(contoso.source()
            .identity(new EntraIdentity.Managed(endpoint, Optional.empty(), Optional.of(header))))).message();
        assertTrue(why.contains("plain http, and " + host + " is not loopback"), why);
      }
    }
  }

  @Test
  void repeatsNothingOfWhatASupplierThrows() {
    try (Contoso contoso = Contoso.strict()) {
      EntraIdentity broken = new EntraIdentity.Supplied((scope, deadline) -> {
        throw new IllegalStateException(Contoso.SECRET);
      });
      String why = outage(Kind.UNREACHABLE, contoso.timestamp(contoso.source().identity(broken))).message();
      assertTrue(why.contains("IllegalStateException"), why);
      EntraIdentity interrupted = new EntraIdentity.Supplied((scope, deadline) -> {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(Contoso.SECRET);
      });
      Fetched answer = contoso.timestamp(contoso.source().identity(interrupted));
      assertTrue(Thread.interrupted());
      outage(Kind.INTERRUPTED, answer);
      assertFalse(Thread.interrupted());
    }
  }
}
