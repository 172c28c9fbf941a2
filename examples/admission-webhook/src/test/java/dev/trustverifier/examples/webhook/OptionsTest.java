package dev.trustverifier.examples.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.examples.webhook.server.Address;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
  private static final List<String> LEAST =
      List.of("--listen", "127.0.0.1:8443", "--tls-cert", "c", "--tls-key", "k", "--policy", "p", "--state", "s");

  @Test
  void takesTheEnvironmentForWhatTheCommandLineDoesNotSay() {
    Map<String, String> environment =
        Map.of("TRUSTVERIFIER_LISTEN", ":1", "TRUSTVERIFIER_CLIENT_CA", "ca", "TRUSTVERIFIER_PAGE", "localhost:9",
            "TRUSTVERIFIER_SINGLE_REPLICA", "true", "TRUSTVERIFIER_POLICY", "");
    Options options = Options.parse(LEAST, environment);
    assertEquals(new Address("127.0.0.1", 8443), options.listen());
    assertEquals(Optional.of(Path.of("ca")), options.tls().clientAuthorities());
    assertEquals(Optional.of(new Address("localhost", 9)), options.page());
    assertTrue(options.singleReplica());
    assertEquals(Path.of("p"), options.policy());
  }

  @Test
  void saysWhatIsMissingAndHowItIsUsed() {
    for (int i = 0; i < LEAST.size(); i += 2) {
      List<String> less = new ArrayList<>(LEAST);
      String option = less.remove(i);
      less.remove(i);
      IllegalArgumentException fault =
          assertThrows(IllegalArgumentException.class, () -> Options.parse(less, Map.of()));
      assertTrue(fault.getMessage().startsWith(option + " is missing"), fault.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--policies x", "--policy", "--policy a --policy b", "--listen 80", "--listen x:99999", "x"})
  void refusesWhatItDoesNotKnow(String line) {
    List<String> arguments = List.of(line.split(" "));
    assertThrows(IllegalArgumentException.class, () -> Options.parse(arguments, Map.of("TRUSTVERIFIER_TLS_CERT", "c",
        "TRUSTVERIFIER_TLS_KEY", "k", "TRUSTVERIFIER_STATE", "s", "TRUSTVERIFIER_POLICY", "p",
        "TRUSTVERIFIER_LISTEN", ":1")));
  }

  @ParameterizedTest
  @CsvSource({":8443,0.0.0.0,8443", "[::1]:0,::1,0", "host.example:1,host.example,1"})
  void readsAddresses(String text, String host, int port) {
    assertEquals(new Address(host, port), Address.parse(text));
  }
}
