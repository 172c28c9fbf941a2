package dev.trustverifier.tck;

import static dev.trustverifier.RoleName.ROOT;
import static dev.trustverifier.RoleName.SNAPSHOT;
import static dev.trustverifier.RoleName.TARGETS;
import static dev.trustverifier.RoleName.TIMESTAMP;
import static dev.trustverifier.SpecRule.KEYS_PRESENT;
import static dev.trustverifier.SpecRule.KEY_ID_IS_HASH;
import static dev.trustverifier.SpecRule.ROOT_SIGNED_BY_ITSELF;
import static dev.trustverifier.SpecRule.THRESHOLD_MET;

import dev.trustverifier.Rejection.Malformed;
import dev.trustverifier.Rejection.ThresholdNotMet;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.tck.repository.Envelope;
import dev.trustverifier.tck.repository.JsonObject;
import dev.trustverifier.tck.repository.KeyAlgorithm;
import dev.trustverifier.tck.repository.RoleKeys;
import dev.trustverifier.tck.repository.RoleSigner;
import dev.trustverifier.tck.repository.SignatureMethod;
import dev.trustverifier.tck.repository.SimulatedRepository;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** Signatures that do not count, keys that are not what they are called, and unusual ones that are good. */
final class KeyAttacks {
  private static final List<RoleName> ONLINE = List.of(TIMESTAMP, SNAPSHOT, TARGETS);

  private KeyAttacks() {}

  static List<Case> cases() {
    return Stream.of(signatures(), methods(), keys(), honest()).flatMap(List::stream).toList();
  }

  private static List<Case> signatures() {
    Stream<Case> everywhere = ONLINE.stream().flatMap(role -> Stream.of(
        forged("unsigned-" + role, "a file has no signature", role, (publisher, file) -> file.signatures().clear()),
        forged("stranger-signs-" + role, "a file is signed by a key that nobody lists", role, (publisher, file) -> {
          file.signatures().clear();
          file.sign(stranger());
        }),
        forged("stranger-signs-" + role + "-under-a-known-id",
            "a stranger's signature stands under the id of a known key", role,
            (publisher, file) -> first(file).put("sig", base64(stranger().sign(file.signed().canonical()))))));
    return Stream.concat(everywhere, Stream.of(
        forged("signature-with-a-bit-flipped", "a signature was damaged", TIMESTAMP,
            (publisher, file) -> changeSignature(file, sig -> sig[sig.length - 1] ^= 1)),
        forged("signature-of-zeros", "r and s are 0, which careless arithmetic takes for any message", TIMESTAMP,
            (publisher, file) -> changeSignature(file, sig -> Arrays.fill(sig, (byte) 0))),
        forged("signature-one-byte-longer", "a byte follows a good signature", TIMESTAMP,
            (publisher, file) -> first(file).put("sig", base64(Arrays.copyOf(signature(file), 65)))),
        forged("signature-in-der", "a good signature is written as DER, not as r and s", TIMESTAMP,
            (publisher, file) -> first(file).put("sig", base64(DerSignature.of(signature(file))))),
        forged("signature-of-another-file", "a good signature of the snapshot stands below targets", TARGETS,
            (publisher, file) -> first(file).put("sig",
                base64(key(publisher, TARGETS).sign(new JsonObject().put("_type", "Snapshot").canonical())))),
        forged("signature-over-the-served-bytes", "the bytes were signed as they are served, not their canonical form",
            TARGETS, (publisher, file) -> {
              file.signed().put("note", "two\nlines");
              first(file).put("sig", base64(key(publisher, TARGETS).sign(file.signed().bytes())));
            }),
        forged("timestamp-key-signs-targets", "the key of the online timestamp signs targets", TARGETS,
            (publisher, file) -> {
              file.signatures().clear();
              file.sign(key(publisher, TIMESTAMP));
            }),
        forged("root-key-signs-timestamp", "the root key signs for a role that it was not given", TIMESTAMP,
            (publisher, file) -> {
              file.signatures().clear();
              file.sign(key(publisher, ROOT));
            })))
        .toList();
  }

