package dev.trustverifier.tck;

import dev.trustverifier.Outage;
import dev.trustverifier.source.Fetched;
import java.util.Map;

/** A right source that cannot be asked. */
final class BrokenFolder extends FolderOfBytes {
  BrokenFolder(Map<PublishedFile, byte[]> files) {
    super(files);
  }

  @Override
  Fetched answer(Question asked) {
    return asked.rightAnswer() instanceof Fetched.Failed failed ? failed : failed(Outage.Kind.IO);
  }
}
