package dev.trustverifier.tuf.store;

import java.io.IOException;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One {@link Postgres} for all tests of a class. */
final class RunningPostgres implements BeforeAllCallback, AfterAllCallback {
  private Optional<Postgres> running = Optional.empty();

  @Override
  public void beforeAll(ExtensionContext tests) throws IOException, InterruptedException {
    running = Optional.of(Postgres.start());
  }

  Postgres server() {
    return running.orElseThrow();
  }

  DataSource dataSource() {
    return server().dataSource();
  }

  @Override
  public void afterAll(ExtensionContext tests) throws IOException {
    if (running.isPresent()) {
      running.get().close();
    }
  }
}