  private interface Forgery {
    void of(SimulatedRepository publisher, Envelope file);
  }

  private static Case forged(String name, String told, RoleName role, Forgery forgery) {
    return Story.of(name, THRESHOLD_MET, told)
        .update(publisher -> publisher.tamperEnvelope(role, file -> forgery.of(publisher, file)))
        .refused(ThresholdNotMet.class, role);
  }

  private static List<Case> methods() {
    return List.of(
        forged("method-unknown", "a good signature names a method that nobody knows", TIMESTAMP,
            (publisher, file) -> first(file).put("method", "none")),
        forged("method-missing", "a good signature names no method", TIMESTAMP,
            (publisher, file) -> first(file).remove("method")),
        forged("method-of-another-kind-of-key", "a good signature names a method that its key does not have", TIMESTAMP,
            (publisher, file) -> first(file).put("method", "rsapss")),
        Story.of("method-in-capitals", THRESHOLD_MET, "the name of a method is written in capitals")
            .update(publisher -> publisher.tamperEnvelope(
                TIMESTAMP, file -> first(file).put("method", SignatureMethod.ECDSA.label().toUpperCase(Locale.ROOT))))
            .trusted());
  }

  private static List<Case> keys() {
    return List.of(
        Story.of("key-of-1024-bits", THRESHOLD_MET, "targets are signed by an RSA key of 1024 bits")
            .offered(stage -> stage.serve(
                stage.anotherPublisher().keys(TARGETS, RoleKeys.of(stage.weakRsaKey())).publish()))
            .refused(ThresholdNotMet.class, TARGETS),
        Story.of("key-of-small-order", THRESHOLD_MET,
                "an Ed25519 key is the neutral element, for which a signature of zeros fits any message")
            .firstUse(publisher -> publisher.tamper(ROOT, body -> SmallOrder.giveTo(body, TARGETS))
                .tamperEnvelope(TARGETS, SmallOrder::sign))
            .refused(ThresholdNotMet.class, TARGETS),
        Story.of("key-under-anothers-id", KEY_ID_IS_HASH, "the id of a known key leads to another key")
            .firstUse(publisher -> publisher.tamper(ROOT, body ->
                body.object("keys").put(key(publisher, TARGETS).id().hex(), stranger().entry())))
            .refused(Malformed.class, ROOT),
        Story.of("one-key-under-two-ids", KEY_ID_IS_HASH, "one key is listed twice, once under an id of its own choice")
            .firstUse(publisher -> publisher.setThreshold(TARGETS, 2)
                .tamper(ROOT, body -> alias(body, key(publisher, TARGETS), "00".repeat(32)))
                .tamperEnvelope(TARGETS, file -> repeatUnder(file, "00".repeat(32))))
            .refused(Malformed.class, ROOT),
        Story.of("one-key-under-its-id-in-capitals", KEY_ID_IS_HASH, "one key is listed twice, once in capitals")
            .firstUse(publisher -> {
              String capitals = key(publisher, TARGETS).id().hex().toUpperCase(Locale.ROOT);
              publisher.setThreshold(TARGETS, 2)
                  .tamper(ROOT, body -> alias(body, key(publisher, TARGETS), capitals))
                  .tamperEnvelope(TARGETS, file -> repeatUnder(file, capitals));
            })
            .refused(Malformed.class, ROOT),
        listed("key-missing", KEYS_PRESENT, "a role lists a key that the root does not bring",
            keys -> keys.names().forEach(keys::remove)));
  }

  private static Case listed(String name, SpecRule rule, String told, Consumer<JsonObject> change) {
    return Story.of(name, rule, told)
        .firstUse(publisher -> publisher.tamper(ROOT, body -> change.accept(body.object("keys"))))
        .refused(Malformed.class, ROOT);
  }

