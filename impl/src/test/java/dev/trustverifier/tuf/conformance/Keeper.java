package dev.trustverifier.tuf.conformance;

import dev.trustverifier.Deadline;
import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.tuf.store.FileTrustMemory;
import dev.trustverifier.tuf.store.H2;
import dev.trustverifier.tuf.store.InProcessTrustMemory;
import dev.trustverifier.tuf.store.JdbcTrustMemory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;

/** Who remembers. */
enum Keeper {
  PROCESS {
    @Override
    TrustMemory fresh(Path folder) {
      return new InProcessTrustMemory();
    }
  },
  FILE {
    @Override
    TrustMemory fresh(Path folder) {
      return FileTrustMemory.at(folder);
    }
  },
  DATABASE {
    private final DataSource database = H2.fresh();

    @Override
    TrustMemory fresh(Path folder) throws IOException {
      JdbcTrustMemory memory = JdbcTrustMemory.over(database, folder.getFileName().toString());
      memory.createSchema(Deadline.after(Duration.ofSeconds(60)));
      return memory;
    }
  };

  abstract TrustMemory fresh(Path folder) throws IOException;
}
