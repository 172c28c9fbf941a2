package dev.trustverifier.tuf.attack;

import dev.trustverifier.Deadline;
import dev.trustverifier.memory.Kept;
import dev.trustverifier.memory.MemoryKey;
import dev.trustverifier.memory.Recalled;
import dev.trustverifier.memory.Remembered;
import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.tuf.store.CrashingDatabase;
import dev.trustverifier.tuf.store.CrashingDisk;
import dev.trustverifier.tuf.store.FileTrustMemory;
import dev.trustverifier.tuf.store.Fuse;
import dev.trustverifier.tuf.store.H2;
import dev.trustverifier.tuf.store.InProcessTrustMemory;
import dev.trustverifier.tuf.store.JdbcTrustMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/** Where a memory is kept, which outlives the processes that use it. */
interface Storage {

  /** The memory as a new process finds it, of which each step is one of the fuse's. */
  TrustMemory memory() throws IOException;

  /** The machine loses its power. */
  default void losePower() throws IOException {}

  /** Removes it. */
  default void remove() throws IOException {}

  /** The kinds of memories there are. */
  enum Kind {
    IN_PROCESS {
      @Override
      Storage fresh(Fuse fuse) {
        TrustMemory kept = new InProcessTrustMemory();
        return () -> new Stepping(kept, fuse);
      }
    },
    FILE {
      @Override
      Storage fresh(Fuse fuse) throws IOException {
        return new Folder(new CrashingDisk(fuse), Files.createTempDirectory("trustverifier"));
      }
    },
    DATABASE {
      @Override
      Storage fresh(Fuse fuse) throws IOException {
        DataSource real = H2.fresh();
        try (JdbcTrustMemory memory = JdbcTrustMemory.over(real, "mortal")) {
          memory.createSchema(Deadline.after(Duration.ofSeconds(30)));
        }
        DataSource crashing = new CrashingDatabase(fuse).dataSource(real);
        return () -> JdbcTrustMemory.over(crashing, "mortal");
      }
    };

    abstract Storage fresh(Fuse fuse) throws IOException;
  }

  /** Files in a folder. */
  record Folder(CrashingDisk disk, Path path) implements Storage {
    @Override
    public TrustMemory memory() {
      return FileTrustMemory.at(disk.folder(path));
    }

    @Override
    public void losePower() throws IOException {
      disk.losePower();
    }

    @Override
    public void remove() throws IOException {
      CrashingDisk.delete(path);
    }
  }

  /** What its user asks may be the last thing that he does, before it is done and after. */
  record Stepping(TrustMemory kept, Fuse fuse) implements TrustMemory {
    @Override
    public Recalled recall(MemoryKey key, Deadline deadline) {
      fuse.step();
      return kept.recall(key, deadline);
    }

    @Override
    public Kept replace(MemoryKey key, Optional<Remembered> expected, Remembered next, Deadline deadline) {
      fuse.step();
      Kept done = kept.replace(key, expected, next, deadline);
      fuse.step();
      return done;
    }
  }
}
