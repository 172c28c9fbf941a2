package dev.trustverifier.tuf.key;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.trustverifier.Gun;
import dev.trustverifier.tuf.chain.VerificationKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever the bytes, nothing is thrown and nothing verifies that was not signed. */
class KeyProperties {
  private static final Gun GUN = new Gun("lab.example/a");
  private static final String CERTIFICATE = CertificateForge.of("CN=lab.example/a", TestKeys.P256).pem();
  private static final List<byte[]> GOOD =
      List.of(
          TestKeys.P256.getPublic().getEncoded(),
          TestKeys.RSA.getPublic().getEncoded(),
          CertificateForge.of("CN=lab.example/a", TestKeys.P256).der(),
          CERTIFICATE.getBytes(StandardCharsets.US_ASCII));

  @Provide
  Arbitrary<String> types() {
    return Arbitraries.oneOf(
        Arbitraries.of("ecdsa", "rsa", "ed25519", "ecdsa-x509", "rsa-x509"), Arbitraries.strings().ofMaxLength(12));
  }

  @Provide
  Arbitrary<String> methods() {
    return Arbitraries.oneOf(
        Arbitraries.of("ecdsa", "rsapss", "rsapkcs1v15", "eddsa"), Arbitraries.strings().ofMaxLength(12));
  }

  @Provide
  Arbitrary<byte[]> signatures() {
    return Arbitraries.of(0, 1, 63, 64, 65, 96, 132, 256, 257, 512)
        .flatMap(size -> Arbitraries.bytes().array(byte[].class).ofSize(size));
  }

  @Property
  void arbitraryBytesAreNoKey(
      @ForAll @From("types") String type,
      @ForAll @Size(max = 300) byte[] material,
      @ForAll @From("methods") String method,
      @ForAll @From("signatures") byte[] signature) {
    useUp(PublicKeys.read(type, material), method, signature);
  }

  @Property
  void goodKeysWithAByteChangedVerifyNothing(
      @ForAll @From("types") String type,
      @ForAll @IntRange(max = 3) int which,
      @ForAll @IntRange(max = 2000) int position,
      @ForAll byte value,
      @ForAll @From("methods") String method,
      @ForAll @From("signatures") byte[] signature) {
    byte[] material = GOOD.get(which).clone();
    material[position % material.length] = value;
    useUp(PublicKeys.read(type, material), method, signature);
  }

  @Property
  void certificatesWithAByteChangedAreJudgedToo(
      @ForAll @IntRange(max = 2000) int position, @ForAll byte value, @ForAll @From("signatures") byte[] signature) {
    byte[] der = GOOD.get(2).clone();
    der[position % der.length] = value;
    useUp(TestKeys.certified(TestKeys.pem(der)), "ecdsa", signature);
    useUp(TestKeys.certified(CERTIFICATE + TestKeys.pem(der)), "ecdsa", signature);
  }

  private static void useUp(VerificationKey key, String method, byte[] signature) {
    assertFalse(key.verifies(method, TestKeys.MESSAGE, signature));
    key.id();
    key.canonicalId();
    key.identity();
    key.certificate().ifPresent(bundle -> {
      bundle.fault(GUN);
      bundle.faultAt(Instant.EPOCH);
      bundle.expires();
      assertFalse(bundle.issuedBy(List.of(), Instant.EPOCH));
    });
  }
}
