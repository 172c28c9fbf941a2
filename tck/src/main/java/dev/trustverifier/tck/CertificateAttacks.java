package dev.trustverifier.tck;

import static dev.trustverifier.RoleName.ROOT;
import static dev.trustverifier.SpecRule.ROOT_CERTIFICATE;
import static dev.trustverifier.SpecRule.ROOT_SIGNED_BY_ITSELF;

import dev.trustverifier.Gun;
import dev.trustverifier.Rejection.InvalidCertificate;
import dev.trustverifier.Rejection.ThresholdNotMet;
import dev.trustverifier.tck.repository.CertificateAuthority;
import dev.trustverifier.tck.repository.CertificateHash;
import dev.trustverifier.tck.repository.CertificateProfile;
import dev.trustverifier.tck.repository.KeyAlgorithm;
import dev.trustverifier.tck.repository.RoleKeys;
import dev.trustverifier.tck.repository.RoleSigner;
import dev.trustverifier.tck.repository.SimulatedRepository;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Root keys whose certificates may not stand for the collection, and some that may. */
final class CertificateAttacks {
  private CertificateAttacks() {}

  static List<Case> cases() {
    return Stream.of(names(), contents(), bundles(), others(), honest()).flatMap(cases -> cases).toList();
  }

  private static Stream<Case> names() {
    return Stream.of(
        named("certificate-of-another-collection",
            "the certificate names another collection", "registry.example/other"),
        named("certificate-of-a-collection-above", "the certificate names the folder of the collection",
            "registry.example/team"),
        named("certificate-in-capitals",
            "the certificate names the collection in capitals", "REGISTRY.EXAMPLE/TEAM/APP"),
        named("certificate-without-a-name", "the certificate names nothing", ""),
        named("wildcard-within-a-segment", "the certificate's wildcard ends within a segment", "registry.example/te*"),
        named("wildcard-in-the-middle", "the certificate's wildcard is not at the end", "registry.example/*/app"),
        Story.of("collection-under-another-name", ROOT_CERTIFICATE,
                "the server shows one collection under the name of another")
            .offered(stage -> {
              Gun other = new Gun("registry.example/team/other");
              stage.serve(SimulatedRepository.of(other, stage.clock).publish().as(Stage.GUN));
            })
            .refused(InvalidCertificate.class, ROOT));
  }

  private static Case named(String name, String told, String commonName) {
    return certified(name, told, stage -> p256().selfSigned(profile(stage).named(commonName)));
  }

  private static Stream<Case> contents() {
    return Stream.of(
        certified("certificate-expired", "the certificate has expired, and the root has not",
            stage -> p256().selfSigned(profile(stage).valid(
                stage.clock.instant().minus(Duration.ofDays(9)), stage.clock.instant().minusSeconds(1)))),
        certified("certificate-of-next-week", "the certificate is not valid yet",
            stage -> p256().selfSigned(profile(stage).valid(
                stage.clock.instant().plus(Duration.ofDays(7)), stage.clock.instant().plus(Duration.ofDays(99))))),
        certified("certificate-that-ends-before-it-begins", "the certificate is valid at no time",
            stage -> p256().selfSigned(profile(stage).valid(
                stage.clock.instant().plusSeconds(9), stage.clock.instant().minusSeconds(9)))),
        certified("certificate-signed-with-sha1", "the certificate is signed with SHA-1",
            stage -> p256().selfSigned(profile(stage).hashed(CertificateHash.SHA1))),
        certified("certificate-of-a-key-of-1024-bits", "the certificate is of an RSA key of 1024 bits",
            stage -> stage.weakRsaKey().selfSigned(profile(stage))),
        certified("root-key-without-a-certificate", "the root key stands bare", stage -> p256()),
        certified("certificate-of-an-authority", "the certificate is that of an authority", stage -> p256().showing(
            CertificateAuthority.selfSigned(KeyAlgorithm.ECDSA_P256, profile(stage)).certificate())));
  }

  private static Stream<Case> bundles() {
    return Stream.of(
        certified("two-leaves-in-a-bundle",
            "a certificate of another key stands behind that of the root key", stage -> {
          RoleSigner key = stage.rootKey();
          return key.showing(pem(key) + pem(stage.rootKey()));
        }),
        certified("authority-before-the-leaf", "an authority's certificate stands first", stage -> {
          CertificateAuthority authority = CertificateAuthority.named("lab", stage.clock.instant());
          RoleSigner key = p256().issuedBy(authority, profile(stage));
          return key.showing(authority.certificate() + pem(key));
        }),
        certified("certificate-is-text",
            "a text stands in place of the certificate", stage -> p256().showing("trust me")));
  }

