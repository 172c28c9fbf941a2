package dev.trustverifier.tck;

import dev.trustverifier.source.MetadataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** The contract's tests, run on a source that may be wrong. */
record Trial(
    Function<Map<PublishedFile, byte[]>, MetadataSource> maker,
    Function<Map<PublishedFile, byte[]>, MetadataSource> ruin,
    Function<Map<PublishedFile, byte[]>, MetadataSource> bar)
    implements MetadataSourceContract {
  static final String SECRET = "hunter2";

  static Trial of(Function<Map<PublishedFile, byte[]>, MetadataSource> maker) {
    return new Trial(maker, BrokenFolder::new, BrokenFolder::new);
  }

  @Override
  public MetadataSource publishing(Map<PublishedFile, byte[]> files) {
    return maker.apply(files);
  }

  @Override
  public Optional<MetadataSource> broken() {
    return Optional.of(ruin.apply(Map.of()));
  }

  @Override
  public Optional<MetadataSource> refused() {
    return Optional.of(bar.apply(Map.of()));
  }

  @Override
  public List<String> secrets() {
    return List.of(SECRET);
  }

  static List<Method> tests() {
    return Arrays.stream(MetadataSourceContract.class.getMethods())
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
