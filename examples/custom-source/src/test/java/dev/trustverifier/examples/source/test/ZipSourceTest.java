package dev.trustverifier.examples.source.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Digest;
import dev.trustverifier.Gun;
import dev.trustverifier.ImageReference;
import dev.trustverifier.Outage;
import dev.trustverifier.Rejection;
import dev.trustverifier.RoleName;
import dev.trustverifier.TrustVerifier;
import dev.trustverifier.Verdict;
import dev.trustverifier.examples.source.ZipSource;
import dev.trustverifier.tck.repository.State;
import dev.trustverifier.tck.server.SignedImages;
import dev.trustverifier.tuf.TufTrustVerifier;
import dev.trustverifier.tuf.store.InProcessTrustMemory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole: images verified through an archive. */
class ZipSourceTest {
  private static final ImageReference IMAGE = ImageReference.parse("registry.example/shop/api:1.4");

  @RegisterExtension final SignedImages images = new SignedImages();
  @TempDir Path folder;
  private final InProcessTrustMemory memory = new InProcessTrustMemory();
  private Path archive;

  @BeforeEach
  void nameTheArchive() {
    archive = folder.resolve("metadata.zip");
  }

  @Test
  void trustsWhatThePublisherSigned() throws Exception {
    Digest digest = images.sign(IMAGE.toString());
    Archive.write(archive, state());
    try (TrustVerifier verifier = verifier()) {
      assertEquals(IMAGE + "@" + digest, verifier.verify(IMAGE).orElseThrow().pinnedReference());
    }
  }

  @Test
  void rejectsAnArchiveThatWasTamperedWith() throws Exception {
    images.sign(IMAGE.toString());
    Archive.write(archive, state().with(
        RoleName.TIMESTAMP + ".json", "{\"signed\":{},\"signatures\":[]}".getBytes(StandardCharsets.UTF_8)));
    try (TrustVerifier verifier = verifier()) {
      assertInstanceOf(Verdict.Rejected.class, verifier.verify(IMAGE));
    }
  }

  @Test
  void rejectsAnOlderArchiveThanBefore() throws Exception {
    images.sign(IMAGE.toString());
    State old = state();
    images.sign("registry.example/shop/api:1.5");
    Archive.write(archive, state());
    try (TrustVerifier verifier = verifier()) {
      verifier.verify(IMAGE).orElseThrow();
    }
    Archive.write(archive, old);
    try (TrustVerifier verifier = verifier()) {
      Verdict.Rejected rejected = assertInstanceOf(Verdict.Rejected.class, verifier.verify(IMAGE));
      assertInstanceOf(Rejection.RolledBack.class, rejected.rejection());
    }
  }

  @Test
  void cannotTellWithoutTheArchive() throws Exception {
    try (TrustVerifier verifier = verifier()) {
      Verdict.Undecided undecided = assertInstanceOf(Verdict.Undecided.class, verifier.verify(IMAGE));
      assertEquals(Outage.Kind.IO, undecided.outage().kind());
    }
  }

  @Test
  void runsOnTheModulePath() {
    assertTrue(ZipSource.class.getModule().isNamed());
    assertTrue(TufTrustVerifier.class.getModule().isNamed());
    assertEquals("dev.trustverifier.examples.source.test", getClass().getModule().getName());
    assertTrue(Files.notExists(archive));
  }

  private State state() {
    return images.repository(new Gun("registry.example/shop/api")).state();
  }

  private TrustVerifier verifier() {
    return TufTrustVerifier.builder()
        .source(new ZipSource(archive)).policy(images.policy()).memory(memory).build();
  }
}
