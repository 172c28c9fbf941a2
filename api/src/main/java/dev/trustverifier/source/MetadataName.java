package dev.trustverifier.source;

import dev.trustverifier.Digest;
import dev.trustverifier.RoleName;
import java.util.Objects;

/** Which file of a collection is meant. */
public sealed interface MetadataName {

  /**
   * The role whose metadata it is.
   *
   * @return the role
   */
  RoleName role();

  /**
   * The file's name as a Notary server has it; a delegation's holds slashes.
   *
   * @return such as {@code timestamp.json}, {@code 2.root.json} or {@code targets/releases.8a91….json}
   */
  String fileName();

  /**
   * What the source holds for a role now.
   *
   * @param role the role
   */
  record Current(RoleName role) implements MetadataName {
    /** Checks that there is a role. */
    public Current {
      Objects.requireNonNull(role);
    }

    @Override
    public String fileName() {
      return role + ".json";
    }
  }

  /**
   * The one file of a role that has a given digest.
   *
   * @param role the role
   * @param digest its SHA-256 digest
   */
  record Hashed(RoleName role, Digest digest) implements MetadataName {
    /** Checks that nothing is missing. */
    public Hashed {
      Objects.requireNonNull(role);
      Objects.requireNonNull(digest);
    }

    @Override
    public String fileName() {
      return role + "." + digest.hex() + ".json";
    }
  }

  /**
   * The file of a role that has a given version; used for root only.
   *
   * @param role the role
   * @param version 1 or more
   */
  record Versioned(RoleName role, long version) implements MetadataName {
    /**
     * Checks the version.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public Versioned {
      Objects.requireNonNull(role);
      if (version < 1) {
        throw new IllegalArgumentException("versions start at 1: " + version);
      }
    }

    @Override
    public String fileName() {
      return version + "." + role + ".json";
    }
  }
}
