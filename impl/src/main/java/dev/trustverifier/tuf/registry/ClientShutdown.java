package dev.trustverifier.tuf.registry;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.http.HttpClient;
import java.util.Optional;

/** Ends a client of the JDK at once, where that is possible: from 21 on. An older one ends when it is collected. */
final class ClientShutdown {
  private static final Optional<MethodHandle> NOW = find();

  private ClientShutdown() {}

  private static Optional<MethodHandle> find() {
    try {
      return Optional.of(MethodHandles.publicLookup()
          .findVirtual(HttpClient.class, "shutdownNow", MethodType.methodType(void.class)));
    } catch (NoSuchMethodException | IllegalAccessException older) {
      return Optional.empty();
    }
  }

  static void now(HttpClient client) {
    if (NOW.isPresent()) {
      try {
        NOW.get().invokeExact(client);
      } catch (RuntimeException | Error fault) {
        throw fault;
      } catch (Throwable fault) {
        throw new IllegalStateException("no such method throws this", fault);
      }
    }
  }
}
