package dev.trustverifier.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that answers only user {@code u} with password {@code hunter2}. */
class CredentialTest {
  private static final String RIGHT = "Basic dTpodW50ZXIy";

  private static HttpHandler guarded() {
    HttpHandler files = Server.files(Fixtures.NOTARY, "");
    return exchange -> {
      String shown = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse("");
      if (shown.equals(RIGHT)) {
        files.handle(exchange);
      } else {
        exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"x\"");
        exchange.sendResponseHeaders(401, -1);
        exchange.close();
      }
    };
  }

  private static Run verify(String stdin, String... options) throws IOException {
    try (Server server = Server.plain(guarded())) {
      List<String> command = List.of("verify", "--source", "notary:http://127.0.0.1:" + server.port(), "--tofu",
          "--at", Fixtures.NOW, "lab.example/plain:v1");
      ByteArrayInputStream in = new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8));
      Run run = Run.of(in, Terminal.Reader.PROGRAM, Run.with(command, options));
      assertFalse((run.out() + run.err()).contains("hunter2"), run::toString);
      return run;
    }
  }

  @Test
  void isUndecidedAsNobody() throws IOException {
    assertEquals(3, verify("").exit());
  }

  @Test
  void asksByAPasswordFromStandardInput() throws IOException {
    assertEquals(0, verify("hunter2\n", "--user", "u", "--password-stdin").exit());
    assertEquals(0, verify("hunter2", "--user", "u", "--password-stdin").exit());
    assertEquals(3, verify("hunter2-wrong", "--user", "u", "--password-stdin").exit());
  }

  @Test
  void asksARegistryOfAzureForItsOwnImagesOnly() throws IOException {
    Run run = Run.of("verify", "--source", "acr:127.0.0.1:1", "--tofu", "127.0.0.1:1/x:1", "lab.example/plain:v1");
    assertEquals(1, run.exit());
    assertTrue(run.out().contains("no connection to 127.0.0.1"), run.out());
    assertTrue(run.out().contains("there is no trust data for lab.example/plain"), run.out());
  }

  @Test
  void asksByWhatDockerKeeps(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("config.json"), "{\"auths\": {\"lab.example\": {\"auth\": \"dTpodW50ZXIy\"}}}");
    assertEquals(0, verify("", "--docker-config", folder.toString()).exit());
  }
}
