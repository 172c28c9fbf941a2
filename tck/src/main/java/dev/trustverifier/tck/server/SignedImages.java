package dev.trustverifier.tck.server;

import dev.trustverifier.Digest;
import dev.trustverifier.Gun;
import dev.trustverifier.ImageReference;
import dev.trustverifier.RoleName;
import dev.trustverifier.policy.TrustPin;
import dev.trustverifier.policy.TrustPolicy;
import dev.trustverifier.policy.TrustRule;
import dev.trustverifier.tck.repository.CertificateAuthority;
import dev.trustverifier.tck.repository.CertificateProfile;
import dev.trustverifier.tck.repository.KeyAlgorithm;
import dev.trustverifier.tck.repository.RoleKeys;
import dev.trustverifier.tck.repository.RoleSigner;
import dev.trustverifier.tck.repository.SimulatedRepository;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A JUnit extension that signs images and serves what was signed, for tests of programs that embed a verifier.
 *
 * <pre>{@code
 * @RegisterExtension static final SignedImages IMAGES = new SignedImages();
 *
 * @Test
 * void deploysASignedImage() {
 *   Digest digest = IMAGES.sign("registry.example/shop/api:1.4");
 *   // a verifier with a source at IMAGES.server() and IMAGES.policy() trusts that image, at that digest
 * }
 * }</pre>
 *
 * <p>In a static field there is one server for all tests of the class and its nested classes, and images stay signed;
 * in another field there is one for each test. Misbehaviours end with the test in both cases. Not safe for use by
 * several threads, and so not for tests that share it and run at the same time.
 */
public final class SignedImages
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
  private final InstantSource clock;
  private final CertificateAuthority publisher;
  private final Map<Gun, SimulatedRepository> repositories = new HashMap<>();
  private @Nullable NotaryEmulator emulator;
  private int classes;

  /** Signs for the present. */
  public SignedImages() {
    this(InstantSource.system());
  }

  /**
   * Signs for another time.
   *
   * @param clock from which expiries are counted; the verifier must have the same time
   */
  public SignedImages(InstantSource clock) {
    this.clock = clock;
    this.publisher = CertificateAuthority.named("test publisher", clock.instant());
  }

  /**
   * Signs an image and publishes that, as a new version of its collection.
   *
   * @param image an image by its tag; a digest that is given with it is the one that is signed
   * @return the digest of its manifest
   * @throws IllegalArgumentException if the text is no reference, or has no tag
   */
  public Digest sign(String image) {
    ImageReference reference = ImageReference.parse(image);
    String tag = reference.tag().orElseThrow(() -> new IllegalArgumentException("an image is signed by tag: " + image));
    Digest digest = reference.digest().orElseGet(() -> Digest.sha256(image.getBytes(StandardCharsets.UTF_8)));
    repository(reference.gun()).addTarget(RoleName.TARGETS, tag, digest).publish();
    return digest;
  }

  /**
   * Where the metadata is served.
   *
   * @return the URL of a Notary server; plain HTTP on the loopback address
   * @throws IllegalStateException outside a test
   */
  public URI server() {
    return emulator().uri();
  }

  /**
   * Trusts all that is signed here, and nothing else: every repository, by the authority that certified its root.
   *
   * @return the policy
   */
  public TrustPolicy policy() {
    return TrustPolicy.builder().rule("**", TrustRule.pinned(pin())).build();
  }

  /**
   * What all repositories here have in common, for policies of a test's own.
   *
   * @return the authority that certified their roots
   */
  public TrustPin pin() {
    return TrustPin.certificateAuthority(publisher.certificate());
  }

  /**
   * The repository behind a collection, to rotate keys, to delegate, to lie.
   *
   * @param gun the collection
   * @return the repository; new, and served from now on, if nothing was signed in it
   * @throws IllegalStateException outside a test
   */
  public SimulatedRepository repository(Gun gun) {
    return repositories.computeIfAbsent(gun, this::opened);
  }

  /**
   * The server, to misbehave.
   *
   * @return the server
   * @throws IllegalStateException outside a test
   */
  public NotaryEmulator emulator() {
    @Nullable NotaryEmulator running = emulator;
    if (running == null) {
      throw new IllegalStateException("the server runs during tests only; is this field @RegisterExtension?");
    }
    return running;
  }

  private SimulatedRepository opened(Gun gun) {
    CertificateProfile profile = CertificateProfile.codeSigning(gun.value(), clock.instant());
    RoleKeys keys = RoleKeys.of(RoleSigner.generate(KeyAlgorithm.ECDSA_P256).issuedBy(publisher, profile));
    SimulatedRepository repository = SimulatedRepository.of(gun, clock).keys(RoleName.ROOT, keys);
    emulator().serve(repository);
    return repository;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    if (classes++ == 0) {
      start();
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    if (classes == 0) {
      start();
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    emulator().behave();
    if (classes == 0) {
      stop();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (--classes == 0) {
      stop();
    }
  }

  private void start() {
    emulator = NotaryEmulator.builder().clock(clock).start();
  }

  private void stop() {
    emulator().close();
    emulator = null;
    repositories.clear();
  }
}
