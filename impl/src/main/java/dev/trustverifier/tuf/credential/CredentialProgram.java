package dev.trustverifier.tuf.credential;

import dev.trustverifier.Deadline;
import dev.trustverifier.Outage;
import dev.trustverifier.Outage.Kind;
import dev.trustverifier.tuf.wire.WrittenFault;
import dev.trustverifier.tuf.wire.WrittenJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A program that keeps credentials, {@code docker-credential-NAME}. Nothing of what it writes is repeated.
 *
 * @param name what comes after {@code docker-credential-}
 * @param folder where the program is; empty for the {@code PATH}
 */
record CredentialProgram(String name, Optional<Path> folder) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Duration LONGEST_RUN = Duration.ofSeconds(30);
  private static final String NOT_FOUND = "credentials not found in native keychain";
  /** The user's name that docker's helpers give to a token. */
  private static final String TOKEN = "<token>";

  CredentialProgram {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("names a credential helper by what is no such name");
    }
  }

  Offered find(String server, Deadline deadline) {
    if (Thread.currentThread().isInterrupted()) {
      return failed(Kind.INTERRUPTED, "interrupted before it was started");
    }
    Duration left = deadline.remaining();
    Deadline end = Deadline.after(left.compareTo(LONGEST_RUN) < 0 ? left : LONGEST_RUN);
    try (ProgramRun run = ProgramRun.start(program(), server)) {
      Optional<byte[]> output = run.await(end);
      if (output.isEmpty()) {
        return run.isTooLong() ? failed(Kind.IO, "wrote too much") : failed(Kind.TIMED_OUT, "did not end in time");
      }
      return offered(run.exitCode(), output.get());
    } catch (IOException e) {
      return failed(Kind.IO, "cannot be run; is it installed?");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(Kind.INTERRUPTED, "interrupted while it was running");
    }
  }

  private String program() {
    String file = "docker-credential-" + name;
    return folder.map(from -> from.resolve(file).toAbsolutePath().toString()).orElse(file);
  }

  private Offered offered(int exitCode, byte[] output) {
    if (exitCode != 0) {
      return new String(output, StandardCharsets.UTF_8).strip().equals(NOT_FOUND)
          ? new Offered.Nothing()
          : failed(Kind.IO, "ended with exit code " + exitCode);
    }
    try {
      WrittenJson answer = WrittenJson.read(output);
      Optional<String> user = answer.member("Username").flatMap(WrittenJson::string);
      Optional<String> secret = answer.member("Secret").flatMap(WrittenJson::string).filter(text -> !text.isEmpty());
      if (user.isPresent() && secret.isPresent()) {
        return new Offered.Found(user.get().equals(TOKEN)
            ? Credential.identityToken(secret.get())
            : Credential.password(user.get(), secret.get()));
      }
    } catch (WrittenFault | IllegalArgumentException e) {
      // As an answer without a secret: what is wrong with it may be a part of one.
    }
    return failed(Kind.IO, "gave an answer that holds no credential");
  }

  private Offered failed(Kind kind, String what) {
    return new Offered.Failed(new Outage(kind, "docker-credential-" + name + ": " + what));
  }
}
