/**
 * Metadata from an Azure Container Registry: {@link dev.trustverifier.tuf.acr.AcrSource}.
 *
 * <p>Who asks is a {@link dev.trustverifier.tuf.credential.Credentials} where the registry itself knows them, or an
 * {@link dev.trustverifier.tuf.credential.EntraIdentity} where Entra does. With Azure's own SDK, {@code
 * com.azure:azure-identity}, any of its credentials will do:
 *
 * <pre>{@code
 * TokenCredential azure = new DefaultAzureCredentialBuilder().build();
 * EntraIdentity identity = new EntraIdentity.Supplied((scope, deadline) -> Secret.of(
 *     azure.getToken(new TokenRequestContext().addScopes(scope)).block(deadline.remaining()).getToken()));
 *
 * AcrSource source = AcrSource.of("contoso.azurecr.io", identity);
 * }</pre>
 *
 * <p><b>Why it is so.</b>
 *
 * <ul>
 *   <li>No SDK: it would bring more than forty jars for what are two requests. Who has it already gives us its tokens.
 *   <li>A registry is named, not guessed from the end of a host's name: there are several clouds, and names of one's
 *       own.
 *   <li>The name is in lower case, as it is in the names of images: metadata is found by the one that was signed.
 *   <li>The Entra token goes to the registry that was named, not to where a challenge says.
 *   <li>What the registry says of its scopes is not documented, and was seen in both ways; so both are tried.
 *   <li>Replicas of one registry may lag behind each other. A source cannot tell that from an old state that is
 *       replayed; the verifier asks once more, and then refuses.
 *   <li>Tokens of a scope map cannot read trust data, which Azure documents as a limitation: they are answered with 401
 *       and end as {@code UNAUTHORISED}.
 * </ul>
 */
package dev.trustverifier.tuf.acr;
