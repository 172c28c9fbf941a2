package dev.trustverifier.tuf.acr;

import static dev.trustverifier.tuf.acr.Contoso.secretOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.trustverifier.Verdict;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.tck.server.AcrRole;
import dev.trustverifier.tck.server.AnonymousPull;
import dev.trustverifier.tuf.credential.Credential;
import dev.trustverifier.tuf.credential.Credentials;
import dev.trustverifier.tuf.credential.EntraIdentity;
import dev.trustverifier.tuf.credential.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Everybody whom a registry knows, each in their own way. */
@Timeout(60)
class AcrIdentityTest {
  private static final List<String> NOBODY_IS_LET_IN = List.of(
      "GET timestamp.json - 401",
      "GET /oauth2/token - 401",
      "GET /oauth2/token - 401");
  private static final List<String> BY_REFRESH_TOKEN = List.of(
      "POST /oauth2/token - 200",
      "GET timestamp.json bearer 200");
  private static final List<String> BY_PASSWORD = List.of(
      "GET /oauth2/token basic 200",
      "GET timestamp.json bearer 200");

  @TempDir
  private Path folder;

  private enum Who {
    ADMIN(BY_PASSWORD) {
      @Override
      AcrSource.Builder asks(Contoso contoso, Path folder) {
        return byPassword(contoso, AcrRole.ADMIN.name(), secretOf(AcrRole.ADMIN));
      }
    },
    SERVICE_PRINCIPAL(BY_PASSWORD) {
      @Override
      AcrSource.Builder asks(Contoso contoso, Path folder) {
        return byPassword(contoso, AcrRole.PULLER.name(), secretOf(AcrRole.PULLER));
      }
    },
    REFRESH_TOKEN_AS_A_PASSWORD(BY_PASSWORD) {
      @Override
      AcrSource.Builder asks(Contoso contoso, Path folder) {
        return byPassword(contoso, "00000000-0000-0000-0000-000000000000", contoso.server.refreshToken("PULLER"));
      }
    },
    REFRESH_TOKEN(BY_REFRESH_TOKEN) {
      @Override
      AcrSource.Builder asks(Contoso contoso, Path folder) {
        return contoso.source()
            .credentials(Credentials.of(Credential.identityToken(contoso.server.refreshToken("SIGNER"))));
      }
    },
    WHOM_AN_SDK_KNOWS(exchanged()) {
      @Override
      AcrSource.Builder asks(Contoso contoso, Path folder) {
        return contoso.source().identity(new EntraIdentity.Supplied((scope, deadline) -> {
          assertEquals("https://containerregistry.azure.net/.default", scope);
          return Secret.of(contoso.server.entraToken("PULLER"));
        }));
      }
    },
    WORKLOAD(exchanged("POST /tenant/oauth2/v2.0/token - 200")) {
      @Override
      AcrSource.Builder asks(Contoso contoso, Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), secretOf(AcrRole.PULLER) + "\n");
        return contoso.source().identity(EntraIdentity.Workload.in(Map.of(
            "AZURE_AUTHORITY_HOST", contoso.server.uri() + "/", "AZURE_TENANT_ID", "tenant",
            "AZURE_CLIENT_ID", "PULLER", "AZURE_FEDERATED_TOKEN_FILE", file.toString())));
      }
    },
    MACHINE(exchanged("GET /metadata/identity/oauth2/token - 200")) {
      @Override
      AcrSource.Builder asks(Contoso contoso, Path folder) {
        URI endpoint = contoso.server.uri().resolve("/metadata/identity/oauth2/token");
        return contoso.source().identity(new EntraIdentity.Managed(endpoint, Optional.empty(), Optional.empty()));
      }
    },
    APP_SERVICE(exchanged("GET /msi/token - 200")) {
      @Override
      AcrSource.Builder asks(Contoso contoso, Path folder) {
        return contoso.source().identity(EntraIdentity.Managed.in(Map.of(
            "IDENTITY_ENDPOINT", contoso.server.uri() + "/msi/token", "IDENTITY_HEADER", secretOf(AcrRole.PULLER)),
            Optional.of("PULLER")));
      }
    };

    private final List<String> afterTheChallenge;

    Who(List<String> afterTheChallenge) {
      this.afterTheChallenge = afterTheChallenge;
    }

    abstract AcrSource.Builder asks(Contoso contoso, Path folder) throws IOException;

    private static AcrSource.Builder byPassword(Contoso contoso, String user, String password) {
      return contoso.source().credentials(Credentials.of(Credential.password(user, password)));
    }

    private static List<String> exchanged(String... before) {
      return Stream.of(Stream.of(before), Stream.of("POST /oauth2/exchange - 200"), BY_REFRESH_TOKEN.stream())
          .flatMap(part -> part).toList();
    }
  }

  @ParameterizedTest
  @EnumSource
  void readsAsEverybodyWhomTheRegistryKnows(Who who) throws IOException {
    try (Contoso contoso = Contoso.strict()) {
      assertInstanceOf(Fetched.Found.class, contoso.timestamp(who.asks(contoso, folder)));
      assertEquals(
          Stream.concat(NOBODY_IS_LET_IN.stream(), who.afterTheChallenge.stream()).toList(), contoso.asked());
      assertInstanceOf(Verdict.Trusted.class, contoso.verify(who.asks(contoso, folder)));
    }
  }

  @Test
  void readsAsNobodyWhatEverybodyMayRead() {
    try (Contoso contoso = new Contoso(acr -> acr.anonymousPull(AnonymousPull.IMAGES_AND_TRUST))) {
      assertInstanceOf(Verdict.Trusted.class, contoso.verify(contoso.source()));
      assertEquals(List.of("GET root.json - 401", "GET /oauth2/token - 200", "GET root.json bearer 200",
          "GET timestamp.json bearer 200", "GET snapshot.HASH.json bearer 200", "GET targets.HASH.json bearer 200"),
          contoso.asked());
    }
  }
}
