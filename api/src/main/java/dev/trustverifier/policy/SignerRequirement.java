package dev.trustverifier.policy;

import dev.trustverifier.RoleName;
import java.util.Arrays;
import java.util.List;

/**
 * Who has to have signed an image, besides the role that answers: so many of these delegation roles must list the same
 * name with the same digest and length within their paths, by as many different public keys. One of them that lists
 * another digest is a refusal. Immutable.
 *
 * @param threshold how many of the roles, 1 or more
 * @param roles delegations, none of them {@code targets/releases}, which everybody signs who releases
 */
public record SignerRequirement(int threshold, List<RoleName> roles) {

  /**
   * Checks the roles.
   *
   * @throws IllegalArgumentException if there is no role, a role twice, a base role or {@code targets/releases}, or if
   *     the threshold is not between 1 and the number of roles
   */
  public SignerRequirement {
    roles = List.copyOf(roles);
    for (RoleName role : roles) {
      if (!role.isDelegation() || role.equals(RoleName.RELEASES)) {
        throw new IllegalArgumentException("not a signer but a role that others sign for or with: " + role);
      }
    }
    if (roles.stream().distinct().count() < roles.size()) {
      throw new IllegalArgumentException("signers are different roles: " + roles);
    }
    if (threshold < 1 || threshold > roles.size()) {
      throw new IllegalArgumentException(threshold + " of " + roles.size() + " signers cannot be asked for");
    }
  }

  /**
   * So many of some signers.
   *
   * @param threshold how many
   * @param signers names as docker shows them, such as {@code alice} for {@code targets/alice}; or full names of roles
   * @return the requirement
   * @throws IllegalArgumentException as {@link #SignerRequirement(int, List)} does, or if a name is none
   */
  public static SignerRequirement of(int threshold, String... signers) {
    return new SignerRequirement(threshold, Arrays.stream(signers).map(SignerRequirement::role).toList());
  }

  private static RoleName role(String signer) {
    boolean full = signer.equals("targets") || signer.startsWith("targets/");
    return new RoleName(full || !RoleName.isRoleName("targets/" + signer) ? signer : "targets/" + signer);
  }
}
