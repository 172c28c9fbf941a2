package dev.trustverifier.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.trustverifier.RoleName;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignerRequirementTest {

  @Test
  void takesSignersByTheNameThatDockerShowsOrByTheirRole() {
    List<RoleName> roles = List.of(new RoleName("targets/alice"), new RoleName("targets/team/ci"));
    assertEquals(new SignerRequirement(1, roles), SignerRequirement.of(1, "alice", "targets/team/ci"));
    assertEquals(new SignerRequirement(1, roles), SignerRequirement.of(1, "targets/alice", "team/ci"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"targets", "releases", "targets/releases", "Alice", "", "alice/", "../x"})
  void refusesWhatIsNoSigner(String name) {
    assertThrows(IllegalArgumentException.class, () -> SignerRequirement.of(1, name));
  }

  @Test
  void refusesThresholdsThatNobodyOrAnybodyMeets() {
    assertThrows(IllegalArgumentException.class, () -> SignerRequirement.of(0, "alice"));
    assertThrows(IllegalArgumentException.class, () -> SignerRequirement.of(2, "alice"));
    assertThrows(IllegalArgumentException.class, () -> SignerRequirement.of(1));
    assertThrows(IllegalArgumentException.class, () -> SignerRequirement.of(2, "alice", "targets/alice"));
  }
}
