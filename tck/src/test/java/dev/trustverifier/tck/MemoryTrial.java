package dev.trustverifier.tck;

import dev.trustverifier.memory.TrustMemory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** The contract's tests, run on a memory that may be wrong. */
record MemoryTrial(Supplier<? extends MapOfMemories> maker) implements TrustMemoryContract {
  static final String SECRET = "hunter2";

  @Override
  public TrustMemory empty() {
    return maker.get();
  }

  @Override
  public Optional<TrustMemory> broken() {
    return Optional.of(MapOfMemories.broken(maker.get()));
  }

  @Override
  public List<String> secrets() {
    return List.of(SECRET);
  }

  static List<Method> tests() {
    return Arrays.stream(TrustMemoryContract.class.getMethods())
        .filter(method -> method.isAnnotationPresent(Test.class))
        .toList();
  }

  /** What failed, by name of the test, with its message. */
  SortedMap<String, String> failures() {
    SortedMap<String, String> failures = new TreeMap<>();
    for (Method test : tests()) {
      try {
        test.invoke(this);
      } catch (InvocationTargetException e) {
        failures.put(test.getName(), messageOf(e.getCause()));
      } catch (IllegalAccessException e) {
        throw new AssertionError(e);
      }
    }
    return Collections.unmodifiableSortedMap(failures);
  }

  private static String messageOf(Throwable thrown) {
    if (thrown instanceof AssertionError || thrown instanceof TestAbortedException) {
      return String.valueOf(thrown.getMessage());
    }
    throw new AssertionError("the contract itself broke", thrown);
  }
}