  private static Stream<Case> others() {
    return Stream.of(
        Story.of("one-of-two-certificates-names-another-collection", ROOT_SIGNED_BY_ITSELF,
                "two keys must sign the root, both have, and one may not stand for the collection")
            .offered(stage -> {
              RoleSigner other = p256().selfSigned(profile(stage).named("registry.example/other"));
              RoleKeys both = new RoleKeys(2, List.of(stage.rootKey(), other));
              stage.serve(stage.anotherPublisher().keys(ROOT, both).publish());
            })
            .refused(ThresholdNotMet.class, ROOT),
        Story.of("certificate-expires-after-it-was-seen", ROOT_CERTIFICATE,
                "the certificate of a remembered root expires, and the root does not")
            .after(stage -> {
              CertificateProfile brief =
                  profile(stage).valid(stage.clock.instant(), stage.clock.instant().plus(Duration.ofDays(3)));
              stage.publisher.keys(ROOT, RoleKeys.of(p256().selfSigned(brief)));
              stage.release("v1").trusts("v1");
            })
            .offered(stage -> stage.clock.advance(Duration.ofDays(3).plusSeconds(1)))
            .then(stage -> {
              stage.publisher.keys(ROOT, RoleKeys.of(p256().selfSigned(profile(stage))));
              stage.honestUpdate();
            })
            .refused(InvalidCertificate.class, ROOT));
  }

  private static Stream<Case> honest() {
    return Stream.of(
        good("second-certificate-of-another-collection", "a root key more, which does not count, does no harm",
            stage -> RoleKeys.of(stage.rootKey(), p256().selfSigned(profile(stage).named("registry.example/other")))),
        wildcard("wildcard-below-a-folder", "registry.example/team/*"),
        wildcard("wildcard-for-everything", "*"),
        good("certificate-without-usages", "the certificate is for any purpose",
            stage -> RoleKeys.of(p256().selfSigned(profile(stage).usages()))),
        good("certificate-that-an-authority-issued", "the certificate comes with those of its authorities", stage -> {
          CertificateProfile between = profile(stage).named("between").usages();
          CertificateAuthority authority = CertificateAuthority.named("lab", stage.clock.instant())
              .intermediate(KeyAlgorithm.ECDSA_P256, between);
          return RoleKeys.of(p256().issuedBy(authority, profile(stage)));
        }),
        Story.of("certificate-of-an-rsa-key", ROOT_CERTIFICATE, "the certificate is of an RSA key of 2048 bits")
            .needs(Capability.RSA)
            .offered(stage -> stage.serve(stage.anotherPublisher().keys(
                ROOT, RoleKeys.of(stage.rsaKey().selfSigned(profile(stage)))).publish()))
            .trusted());
  }

  private static Case wildcard(String name, String commonName) {
    return Story.of(name, ROOT_CERTIFICATE, "the certificate is for " + commonName)
        .needs(Capability.WILDCARD_CERTIFICATES)
        .offered(stage -> stage.serve(stage.anotherPublisher().keys(
            ROOT, RoleKeys.of(p256().selfSigned(profile(stage).named(commonName)))).publish()))
        .trusted();
  }

  private static Case good(String name, String told, Function<Stage, RoleKeys> keys) {
    return Story.of(name, ROOT_CERTIFICATE, told)
        .offered(stage -> stage.serve(stage.anotherPublisher().keys(ROOT, keys.apply(stage)).publish()))
        .trusted();
  }

  private static Case certified(String name, String told, Function<Stage, RoleSigner> signer) {
    return Story.of(name, ROOT_CERTIFICATE, told)
        .offered(stage -> stage.serve(
            stage.anotherPublisher().keys(ROOT, RoleKeys.of(signer.apply(stage))).publish()))
        .refused(InvalidCertificate.class, ROOT);
  }

  private static RoleSigner p256() {
    return RoleSigner.generate(KeyAlgorithm.ECDSA_P256);
  }

  private static CertificateProfile profile(Stage stage) {
    return CertificateProfile.codeSigning(Stage.GUN.value(), stage.clock.instant());
  }

  private static String pem(RoleSigner signer) {
    return new String(signer.material(), StandardCharsets.US_ASCII);
  }
}
