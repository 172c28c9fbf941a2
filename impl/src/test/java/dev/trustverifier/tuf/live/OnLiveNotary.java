package dev.trustverifier.tuf.live;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands tests one Notary that all of them share, each with collections of its own. */
public final class OnLiveNotary implements BeforeAllCallback, ParameterResolver {

  /** Made by the test engine. */
  public OnLiveNotary() {}

  @Override
  public void beforeAll(ExtensionContext context) {
    LivePrograms.require();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == LiveNotary.class;
  }

  @Override
  public LiveNotary resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.GLOBAL)
        .getOrComputeIfAbsent(LiveNotary.class, key -> LiveNotary.start(), LiveNotary.class);
  }
}
