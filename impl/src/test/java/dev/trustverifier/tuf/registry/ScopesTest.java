package dev.trustverifier.tuf.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.trustverifier.Gun;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopesTest {
  private static final Gun GUN = new Gun("reg.example:5000/team/app");
  private static final String OWN = "repository:reg.example:5000/team/app:pull";
  private static final String BARE = "repository:team/app:pull";

  @ParameterizedTest
  @ValueSource(strings = {
    "repository:reg.example:5000/team/app:pull", "repository:reg.example:5000/team/app:pull,push", "",
    "registry:catalog:*",
    "repository:team/other:pull", "repository:app:pull", "repository:eam/app:pull", "repository::pull", "repository:app", "repository:*:*"})
  void asksForReadingTheCollectionAndNothingElse(String challenged) {
    assertEquals(List.of(OWN), Scopes.AS_NAMED.of(GUN, Optional.of(challenged)));
  }

  @Test
  void takesTheNameThatTheServerHasForIt() {
    assertEquals(List.of(BARE), Scopes.AS_NAMED.of(GUN, Optional.of("registry:x:y repository:team/app:*")));
  }

  @Test
  void triesTheBareNameToo() {
    assertEquals(List.of(OWN, BARE), Scopes.ALSO_WITHOUT_HOST.of(GUN, Optional.empty()));
    assertEquals(List.of(BARE), Scopes.ALSO_WITHOUT_HOST.of(GUN, Optional.of(BARE)));
  }
}
