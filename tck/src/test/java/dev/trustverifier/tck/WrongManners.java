package dev.trustverifier.tck;

import dev.trustverifier.Gun;
import dev.trustverifier.Outage;
import dev.trustverifier.source.Fetched;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Sources that answer rightly and are wrong all the same. */
final class WrongManners {
  private WrongManners() {}

  static final class KeepsTheQuestionInAField extends FolderOfBytes {
    private volatile Question last = new Question(this, Publication.GUN, Publication.SMALL.name(), 0, null);

    KeepsTheQuestionInAField(Map<PublishedFile, byte[]> files) {
      super(files);
    }

    @Override
    Fetched answer(Question asked) {
      last = asked;
      LockSupport.parkNanos(100_000);
      return last.rightAnswer();
    }
  }

  /** A thread reads everything into its own array. */
  static final class SharesABuffer extends FolderOfBytes {
    private final ThreadLocal<Map<Integer, byte[]>> buffers = ThreadLocal.withInitial(HashMap::new);

    SharesABuffer(Map<PublishedFile, byte[]> files) {
      super(files);
    }

    @Override
    Fetched answer(Question asked) {
      if (!(asked.rightAnswer() instanceof Fetched.Found found)) {
        return asked.rightAnswer();
      }
      byte[] content = found.content();
      byte[] buffer = buffers.get().computeIfAbsent(content.length, byte[]::new);
      System.arraycopy(content, 0, buffer, 0, content.length);
      return new Fetched.Found(buffer);
    }
  }

  static final class IsRefusedWithItsPassword extends FolderOfBytes {
    IsRefusedWithItsPassword(Map<PublishedFile, byte[]> files) {
      super(files);
    }

    @Override
    Fetched answer(Question asked) {
      return new Fetched.Failed(new Outage(Outage.Kind.UNAUTHORISED, "401 for the password " + Trial.SECRET));
    }
  }

  static final class DescribesItselfInTwoLines extends FolderOfBytes {
    DescribesItselfInTwoLines(Map<PublishedFile, byte[]> files) {
      super(files);
    }

    @Override
    public String describe(Gun gun) {
      return "in memory\nof bytes";
    }
  }

  static final class DescribesItselfWithItsPassword extends FolderOfBytes {
    DescribesItselfWithItsPassword(Map<PublishedFile, byte[]> files) {
      super(files);
    }

    @Override
    public String describe(Gun gun) {
      return "https://server.example/?token=" + Trial.SECRET;
    }
  }

  static final class FailsWithItsUserName extends FolderOfBytes {
    FailsWithItsUserName(Map<PublishedFile, byte[]> files) {
      super(files);
    }

    @Override
    Fetched answer(Question asked) {
      return asked.rightAnswer() instanceof Fetched.Failed failed
          ? new Fetched.Failed(new Outage(failed.outage().kind(), "GET https://somebody:secret@server.example/"))
          : asked.rightAnswer();
    }
  }

  static final class ClosesOnce extends FolderOfBytes {
    private boolean closed;

    ClosesOnce(Map<PublishedFile, byte[]> files) {
      super(files);
    }

    @Override
    public void close() {
      if (closed) {
        throw new IllegalStateException("closed already");
      }
      closed = true;
    }
  }
}
