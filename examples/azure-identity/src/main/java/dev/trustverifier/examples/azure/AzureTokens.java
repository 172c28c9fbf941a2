package dev.trustverifier.examples.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.identity.DefaultAzureCredentialBuilder;
import dev.trustverifier.Deadline;
import dev.trustverifier.tuf.acr.AcrSource;
import dev.trustverifier.tuf.credential.EntraIdentity;
import dev.trustverifier.tuf.credential.EntraTokens;
import dev.trustverifier.tuf.credential.Secret;
import java.util.Objects;

/**
 * Entra's tokens by Azure's SDK, which knows more ways to come by them than {@link EntraIdentity} has: a developer's
 * login, certificates, and others. Safe for use by several threads.
 */
public final class AzureTokens implements EntraTokens {
  private final TokenCredential credential;

  /**
   * Tokens of one credential.
   *
   * @param credential such as azure-identity has them
   */
  public AzureTokens(TokenCredential credential) {
    this.credential = Objects.requireNonNull(credential);
  }

  /**
   * A registry that is asked as whom the SDK finds in its usual places: the environment, a workload, a managed
   * identity, a login on this machine.
   *
   * @param registry its host, such as {@code contoso.azurecr.io}
   * @return the source; nothing has been asked yet
   * @throws IllegalArgumentException if that is no name of a host
   */
  public static AcrSource registry(String registry) {
    TokenCredential found = new DefaultAzureCredentialBuilder().build();
    return AcrSource.of(registry, new EntraIdentity.Supplied(new AzureTokens(found)));
  }

  @Override
  public Secret token(String scope, Deadline deadline) {
    AccessToken token =
        credential.getToken(new TokenRequestContext().addScopes(scope)).block(deadline.remaining());
    if (token == null) {
      throw new IllegalStateException("the credential gave no token");
    }
    return Secret.of(token.getToken());
  }
}
