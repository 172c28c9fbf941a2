package dev.trustverifier.tuf.credential;

import java.net.URI;

/** The clouds of Azure, each with an Entra of its own. Registries are asked by their names in all of them. */
public enum EntraCloud {
  /** The one for everybody, {@code *.azurecr.io}. */
  PUBLIC("https://login.microsoftonline.com"),
  /** That of the government of the United States, {@code *.azurecr.us}. */
  US_GOVERNMENT("https://login.microsoftonline.us"),
  /** That of China, {@code *.azurecr.cn}. */
  CHINA("https://login.chinacloudapi.cn");

  private final URI authority;

  EntraCloud(String authority) {
    this.authority = URI.create(authority);
  }

  /**
   * Where Entra gives out tokens.
   *
   * @return its URL without a tenant
   */
  public URI authority() {
    return authority;
  }
}
