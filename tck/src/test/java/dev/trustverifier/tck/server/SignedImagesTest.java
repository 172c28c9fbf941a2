package dev.trustverifier.tck.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Digest;
import dev.trustverifier.Gun;
import dev.trustverifier.ImageReference;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SignedImagesTest {
  private static final String IMAGE = "registry.example/shop/api:1.4";
  private static final String TARGETS = "GET /v2/registry.example/shop/api/_trust/tuf/targets.json";

  @RegisterExtension static final SignedImages SHARED = new SignedImages();
  @RegisterExtension final SignedImages own = new SignedImages();

  @Test
  @Order(1)
  void signsAnImageAndServesThat() throws IOException {
    Digest digest = SHARED.sign(IMAGE);
    assertTrue(Wire.ask(SHARED.server(), TARGETS).contains("\"1.4\""));
    assertEquals(digest, SHARED.sign(IMAGE + "@" + digest));
    assertTrue(SHARED.policy().ruleFor(ImageReference.parse(IMAGE).gun()).isPresent());
    SHARED.emulator().misbehave(Requests.all(), Misbehaviour.status(503));
  }

  @Test
  @Order(2)
  void keepsWhatIsSharedAndForgetsMisbehaviour() throws IOException {
    assertTrue(Wire.ask(SHARED.server(), TARGETS).contains("\"1.4\""));
    assertEquals(2, SHARED.repository(new Gun("registry.example/shop/api")).history().size());
  }

  @Test
  @Order(3)
  void startsAnewForEachTestWhereItIsNotShared() throws IOException {
    assertNotEquals(SHARED.server(), own.server());
    assertTrue(Wire.ask(own.server(), TARGETS).startsWith("HTTP/1.1 404 "));
    own.sign(IMAGE);
    assertTrue(Wire.ask(own.server(), TARGETS).startsWith("HTTP/1.1 200 "));
  }

  @Test
  void refusesToSignWhatHasNoTag() {
    assertThrows(IllegalArgumentException.class, () -> own.sign("registry.example/shop/api@" + own.sign(IMAGE)));
  }

  @Test
  void saysWhereItIsMissing() {
    assertThrows(IllegalStateException.class, () -> new SignedImages().sign(IMAGE));
  }

  @Nested
  class WithinAnotherClass {
    private final URI outer = SHARED.server();

    @Test
    void staysTheSame() throws IOException {
      assertEquals(outer, SHARED.server());
      assertTrue(Wire.ask(SHARED.server(), "GET /v2/").startsWith("HTTP/1.1 200 "));
    }
  }
}
