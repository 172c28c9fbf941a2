package dev.trustverifier.tuf.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.trustverifier.Gun;
import dev.trustverifier.KeyId;
import dev.trustverifier.RoleName;
import dev.trustverifier.policy.TrustPin;
import dev.trustverifier.tck.repository.CertificateAuthority;
import dev.trustverifier.tck.repository.CertificateProfile;
import dev.trustverifier.tck.repository.KeyAlgorithm;
import dev.trustverifier.tck.repository.RoleSigner;
import dev.trustverifier.tck.repository.SimulatedRepository;
import dev.trustverifier.tuf.wire.NotaryV1;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How much work a root makes whose keys are to be held against an authority. */
class RootPinsTest {
  private static final Gun GUN = new Gun("registry.example/app");
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final int KEYS = 30;

  private final CertificateAuthority authority = CertificateAuthority.named("authority", NOW);
  private int paths;

  @Test
  void ofManyKeysThatARootListsOnlyThoseThatSignedAreHeldAgainstTheAuthority() throws Refused {
    Unverified<Metadata.Root> root = counted(new NotaryV1().root(MetadataFile.unlisted(RoleName.ROOT, crowdedRoot())));
    RootPins pins = new RootPins(List.of(TrustPin.certificateAuthority(authority.certificate())));
    FinalRoot proven = TrustedRoot.first(root, new RootTrust(GUN, pins, NOW)).finalAt(NOW);
    assertEquals(1, proven.proven().signers().size());
    assertEquals(2, paths, "one to believe the root, one to believe it now");
  }

  private byte[] crowdedRoot() {
    RoleSigner[] crowd =
        Stream.generate(() -> RoleSigner.generate(KeyAlgorithm.ECDSA_P256))
            .map(key -> key.issuedBy(authority, CertificateProfile.codeSigning(GUN.value(), NOW)))
            .limit(KEYS).toArray(RoleSigner[]::new);
    return SimulatedRepository.of(GUN, () -> NOW)
        .keys(RoleName.ROOT, dev.trustverifier.tck.repository.RoleKeys.of(crowd))
        .tamperEnvelope(RoleName.ROOT, envelope -> envelope.signatures().subList(1, KEYS).clear())
        .publish().current(RoleName.ROOT);
  }

  /** The same root, of which every path that is sought from a certificate to an authority is counted. */
  private Unverified<Metadata.Root> counted(Unverified<Metadata.Root> root) {
    RoleKeys listed = root.claims().keysOf(RoleName.ROOT);
    Map<KeyId, VerificationKey> keys = new LinkedHashMap<>();
    listed.keys().forEach((id, key) -> keys.put(id, counted(VerificationKey.class, key)));
    Map<RoleName, RoleKeys> roles = new LinkedHashMap<>(root.claims().roles());
    roles.put(RoleName.ROOT, new RoleKeys(listed.threshold(), keys));
    Metadata.Root claims = new Metadata.Root(root.claimedVersion(), root.claims().expires(), roles);
    return new Unverified<>(root.file(), claims, root.message(), root.signatures());
  }

  private <T> T counted(Class<T> type, T real) {
    return type.cast(
        Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
          paths += method.getName().equals("issuedBy") ? 1 : 0;
          try {
            Object result = method.invoke(real, args);
            return result instanceof Optional<?> some && some.filter(RootCertificate.class::isInstance).isPresent()
                ? some.map(RootCertificate.class::cast).map(c -> counted(RootCertificate.class, c))
                : result;
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        }));
  }
}
