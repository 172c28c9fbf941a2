package dev.trustverifier.tuf.mutation;

import java.lang.reflect.Method;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * PIT plays a class of tests to learn their names, anew in each process that it tries mutants in. There are as many as
 * classes with mutants, so here nothing is played at that. Of use with the profile {@code mutation} alone, which has
 * extensions detected.
 */
public final class NamesAlone implements InvocationInterceptor {
  private static final String FINDER = "org.pitest.junit5.JUnit5TestUnitFinder";
  private static final String MINION = "org.pitest.mutationtest.execute.MutationTestMinion";

  private static void play(Invocation<Void> test) throws Throwable {
    Set<String> callers = StackWalker.getInstance().walk(
        frames -> frames.map(StackWalker.StackFrame::getClassName).collect(Collectors.toSet()));
    if (callers.contains(FINDER) && callers.contains(MINION)) {
      test.skip();
    } else {
      test.proceed();
    }
  }

  @Override
  public void interceptTestMethod(
      Invocation<Void> test, ReflectiveInvocationContext<Method> of, ExtensionContext in) throws Throwable {
    play(test);
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<Void> test, ReflectiveInvocationContext<Method> of, ExtensionContext in) throws Throwable {
    play(test);
  }

  @Override
  public void interceptDynamicTest(
      Invocation<Void> test, DynamicTestInvocationContext of, ExtensionContext in) throws Throwable {
    play(test);
  }
}
