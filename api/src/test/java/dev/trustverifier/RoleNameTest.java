package dev.trustverifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoleNameTest {

  @ParameterizedTest
  @ValueSource(strings = {
    "root", "timestamp", "snapshot", "targets", "targets/releases", "targets/team/ci", "targets/a-b_c/0", "targets/-",
    "targets/root"
  })
  void isABaseRoleOrADelegationBelowTargets(String name) {
    assertTrue(RoleName.isRoleName(name));
    assertEquals(name, new RoleName(name).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "", "Root", "root ", "root\n", "root/x", "snapshot/x", "releases", "/targets", "targets/", "targets//a",
    "targets/A", "targets/a.b", "targets/..", "targets/../root", "targets/a\n", "targets/\u00e9", "targets\\a"
  })
  void isNothingElse(String name) {
    assertEquals(false, RoleName.isRoleName(name));
    assertThrows(IllegalArgumentException.class, () -> new RoleName(name));
  }

  @Test
  void isShorterThan256Characters() {
    assertTrue(RoleName.isRoleName("targets/" + "a".repeat(247)));
    assertEquals(false, RoleName.isRoleName("targets/" + "a".repeat(248)));
    assertEquals(false, RoleName.isRoleName("targets" + "/a".repeat(1_000_000)));
  }

  @ParameterizedTest
  @CsvSource({"targets/releases, targets", "targets/team/ci, targets/team"})
  void hasOneDelegator(String name, String delegator) {
    assertTrue(new RoleName(name).isDelegation());
    assertEquals(new RoleName(delegator), new RoleName(name).delegator());
  }

  @Test
  void hasNoDelegatorWhereRootGaveTheKeys() {
    assertEquals(false, RoleName.TARGETS.isDelegation());
    assertThrows(IllegalStateException.class, RoleName.TARGETS::delegator);
  }

  @ParameterizedTest
  @CsvSource({
    "targets/a, targets, true",
    "targets/a/b, targets, true",
    "targets/a/b, targets/a, true",
    "targets/ab, targets/a, false",
    "targets/a, targets/a, false",
    "targets, targets/a, false",
    "root, targets, false",
  })
  void knowsWhatItIsBelow(String name, String other, boolean below) {
    assertEquals(below, new RoleName(name).isBelow(new RoleName(other)));
  }
}
