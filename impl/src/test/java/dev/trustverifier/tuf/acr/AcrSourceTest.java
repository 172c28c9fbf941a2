package dev.trustverifier.tuf.acr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.trustverifier.Gun;
import dev.trustverifier.tuf.credential.Credentials;
import dev.trustverifier.tuf.credential.EntraCloud;
import dev.trustverifier.tuf.credential.EntraIdentity;
import dev.trustverifier.tuf.credential.Secret;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcrSourceTest {
  private static final Map<String, String> ENVIRONMENT = Map.of(
      "AZURE_TENANT_ID", "72f988bf-86f1-41af-91ab-2d7cd011db47", "AZURE_CLIENT_ID", "app",
      "AZURE_FEDERATED_TOKEN_FILE", "/var/run/secrets/azure/tokens/azure-identity-token");

  @ParameterizedTest
  @ValueSource(strings = {"contoso.azurecr.io", "contoso.azurecr.us", "contoso.azurecr.cn",
      "contoso-gee2b7d3cyd2bqf5.azurecr.io", "images.contoso.example"})
  void asksARegistryOfAnyCloudAtItsName(String registry) {
    try (AcrSource source = AcrSource.of(registry, Credentials.anonymous())) {
      assertEquals("https://" + registry + "/v2/" + registry + "/a/b", source.describe(new Gun(registry + "/a/b")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "contoso", "Contoso.azurecr.io", "https://contoso.azurecr.io", "contoso.azurecr.io/",
      "user@contoso.azurecr.io", "contoso.azurecr.io:0", "contoso.azurecr.io?x", "contoso..io", "contoso.azurecr.io\n"})
  void refusesWhatIsNoNameOfARegistry(String registry) {
    assertThrows(IllegalArgumentException.class, () -> AcrSource.of(registry, Credentials.anonymous()));
  }

  @Test
  void asksARegistryWhoseNameIsNoHostsAtItsEndpoint() {
    try (AcrSource source = AcrSource.builder("registry.123").endpoint(URI.create("https://gate.example")).build()) {
      assertEquals("https://gate.example/v2/registry.123/a", source.describe(new Gun("registry.123/a")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://contoso.azurecr.io", "https://user:x@contoso.azurecr.io", "contoso.azurecr.io"})
  void refusesAnEndpointThatIsNotSafe(String endpoint) {
    AcrSource.Builder builder = AcrSource.builder("contoso.azurecr.io");
    assertThrows(IllegalArgumentException.class, () -> builder.endpoint(URI.create(endpoint)));
  }

  @Test
  void findsAWorkloadInTheEnvironmentOfEachCloud() {
    assertEquals(EntraCloud.PUBLIC.authority(), EntraIdentity.Workload.in(ENVIRONMENT).authority());
    Map<String, String> china = new HashMap<>(ENVIRONMENT);
    china.put("AZURE_AUTHORITY_HOST", EntraCloud.CHINA.authority() + "/");
    assertEquals(URI.create("https://login.chinacloudapi.cn/"), EntraIdentity.Workload.in(china).authority());
    for (String variable : ENVIRONMENT.keySet()) {
      Map<String, String> without = new HashMap<>(ENVIRONMENT);
      without.remove(variable);
      String why =
          assertThrows(IllegalArgumentException.class, () -> EntraIdentity.Workload.in(without)).getMessage();
      assertEquals("the variable " + variable + " is not set", why);
    }
  }

  @Test
  void findsAManagedIdentityWhereTheEnvironmentSaysOrAtTheMachine() {
    Optional<String> client = Optional.of("app");
    assertEquals(URI.create("http://169.254.169.254/metadata/identity/oauth2/token"),
        EntraIdentity.Managed.in(ENVIRONMENT, client).endpoint());
    EntraIdentity.Managed service = EntraIdentity.Managed.in(
        Map.of("IDENTITY_ENDPOINT", "http://169.254.129.2:8081/msi/token", "IDENTITY_HEADER", "hunter2"), client);
    assertEquals(Optional.of(Secret.of("hunter2")), service.header());
    assertEquals("the managed identity app", service.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://user:x@login.example", "https://login.example/?a=b", "file:///etc", "login.example"})
  void refusesAPlaceWhereNoTokenCouldBe(String place) {
    assertThrows(IllegalArgumentException.class,
        () -> new EntraIdentity.Managed(URI.create(place), Optional.empty(), Optional.empty()));
  }
}
