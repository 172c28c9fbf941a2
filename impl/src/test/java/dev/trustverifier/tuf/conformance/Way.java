package dev.trustverifier.tuf.conformance;

import java.nio.file.Path;

/** How a verifier reaches what is served. */
enum Way {
  DIRECT {
    @Override
    Route lead(Path folder) {
      return server -> server;
    }
  },
  HTTP {
    @Override
    Route lead(Path folder) {
      return new HttpRoute();
    }
  },
  ACR {
    @Override
    Route lead(Path folder) {
      return new AcrRoute();
    }
  },
  FOLDER {
    @Override
    Route lead(Path folder) {
      return new FolderRoute(folder);
    }
  };

  abstract Route lead(Path folder);
}