  private static void alias(JsonObject root, RoleSigner signer, String id) {
    root.object("keys").put(id, signer.entry());
    root.object("roles").object(TARGETS.value()).list("keyids").add(id);
  }

  private static void repeatUnder(Envelope file, String id) {
    file.signatures().add(first(file).copy().put("keyid", id));
  }

  private static List<Case> honest() {
    return List.of(
        goodKey("ed25519", Capability.ED25519, stage -> RoleSigner.generate(KeyAlgorithm.ED25519)),
        goodKey("p384", Capability.LARGE_CURVES, stage -> RoleSigner.generate(KeyAlgorithm.ECDSA_P384)),
        goodKey("p521", Capability.LARGE_CURVES, stage -> RoleSigner.generate(KeyAlgorithm.ECDSA_P521)),
        goodKey("rsa-pss", Capability.RSA, Stage::rsaKey),
        goodKey("rsa-pkcs1", Capability.RSA, stage -> stage.rsaKey().using(SignatureMethod.RSA_PKCS1)),
        Story.of("unknown-signature-beside-a-good-one", THRESHOLD_MET, "somebody else has signed, too")
            .update(publisher -> publisher.tamperEnvelope(TARGETS, file -> file.sign(stranger())))
            .trusted(),
        Story.of("broken-signature-beside-a-good-one", THRESHOLD_MET, "one of two keys has a broken signature")
            .firstUse(publisher -> publisher
                .keys(TARGETS, RoleKeys.fresh(KeyAlgorithm.ECDSA_P256, KeyAlgorithm.ECDSA_P256))
                .tamperEnvelope(TARGETS, file -> changeSignature(file, sig -> sig[0] ^= 1)))
            .trusted(),
        Story.of("key-of-an-unknown-kind", KEYS_PRESENT, "the root lists a key of a kind of tomorrow, too")
            .firstUse(publisher -> publisher.tamper(
                ROOT, body -> alias(body, stranger(), "ff".repeat(32), "ml-dsa")))
            .trusted(),
        Story.of("one-key-for-two-roles", THRESHOLD_MET, "snapshot and timestamp share a key")
            .firstUse(publisher -> publisher.keys(SNAPSHOT, publisher.keys(TIMESTAMP)))
            .trusted(),
        Story.of("root-signed-by-a-stranger-too", ROOT_SIGNED_BY_ITSELF, "somebody else has signed the root, too")
            .firstUse(publisher -> publisher.tamperEnvelope(ROOT, file -> file.sign(stranger())))
            .trusted());
  }

  private static Case goodKey(String name, Capability capability, Function<Stage, RoleSigner> key) {
    return Story.of("signed-by-" + name, THRESHOLD_MET, "targets are signed by a key of another kind than usual")
        .needs(capability)
        .offered(stage -> stage.serve(
            stage.anotherPublisher().keys(TARGETS, RoleKeys.of(key.apply(stage))).publish()))
        .trusted();
  }

  private static void alias(JsonObject root, RoleSigner signer, String id, String keyType) {
    root.object("keys").put(id, signer.entry().put("keytype", keyType));
    root.object("roles").object(TARGETS.value()).list("keyids").add(id);
  }

  private static RoleSigner stranger() {
    return RoleSigner.generate(KeyAlgorithm.ECDSA_P256);
  }

  private static RoleSigner key(SimulatedRepository publisher, RoleName role) {
    return publisher.keys(role).signers().get(0);
  }

  private static JsonObject first(Envelope file) {
    return (JsonObject) file.signatures().get(0);
  }

  private static byte[] signature(Envelope file) {
    return Base64.getDecoder().decode((String) first(file).get("sig").orElseThrow());
  }

  private static void changeSignature(Envelope file, Consumer<byte[]> change) {
    byte[] sig = signature(file);
    change.accept(sig);
    first(file).put("sig", base64(sig));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
