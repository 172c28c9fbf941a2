package dev.trustverifier.tck.judge;

import dev.trustverifier.SpecRule;
import dev.trustverifier.TrustVerifier;
import dev.trustverifier.tck.Bounds;
import dev.trustverifier.tck.Capability;
import dev.trustverifier.tck.Case;
import dev.trustverifier.tck.ContractTests;
import dev.trustverifier.tck.Ingredients;
import dev.trustverifier.tck.Tampering;
import dev.trustverifier.tck.TrustVerifierContract;
import java.lang.reflect.Method;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;

/**
 * The contract's tests, as any implementer gets them, on one verifier after another. Made once for all of them, since
 * it takes long to make keys.
 */
final class Court implements TrustVerifierContract {
  private final Map<String, Executable> tests =
      Stream.concat(
              answersEveryCaseOfTheCatalogue().flatMap(Court::flat).map(test -> Map.entry(
                  test.getDisplayName().replaceFirst(" .*", ""), test.getExecutable())),
              manners().stream().map(method ->
                  Map.entry(method.getName(), (Executable) () -> ContractTests.run(method, this))))
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (first, second) -> first));
  private Set<Capability> capabilities = EnumSet.allOf(Capability.class);
  private final SignatureBook signatures = new SignatureBook();
  private Function<Ingredients, TrustVerifier> defendant = nobody -> {
    throw new IllegalStateException("nobody is judged");
  };

  private static Stream<DynamicTest> flat(DynamicNode node) {
    return node instanceof DynamicContainer container
        ? container.getChildren().flatMap(Court::flat)
        : Stream.of((DynamicTest) node);
  }

  @Override
  public TrustVerifier verifier(Ingredients ingredients) {
    return defendant.apply(ingredients);
  }

  @Override
  public Set<Capability> capabilities() {
    return capabilities;
  }

  @Override
  public Bounds bounds() {
    return Conduct.BOUNDS;
  }

  Court judge(Conduct conduct) {
    Conduct known = conduct.knowing(signatures);
    judge(ingredients -> new PlainVerifier(known, ingredients));
    capabilities.removeAll(conduct.lacks());
    return this;
  }

  Court judge(Function<Ingredients, TrustVerifier> next) {
    defendant = next;
    capabilities = EnumSet.allOf(Capability.class);
    return this;
  }

  /** What fails of all, by name, with its message. */
  Map<String, String> failures() {
    Map<String, String> failures = failures(Tampering.catalogue());
    manners().forEach(method ->
        failure(method.getName()).ifPresent(message -> failures.put(method.getName(), message)));
    return failures;
  }

  /** What fails of the cases that cite a rule. */
  Map<String, String> failures(SpecRule rule) {
    return failures(Tampering.catalogue().stream().filter(played -> played.rule() == rule).toList());
  }

  /** What fails of the cases that take a capability. */
  Map<String, String> failures(Capability capability) {
    return failures(Tampering.catalogue().stream().filter(played -> played.needs().contains(capability)).toList());
  }

  private Map<String, String> failures(List<Case> cases) {
    Map<String, String> failures = new LinkedHashMap<>();
    cases.forEach(played -> failure(played.name()).ifPresent(message -> failures.put(played.name(), message)));
    return failures;
  }

  /** Why a case, or another test of the contract, fails, if it does. */
  Optional<String> failure(String test) {
    try {
      Optional.ofNullable(tests.get(test)).orElseThrow(() -> new IllegalArgumentException("no such test")).execute();
      return Optional.empty();
    } catch (AssertionError failure) {
      return Optional.of(String.valueOf(failure.getMessage()));
    } catch (Throwable broken) {
      throw new AssertionError("the contract itself broke in " + test, broken);
    }
  }

  /** The tests that are no cases. */
  static List<Method> manners() {
    return new ContractTests(TrustVerifierContract.class).methods();
  }

}
