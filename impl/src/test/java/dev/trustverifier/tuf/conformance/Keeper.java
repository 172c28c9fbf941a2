package dev.trustverifier.tuf.conformance;

import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.tuf.store.FileTrustMemory;
import dev.trustverifier.tuf.store.H2;
import dev.trustverifier.tuf.store.InProcessTrustMemory;
import dev.trustverifier.tuf.store.JdbcTrustMemory;
import java.nio.file.Path;
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
    private final DataSource database = H2.withTables();

    @Override
    TrustMemory fresh(Path folder) {
      return JdbcTrustMemory.over(database, folder.getFileName().toString());
    }
  };

  abstract TrustMemory fresh(Path folder);
}
