package dev.trustverifier.tuf.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.net.http.HttpClient.Version;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExchangeTest {
  private final AtomicLong nanos = new AtomicLong(-5);
  private final Exchange exchange =
      new Exchange(Call.get(URI.create("https://notary.example"), 100), (uri, count) -> {}, nanos::get);

  private record Answer(int statusCode, HttpHeaders headers, Version version) implements ResponseInfo {}

  private void pass(int seconds) {
    nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
  }

  private void mustBeSilentFor(int seconds) {
    assertEquals(Duration.ofSeconds(seconds), exchange.silence());
  }

  private BodySubscriber<BoundedBody.Received> answer(int status) {
    HttpHeaders none = HttpHeaders.of(Map.of(), (name, value) -> true);
    BodySubscriber<BoundedBody.Received> body = exchange.apply(new Answer(status, none, Version.HTTP_1_1));
    body.onSubscribe(new Flow.Subscription() {
      @Override
      public void request(long count) {}

      @Override
      public void cancel() {}
    });
    return body;
  }

  @Test
  void isSilentSinceItBegan() {
    pass(3);
    mustBeSilentFor(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 404, 500})
  void isSilentSinceTheLastPartOfItsAnswerOrOfItsError(int status) {
    pass(3);
    BodySubscriber<BoundedBody.Received> body = answer(status);
    mustBeSilentFor(0);
    pass(2);
    body.onNext(List.of(ByteBuffer.wrap(new byte[] {1})));
    mustBeSilentFor(0);
    pass(2);
    body.onNext(List.of(ByteBuffer.wrap(new byte[] {2})));
    pass(1);
    mustBeSilentFor(1);
  }
}
