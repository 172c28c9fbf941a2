package dev.trustverifier.tuf.bundle;

import dev.trustverifier.Gun;
import dev.trustverifier.source.MetadataName;
import java.nio.file.Path;
import java.util.Optional;

/** How a folder is laid out, in the order in which a collection is looked for. */
enum Layout {
  /** As a server's URLs after {@code /v2/}. */
  URL("", "_trust/tuf"),
  /** As a server's URLs. */
  URL_WITH_VERSION("v2", "_trust/tuf"),
  /** As docker's own trust folder. */
  TRUST_FOLDER("tuf", "metadata") {
    @Override
    Optional<String> fileName(MetadataName name) {
      return name instanceof MetadataName.Versioned ? Optional.empty() : Optional.of(name.role() + ".json");
    }
  };

  private final String before;
  private final String after;

  Layout(String before, String after) {
    this.before = before;
    this.after = after;
  }

  /** The folder of a collection's files. */
  Path collection(Path root, Gun gun) {
    return within(root, root.resolve(before).resolve(gun.value()).resolve(after));
  }

  /** What a file is called; empty where this layout does not keep such files. */
  Optional<String> fileName(MetadataName name) {
    return Optional.of(name.fileName());
  }

  /** The types of names allow no way out; should they ever, it ends here. */
  static Path within(Path folder, Path path) {
    Path plain = path.normalize();
    if (!plain.startsWith(folder)) {
      throw new IllegalArgumentException("leads out of " + folder + ": " + path);
    }
    return plain;
  }
}
