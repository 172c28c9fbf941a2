package dev.trustverifier.tck.repository;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What to do to the next file of a role, at each stage. Honest until told otherwise. */
final class Lies {
  private Consumer<JsonObject> body = unchanged -> { };
  private Consumer<Envelope> envelope = unchanged -> { };
  private UnaryOperator<byte[]> listed = UnaryOperator.identity();
  private UnaryOperator<byte[]> served = UnaryOperator.identity();

  Lies copy() {
    Lies copy = new Lies();
    copy.body = body;
    copy.envelope = envelope;
    copy.listed = listed;
    copy.served = served;
    return copy;
  }

  void addBody(Consumer<JsonObject> change) {
    body = body.andThen(change);
  }

  void addEnvelope(Consumer<Envelope> change) {
    envelope = envelope.andThen(change);
  }

  void addListed(UnaryOperator<byte[]> change) {
    UnaryOperator<byte[]> before = listed;
    listed = bytes -> change.apply(before.apply(bytes));
  }

  void addServed(UnaryOperator<byte[]> change) {
    UnaryOperator<byte[]> before = served;
    served = bytes -> change.apply(before.apply(bytes));
  }

  void tell(JsonObject of) {
    body.accept(of);
  }

  void tell(Envelope of) {
    envelope.accept(of);
  }

  byte[] listed(byte[] honest) {
    return listed.apply(honest);
  }

  byte[] served(byte[] honest) {
    return served.apply(honest);
  }
}
