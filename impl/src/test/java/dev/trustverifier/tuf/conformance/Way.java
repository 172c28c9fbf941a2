package dev.trustverifier.tuf.conformance;

import dev.trustverifier.source.MetadataSource;
import dev.trustverifier.tck.repository.SimulatedSource;
import java.io.IOException;
import java.nio.file.Path;

/** How a verifier reaches what is served. */
enum Way {
  DIRECT {
    @Override
    MetadataSource to(SimulatedSource server, Path folder) {
      return server;
    }
  },
  HTTP {
    @Override
    MetadataSource to(SimulatedSource server, Path folder) throws IOException {
      return server.through(new HttpRoute(server));
    }
  },
  FOLDER {
    @Override
    MetadataSource to(SimulatedSource server, Path folder) {
      return server.through(new FolderRoute(server, folder));
    }
  };

  abstract MetadataSource to(SimulatedSource server, Path folder) throws IOException;
}
