package dev.trustverifier.tuf.registry;

import dev.trustverifier.Deadline;
import dev.trustverifier.Outage;
import dev.trustverifier.Outage.Kind;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;

/** Questions that are asked once, however many wait for the answer. Safe for use by several threads. */
final class Flights<K, V> {
  /** What ended one caller's wait and need not end another's. */
  private static final Set<Kind> PERSONAL = Set.of(Kind.TIMED_OUT, Kind.INTERRUPTED);

  private final Function<K, String> names;
  private final Map<K, CompletableFuture<V>> underWay = new ConcurrentHashMap<>();

  /** What to call a question in messages, without secrets. */
  Flights(Function<K, String> names) {
    this.names = names;
  }

  /** What the one asks for whom the others wait. */
  interface Question<V> {
    V ask() throws NoAnswer;
  }

  /** The answer: one's own, or another's who asked meanwhile, if that will do. */
  V share(K key, Question<V> question, Predicate<V> willDo, Deadline deadline) throws NoAnswer {
    while (true) {
      CompletableFuture<V> own = new CompletableFuture<>();
      CompletableFuture<V> flight = underWay.putIfAbsent(key, own);
      if (flight == null) {
        return lead(key, own, question);
      }
      try {
        V answer = flight.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        if (willDo.test(answer)) {
          return answer;
        }
      } catch (ExecutionException e) {
        passOn(e.getCause());
      } catch (TimeoutException e) {
        throw ended(key, Kind.TIMED_OUT, "the deadline passed");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw ended(key, Kind.INTERRUPTED, "interrupted");
      }
    }
  }

  private static void passOn(Throwable fault) throws NoAnswer {
    if (!(fault instanceof NoAnswer answer)) {
      throw new IllegalStateException("the thread that was asking broke", fault);
    }
    if (!PERSONAL.contains(answer.outage().kind())) {
      throw answer;
    }
  }

  private NoAnswer ended(K key, Kind kind, String what) {
    String message = names.apply(key) + ": " + what + " while another thread was asking for it";
    return new NoAnswer(new Outage(kind, message));
  }

  private V lead(K key, CompletableFuture<V> flight, Question<V> question) throws NoAnswer {
    try {
      V answer = question.ask();
      flight.complete(answer);
      return answer;
    } catch (NoAnswer e) {
      flight.completeExceptionally(e);
      throw e;
    } finally {
      underWay.remove(key);
      flight.completeExceptionally(new IllegalStateException("ended by a fault of our own"));
    }
  }
}
