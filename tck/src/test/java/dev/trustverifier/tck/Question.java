package dev.trustverifier.tck;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.source.MetadataName;

/** What a wrong source was asked, and what it makes of it before it asks a right one. */
record Question(FolderOfBytes folder, Gun gun, MetadataName name, long limit, Deadline deadline) {

  Fetched rightAnswer() {
    return folder.rightAnswer(gun, name, limit, deadline);
  }

  Question about(Gun other) {
    return new Question(folder, other, name, limit, deadline);
  }

  Question called(MetadataName other) {
    return new Question(folder, gun, other, limit, deadline);
  }

  Question upTo(long other) {
    return new Question(folder, gun, name, other, deadline);
  }

  Question before(Deadline other) {
    return new Question(folder, gun, name, limit, other);
  }
}
