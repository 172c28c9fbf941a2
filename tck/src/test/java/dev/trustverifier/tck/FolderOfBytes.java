package dev.trustverifier.tck;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.Outage;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.source.MetadataName;
import dev.trustverifier.source.MetadataSource;
import java.util.Map;

/** The simplest right source; wrong ones override one point of it. */
class FolderOfBytes implements MetadataSource {
  private final Map<PublishedFile, byte[]> files;

  FolderOfBytes(Map<PublishedFile, byte[]> files) {
    this.files = Map.copyOf(files);
  }

  final Fetched rightAnswer(Gun gun, MetadataName name, long limit, Deadline deadline) {
    if (Thread.currentThread().isInterrupted()) {
      return failed(Outage.Kind.INTERRUPTED);
    }
    if (deadline.hasPassed()) {
      return failed(Outage.Kind.TIMED_OUT);
    }
    byte[] content = files.get(new PublishedFile(gun, name));
    if (content == null) {
      return new Fetched.Absent();
    }
    return content.length > limit ? new Fetched.TooLarge() : new Fetched.Found(content);
  }

  static Fetched failed(Outage.Kind kind) {
    return new Fetched.Failed(new Outage(kind, "it was to be"));
  }

  final boolean knows(Gun gun) {
    return files.keySet().stream().anyMatch(file -> file.gun().equals(gun));
  }

  Fetched answer(Question asked) {
    return asked.rightAnswer();
  }

  @Override
  public final Fetched fetch(Gun gun, MetadataName name, long limit, Deadline deadline) {
    return answer(new Question(this, gun, name, limit, deadline));
  }

  @Override
  public String describe(Gun gun) {
    return "memory";
  }

  @Override
  public String toString() {
    return "memory";
  }
}
