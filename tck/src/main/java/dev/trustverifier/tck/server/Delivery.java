package dev.trustverifier.tck.server;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Sends one answer, well or as spoilt as it was ordered. */
final class Delivery {
  private final Socket client;
  private final OutputStream out;
  private final Answer answer;
  private final boolean bodiless;

  Delivery(Socket client, Answer answer, boolean bodiless) throws IOException {
    this.client = client;
    this.out = new BufferedOutputStream(client.getOutputStream());
    this.answer = answer;
    this.bodiless = bodiless;
  }

  /** Returns whether another request may come on the connection. */
  boolean send(Optional<Misbehaviour> spoilt) throws IOException, InterruptedException {
    if (spoilt.isPresent() && spoilt.get() instanceof Misbehaviour.Drip drip) {
      drip(drip);
    } else if (spoilt.isPresent() && spoilt.get() instanceof Misbehaviour.WrongLength wrong) {
      return wrongLength(wrong.difference());
    } else if (spoilt.isPresent() && brokenOff(spoilt.get())) {
      return false;
    } else {
      if (spoilt.isPresent() && spoilt.get() instanceof Misbehaviour.Hold hold) {
        hold.until().await();
      }
      write(whole());
    }
    return true;
  }

  /** Whether an answer was not to be finished. */
  private boolean brokenOff(Misbehaviour how) throws IOException {
    if (how instanceof Misbehaviour.Hang hang) {
      write(until(hang.at()));
      waitForTheClientToLeave();
    } else if (how instanceof Misbehaviour.Cut cut) {
      write(until(cut.at()));
    } else if (how instanceof Misbehaviour.Reset reset) {
      write(until(reset.at()));
      client.setSoLinger(true, 0);
    } else if (how instanceof Misbehaviour.Garbage garbage) {
      write(garbage.text().getBytes(StandardCharsets.UTF_8));
    } else {
      return false;
    }
    return true;
  }

  private void waitForTheClientToLeave() throws IOException {
    client.getInputStream().transferTo(OutputStream.nullOutputStream());
  }

  private void drip(Misbehaviour.Drip drip) throws IOException, InterruptedException {
    byte[] whole = whole();
    byte[] atOnce = until(drip.from());
    write(atOnce);
    for (int i = atOnce.length; i < whole.length; i++) {
      TimeUnit.NANOSECONDS.sleep(drip.pause().toNanos());
      write(new byte[] {whole[i]});
    }
  }

  private boolean wrongLength(int difference) throws IOException {
    write(joined(answer.head("Content-Length: " + Math.max(0, answer.body().length + difference)), answer.body()));
    return difference <= 0;
  }

  private byte[] whole() {
    byte[] head = answer.head(answer.framing());
    return bodiless ? head : joined(head, answer.framedBody());
  }

  private byte[] until(Misbehaviour.Point point) {
    if (point == Misbehaviour.Point.BEFORE_HEADERS) {
      return new byte[0];
    }
    int head = answer.head(answer.framing()).length;
    byte[] whole = whole();
    return Arrays.copyOf(whole, head + (whole.length - head) / 2);
  }

  private void write(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  private static byte[] joined(byte[] one, byte[] other) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(one);
    both.writeBytes(other);
    return both.toByteArray();
  }
}
