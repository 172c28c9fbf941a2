package dev.trustverifier.tck;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** The tests of a contract, run on whoever implements it, and may be wrong. */
public record ContractTests(Class<?> contract) {

  public List<Method> methods() {
    return Arrays.stream(contract.getMethods()).filter(method -> method.isAnnotationPresent(Test.class)).toList();
  }

  /** What failed, by name of the test, with its message. */
  SortedMap<String, String> failures(Object implementer) {
    SortedMap<String, String> failures = new TreeMap<>();
    for (Method test : methods()) {
      try {
        run(test, implementer);
      } catch (Throwable thrown) {
        failures.put(test.getName(), messageOf(thrown));
      }
    }
    return Collections.unmodifiableSortedMap(failures);
  }

  public static void run(Method test, Object implementer) throws Throwable {
    try {
      test.invoke(implementer);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static String messageOf(Throwable thrown) {
    if (thrown instanceof AssertionError || thrown instanceof TestAbortedException) {
      return String.valueOf(thrown.getMessage());
    }
    throw new AssertionError("the contract itself broke", thrown);
  }
}
