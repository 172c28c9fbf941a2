package dev.trustverifier.tuf.acr;

import dev.trustverifier.Gun;
import java.net.URI;
import java.util.regex.Pattern;

/**
 * The name of a registry: the host of its images, and of its server.
 *
 * @param host in lower case, with a port where it has one
 */
record RegistryName(String host) {
  private static final Pattern HOST = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)+(:[1-9][0-9]{0,4})?");

  RegistryName {
    if (!HOST.matcher(host).matches()) {
      throw new IllegalArgumentException("a registry is named by its host alone and in lower case, such as"
          + " contoso.azurecr.io");
    }
  }

  /** Whether a collection is one of this registry's. It has no others. */
  boolean holds(Gun gun) {
    return gun.value().startsWith(host + "/");
  }

  /** Without a port. */
  String name() {
    return host.replaceFirst(":.*", "");
  }

  URI server() {
    return URI.create("https://" + host);
  }
}
