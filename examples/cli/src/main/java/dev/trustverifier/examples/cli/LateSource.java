package dev.trustverifier.examples.cli;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.Outage;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.source.MetadataName;
import dev.trustverifier.source.MetadataSource;
import dev.trustverifier.tuf.config.SourceSettings;
import dev.trustverifier.tuf.notary.DownloadListener;
import org.jspecify.annotations.Nullable;

/** A source of a policy file, which is opened for the first image that needs it: one run needs few of them. */
final class LateSource implements MetadataSource {
  private final SourceSettings settings;
  private final DownloadListener listener;
  private @Nullable MetadataSource opened;

  LateSource(SourceSettings settings, DownloadListener listener) {
    this.settings = settings;
    this.listener = listener;
  }

  @Override
  public Fetched fetch(Gun gun, MetadataName name, long limit, Deadline deadline) {
    MetadataSource source;
    try {
      source = open();
    } catch (IllegalArgumentException e) {
      return new Fetched.Failed(new Outage(Outage.Kind.UNREACHABLE, String.valueOf(e.getMessage())));
    }
    return source.fetch(gun, name, limit, deadline);
  }

  private synchronized MetadataSource open() {
    if (opened == null) {
      opened = settings.open(listener);
    }
    return opened;
  }

  @Override
  public String describe(Gun gun) {
    return place(settings);
  }

  /** Where a source is, in words. */
  static String place(SourceSettings settings) {
    if (settings instanceof SourceSettings.Notary notary) {
      return "notary:" + notary.server();
    }
    return settings instanceof SourceSettings.Bundle bundle
        ? "bundle:" + bundle.folder()
        : "acr:" + ((SourceSettings.Acr) settings).host();
  }

  @Override
  public synchronized void close() {
    if (opened != null) {
      opened.close();
    }
  }
}
