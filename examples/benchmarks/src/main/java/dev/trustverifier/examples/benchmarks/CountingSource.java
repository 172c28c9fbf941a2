package dev.trustverifier.examples.benchmarks;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.source.MetadataName;
import dev.trustverifier.source.MetadataSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Counts requests, and how many for one file of one collection are under way at once. */
final class CountingSource implements MetadataSource {
  private final MetadataSource source;
  private final LongAdder requests = new LongAdder();
  private final Map<String, Boolean> underWay = new ConcurrentHashMap<>();
  private final AtomicInteger twice = new AtomicInteger();

  CountingSource(MetadataSource source) {
    this.source = source;
  }

  long requests() {
    return requests.sum();
  }

  /** How often a file was asked for while another request for it was under way. */
  int twice() {
    return twice.get();
  }

  @Override
  public Fetched fetch(Gun gun, MetadataName name, long limit, Deadline deadline) {
    requests.increment();
    String file = gun + "/" + name.fileName();
    if (underWay.put(file, true) != null) {
      twice.incrementAndGet();
    }
    try {
      return source.fetch(gun, name, limit, deadline);
    } finally {
      underWay.remove(file);
    }
  }

  @Override
  public String describe(Gun gun) {
    return source.describe(gun);
  }

  @Override
  public void close() {
    source.close();
  }
}
