package dev.trustverifier.tck;

import static dev.trustverifier.RoleName.ROOT;
import static dev.trustverifier.RoleName.SNAPSHOT;
import static dev.trustverifier.RoleName.TARGETS;
import static dev.trustverifier.RoleName.TIMESTAMP;
import static dev.trustverifier.SpecRule.DELEGATIONS_BOUNDED;
import static dev.trustverifier.SpecRule.FILE_BOUNDED;
import static dev.trustverifier.SpecRule.KEYS_BOUNDED;
import static dev.trustverifier.SpecRule.REFRESH_BOUNDED;
import static dev.trustverifier.SpecRule.ROTATIONS_BOUNDED;
import static dev.trustverifier.SpecRule.SIGNATURES_BOUNDED;

import dev.trustverifier.Rejection.TooLarge;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.tck.repository.JsonObject;
import dev.trustverifier.tck.repository.KeyAlgorithm;
import dev.trustverifier.tck.repository.RoleSigner;
import dev.trustverifier.tck.repository.SimulatedRepository;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** More of everything than anybody needs; and as much as is allowed, which must do. */
final class EndlessDataAttacks {
  private EndlessDataAttacks() {}

  static List<Case> cases() {
    return Stream.of(lengths(), counts(), crowds()).flatMap(cases -> cases).toList();
  }

  private static Stream<Case> lengths() {
    return Stream.of(
        Story.of("timestamp-without-end", FILE_BOUNDED, "the timestamp is longer than any")
            .after(Stage::twoReleases)
            .offered(stage -> stage.serve(stage.publisher.tamperServed(
                TIMESTAMP, padded((int) stage.bounds.timestampBytes() + 1)).publish()))
            .refused(TooLarge.class, TIMESTAMP),
        longerThanListed(SNAPSHOT),
        longerThanListed(TARGETS),
        Story.of("listed-length-too-short", FILE_BOUNDED, "targets are longer than the length that the snapshot gives")
            .update(publisher -> publisher.tamper(
                SNAPSHOT, body -> body.object("meta").object("targets").put("length", 10)))
            .refused(TooLarge.class, TARGETS),
        Story.of("source-that-minds-no-limit", FILE_BOUNDED, "a source hands out more than it was asked for")
            .after(Stage::twoReleases)
            .offered(stage -> stage.answers(
                name -> name.role().equals(TIMESTAMP),
                new Fetched.Found(padded((int) stage.bounds.timestampBytes() + 1)
                    .apply(stage.publisher.state().current(TIMESTAMP)))))
            .refused(TooLarge.class, TIMESTAMP),
        Story.of("files-without-end", REFRESH_BOUNDED, "all files together are longer than any collection")
            .after(Stage::twoReleases)
            .offered(stage -> stage.serve(stage.publisher.sign(TARGETS).tamperFile(
                TARGETS, padded((int) stage.bounds.refreshBytes())).publish()))
            .refused(TooLarge.class, TARGETS));
  }

  private static Case longerThanListed(RoleName role) {
    return Story.of(role + "-longer-than-listed", FILE_BOUNDED, "white space follows a listed file")
        .update(publisher -> publisher.sign(role).tamperServed(role, file -> Arrays.copyOf(file, file.length + 1)))
        .refused(TooLarge.class, role);
  }

  /** White space up to a length, so that the file stays what it says. */
  private static UnaryOperator<byte[]> padded(int length) {
    return file -> {
      byte[] longer = Arrays.copyOf(file, length);
      Arrays.fill(longer, file.length, length, (byte) ' ');
      return longer;
    };
  }

  private static Stream<Case> counts() {
    return Stream.of(
        Story.of("rotations-without-end", ROTATIONS_BOUNDED, "there are more roots to follow than anybody needs")
            .after(Stage::twoReleases).offered(stage -> rotate(stage, stage.bounds.rotations() + 1))
            .refused(TooLarge.class, ROOT),
        Story.of("as-many-rotations-as-allowed", ROTATIONS_BOUNDED, "there are as many roots to follow as allowed")
            .after(Stage::twoReleases).offered(stage -> rotate(stage, stage.bounds.rotations()))
            .trusted(),
        Story.of("delegations-without-end", DELEGATIONS_BOUNDED, "there are more delegations than anybody needs")
            .needs(Capability.DELEGATIONS)
            .offered(stage -> delegate(stage, stage.bounds.delegations() + 1))
            .refusedForAny(TooLarge.class),
        Story.of("as-many-delegations-as-allowed", DELEGATIONS_BOUNDED, "there are as many delegations as allowed")
            .offered(stage -> delegate(stage, stage.bounds.delegations()))
            .trusted());
  }

  private static void rotate(Stage stage, int times) {
    for (int i = 0; i < times; i++) {
      stage.publisher.sign(ROOT).publish();
    }
    stage.serve(stage.publisher.state());
  }

  private static void delegate(Stage stage, int number) {
    SimulatedRepository other = stage.anotherPublisher();
    for (int i = 0; i < number; i++) {
      RoleName role = new RoleName("targets/d" + i);
      other.delegate(role).sign(role);
    }
    stage.serve(other.publish());
  }

  private static Stream<Case> crowds() {
    return Stream.of(
        signatures("signatures-without-end", 1).refused(TooLarge.class, TIMESTAMP),
        signatures("as-many-signatures-as-allowed", 0).trusted(),
        keys("keys-without-end", 1).refused(TooLarge.class, ROOT),
        keys("as-many-keys-as-allowed", 0).trusted());
  }

  private static Story signatures(String name, int more) {
    return told(name, SIGNATURES_BOUNDED, "signatures", more)
        .offered(stage -> stage.serve(stage.anotherPublisher().tamperEnvelope(TIMESTAMP, file -> {
          for (int i = 1; i < stage.bounds.signatures() + more; i++) {
            file.signatures().add(0, new JsonObject()
                .put("keyid", String.format("%064x", i)).put("method", "ecdsa").put("sig", "AAAA"));
          }
        }).publish()));
  }

  private static Story keys(String name, int more) {
    return told(name, KEYS_BOUNDED, "keys", more)
        .offered(stage -> stage.serve(stage.anotherPublisher().tamper(ROOT, body -> {
          List<Object> ids = body.object("roles").object("targets").list("keyids");
          RoleSigner stranger = RoleSigner.generate(KeyAlgorithm.ECDSA_P256);
          while (ids.size() < stage.bounds.keys() + more) {
            String id = String.format("%064x", ids.size());
            body.object("keys").put(id, stranger.entry().put("keytype", "key-" + ids.size()));
            ids.add(id);
          }
        }).publish()));
  }

  private static Story told(String name, SpecRule rule, String what, int more) {
    return Story.of(name, rule, more > 0 ? "there are more " + what + " than anybody needs"
        : "there are as many " + what + " as allowed");
  }
}
