package dev.trustverifier.tck.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** All that one emulator says: what its desk does, and what was ordered in place of that. */
final class ScriptedSite implements Site {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final Script script = new Script();
  private final List<ReceivedRequest> log = new ArrayList<>();
  private final Desk desk;
  private final InstantSource clock;
  private volatile Reception reception = Reception.NORMAL;

  ScriptedSite(Desk desk, InstantSource clock) {
    this.desk = desk;
    this.clock = clock;
  }

  Script script() {
    return script;
  }

  void reception(Reception other) {
    reception = other;
  }

  List<ReceivedRequest> log() {
    synchronized (log) {
      return List.copyOf(log);
    }
  }

  @Override
  public Reception reception() {
    return reception;
  }

  @Override
  public Reply reply(Received request) {
    Optional<Misbehaviour> ordered = script.misbehaviour(request);
    Answer answer = ordered.map(how -> ordered(how, request)).orElseGet(() -> honest(request));
    Optional<String> scheme =
        request.header("authorization").map(value -> value.split(" ")[0].toLowerCase(Locale.ROOT));
    synchronized (log) {
      log.add(new ReceivedRequest(request.method(), request.target(), scheme, answer.status()));
    }
    return new Reply(answer.with("Date: " + DATE.format(clock.instant())), ordered);
  }

  /** What a misbehaviour says in place of the honest answer; that one, where it only spoils the delivery. */
  private Answer ordered(Misbehaviour how, Received request) {
    if (how instanceof Misbehaviour.Refuse refuse) {
      Answer refusal = desk.refusal(request, refuse.status());
      return refuse.retryAfter().map(when -> refusal.with("Retry-After: " + when)).orElse(refusal);
    } else if (how instanceof Misbehaviour.Lag lag) {
      return desk.answer(request, Optional.of(lag.behind()));
    } else if (how instanceof Misbehaviour.Redirect redirect) {
      String location = redirect.location().map(Object::toString).orElse(request.target());
      return Answer.empty(redirect.status()).with("Location: " + location);
    } else if (how instanceof Misbehaviour.Instead instead) {
      return new Answer(200, List.of("Content-Type: " + instead.contentType()),
          instead.content().getBytes(StandardCharsets.UTF_8));
    }
    Answer honest = honest(request);
    return how instanceof Misbehaviour.Gzip
        ? new Answer(honest.status(), honest.headers(), gzip(honest.body())).with("Content-Encoding: gzip")
        : honest;
  }

  private Answer honest(Received request) {
    return desk.answer(request, Optional.empty());
  }

  private static byte[] gzip(byte[] content) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.toByteArray();
  }
}
