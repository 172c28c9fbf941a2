package dev.trustverifier.tck;

import static dev.trustverifier.RoleName.ROOT;
import static dev.trustverifier.RoleName.SNAPSHOT;
import static dev.trustverifier.RoleName.TARGETS;
import static dev.trustverifier.RoleName.TIMESTAMP;
import static dev.trustverifier.SpecRule.ENVELOPE_SHAPE;
import static dev.trustverifier.SpecRule.EXACT_NUMBERS;
import static dev.trustverifier.SpecRule.NESTING_BOUNDED;
import static dev.trustverifier.SpecRule.STRICT_JSON;
import static dev.trustverifier.SpecRule.UNIQUE_MEMBERS;

import dev.trustverifier.Rejection.Malformed;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.tck.repository.Envelope;
import dev.trustverifier.tck.repository.TargetFile;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Files that two readers would read in two ways, or that break one. Where it can be, they are well signed. */
final class JsonAttacks {
  private JsonAttacks() {}

  static List<Case> cases() {
    return Stream.of(texts(), members(), numbers(), envelopes(), honest()).flatMap(cases -> cases).toList();
  }

  private static Stream<Case> texts() {
    Stream<Case> roles = Stream.of(ROOT, TIMESTAMP, SNAPSHOT, TARGETS).map(role ->
        rewritten("junk-after-" + role, STRICT_JSON, "something follows the end of a file", role, text -> text + "{}"));
    return Stream.concat(roles, Stream.of(
        rewritten("byte-order-mark", STRICT_JSON, "a byte order mark stands first", TIMESTAMP, text -> "\ufeff" + text),
        rewritten("comment", STRICT_JSON, "a comment stands first", TIMESTAMP, text -> "/* new */" + text),
        rewritten("trailing-comma", STRICT_JSON, "a comma stands before the last brace", TIMESTAMP,
            text -> text.substring(0, text.length() - 1) + ",}"),
        rewritten("truncated", STRICT_JSON, "the end of a file is missing", TIMESTAMP,
            text -> text.substring(0, text.length() - 2)),
        rewritten("empty", STRICT_JSON, "a file is empty", TIMESTAMP, text -> ""),
        rewritten("single-quotes", STRICT_JSON,
            "texts stand in single quotes", TIMESTAMP, text -> text.replace('"', '\'')),
        rewritten("leading-zero", STRICT_JSON, "a version has a leading zero", TIMESTAMP,
            text -> text.replaceFirst("\"version\":", "\"version\":0")),
        rewritten("control-character-in-a-text", STRICT_JSON, "a line ends within a text", TARGETS,
            text -> text.replaceFirst("\"Targets\"", "\"Targets\n\"")),
        bytes("other-encoding", "a file is in UTF-16", TIMESTAMP, file -> text(file).getBytes(StandardCharsets.UTF_16)),
        Story.of("invalid-utf8", STRICT_JSON, "a text holds a byte that is no UTF-8, and another reader replaces it")
            .update(publisher -> publisher.tamper(TARGETS, body -> body.put("note", "\ufffd"))
                .tamperFile(TARGETS, file -> text(file, StandardCharsets.ISO_8859_1)
                    .replace("\u00ef\u00bf\u00bd", "\u00ff").getBytes(StandardCharsets.ISO_8859_1)))
            .refused(Malformed.class, TARGETS),
        Story.of("lone-surrogate", STRICT_JSON, "a text holds half a character, and another reader replaces it")
            .update(publisher -> publisher.tamper(TARGETS, body -> body.put("note", "\ufffd"))
                .tamperFile(TARGETS, rewriting(text -> text.replace("\ufffd", "\\ud83d"))))
            .refused(Malformed.class, TARGETS)));
  }

  private static Stream<Case> members() {
    String evil = "\"targets\":{\"v1\":{\"hashes\":{\"sha256\":\"" + "A".repeat(43) + "=\"},\"length\":1}},";
    return Stream.of(
        rewritten("tag-added-by-a-second-member", UNIQUE_MEMBERS,
            "the server gives targets a second list of images before the signed one", TARGETS,
            text -> text.replaceFirst("\"targets\":", evil + "\"targets\":")),
        rewritten("second-body-before-the-signed-one", UNIQUE_MEMBERS,
            "a file has two bodies, the second of them signed",
            TIMESTAMP, text -> text.replaceFirst("\\{\"signed\":", "{\"signed\":{},\"signed\":")),
        rewritten("second-body-after-the-signed-one", UNIQUE_MEMBERS, "a file has two bodies, the first of them signed",
            TIMESTAMP, text -> text.substring(0, text.length() - 1) + ",\"signed\":{}}"),
        rewritten("version-given-twice", UNIQUE_MEMBERS, "a file has two versions, the second of them signed", SNAPSHOT,
            text -> text.replaceFirst("\"version\":", "\"version\":1000,\"version\":")),
        rewritten("member-given-twice-by-an-escape", UNIQUE_MEMBERS,
            "a member is given twice, once with an escape in its name",
            TIMESTAMP, text -> text.replaceFirst("\"version\":", "\"v\\\\u0065rsion\":1000,\"version\":")),
        rewritten("threshold-given-twice", UNIQUE_MEMBERS, "a role has two thresholds, the second of them signed", ROOT,
            text -> text.replaceFirst("\"threshold\":", "\"threshold\":1,\"threshold\":")),
        rewritten("nested-5000-levels", NESTING_BOUNDED, "a file nests deeper than a reader's stack", TIMESTAMP,
            text -> text.substring(0, text.length() - 1) + ",\"x\":" + "[".repeat(5000) + "]".repeat(5000) + "}"),
        Story.of("nested-100-levels", NESTING_BOUNDED, "a publisher's own data nests a little")
            .offered(stage -> {
              Object nested = List.of();
              for (int i = 0; i < 100; i++) {
                nested = List.of(nested);
              }
              TargetFile file = TargetFile.of(Stage.digest("v1"), 1024).custom(nested);
              stage.serve(stage.anotherPublisher().addTarget(TARGETS, "v1", file).publish());
            })
            .trusted());
  }

  private static Stream<Case> numbers() {
    return Stream.of(
        number("version-with-a-fraction-of-zero", new BigDecimal("3.0")),
        number("version-with-an-exponent", new BigDecimal("1E+1")),
        number("version-beyond-exact-doubles", 9007199254740993L),
        number("version-beyond-64-bits", new BigDecimal("18446744073709551617")),
        Story.of("number-with-a-fraction-in-own-data", EXACT_NUMBERS,
                "a publisher's own data holds a number with a fraction")
            .firstUse(publisher -> publisher.addTarget(
                TARGETS, "v1", TargetFile.of(Stage.digest("v1"), 1024).custom(new BigDecimal("1.5"))))
            .refused(Malformed.class, TARGETS));
  }

  private static Case number(String name, Number version) {
    return Story.of(name, EXACT_NUMBERS, "a version is written as " + version)
        .update(publisher -> publisher.tamper(TIMESTAMP, body -> body.put("version", version)))
        .refused(Malformed.class, TIMESTAMP);
  }

  private static Stream<Case> envelopes() {
    return Stream.of(
        rewritten("file-is-an-array", ENVELOPE_SHAPE, "a file is an array", TIMESTAMP, text -> "[" + text + "]"),
        rewritten("file-is-null", ENVELOPE_SHAPE, "a file is null", TIMESTAMP, text -> "null"),
        envelope("body-is-null", "a file has null for its body", file -> file.document().put("signed", false)),
        envelope("body-missing", "a file has no body", file -> file.document().remove("signed")),
        envelope("signatures-missing",
            "a file has no list of signatures", file -> file.document().remove("signatures")),
        envelope("signatures-in-an-object", "the signatures are no list",
            file -> file.document().put("signatures", file.signatures().get(0))),
        envelope("signature-is-a-text", "a signature is a text", file -> file.signatures().add("signed")),
        envelope("signature-not-base64", "a signature is not base64",
            file -> file.document().objects("signatures").get(0).put("sig", "***")),
        rewritten("body-under-a-name-in-capitals", ENVELOPE_SHAPE, "the body stands under another name", TIMESTAMP,
            text -> text.replaceFirst("\"signed\"", "\"Signed\"")));
  }

  private static Case envelope(String name, String told, Consumer<Envelope> change) {
    return Story.of(name, ENVELOPE_SHAPE, told)
        .update(publisher -> publisher.tamperEnvelope(TIMESTAMP, change))
        .refused(Malformed.class, TIMESTAMP);
  }

  private static Stream<Case> honest() {
    return Stream.of(
        Story.of("white-space", STRICT_JSON, "a file is indented")
            .update(publisher -> publisher.tamperFile(
                TIMESTAMP, rewriting(text -> " " + text.replaceFirst(":\\{", ":\r\n\t{ ") + "\n")))
            .trusted(),
        Story.of("escapes", STRICT_JSON, "a text is written with escapes that its signed form does not have")
            .update(publisher -> publisher.tamper(TARGETS, body -> body.put("note", "a<b"))
                .tamperFile(TARGETS, rewriting(text -> text.replace("a<b", "a\\u003cb"))))
            .trusted(),
        Story.of("control-characters-in-signed-texts", STRICT_JSON,
                "a signed text has a line end, an escape and quotes")
            .update(publisher -> publisher.tamper(TARGETS, body -> body.put("note", "a\n\u0001\u007f\\\"b")))
            .trusted(),
        Story.of("names-in-the-order-of-their-bytes", STRICT_JSON,
                "names of members whose order in UTF-16 is another than in UTF-8")
            .update(publisher -> publisher.tamper(
                TARGETS, body -> body.put("\ufffd", 1).put("\ud800\udc00", 2).put("\ue000", 3)))
            .trusted(),
        Story.of("member-of-tomorrow", ENVELOPE_SHAPE, "files have members that nobody knows, signed and not")
            .update(publisher -> publisher.tamper(TARGETS, body -> body.put("tomorrow", List.of(1, true)))
                .tamperEnvelope(TARGETS, file -> file.document().put("tomorrow", "unsigned")))
            .trusted(),
        Story.of("highest-exact-version", EXACT_NUMBERS, "a version is the highest that a double holds exactly")
            .firstUse(publisher -> publisher.version(TIMESTAMP, 9007199254740991L))
            .trusted());
  }

  private static Case rewritten(
      String name, SpecRule rule, String told, RoleName role, UnaryOperator<String> change) {
    return Story.of(name, rule, told)
        .update(publisher -> publisher.sign(role).tamperFile(role, rewriting(change)))
        .refused(Malformed.class, role);
  }

  private static Case bytes(String name, String told, RoleName role, UnaryOperator<byte[]> change) {
    return Story.of(name, STRICT_JSON, told)
        .update(publisher -> publisher.tamperFile(role, change))
        .refused(Malformed.class, role);
  }

  private static UnaryOperator<byte[]> rewriting(UnaryOperator<String> change) {
    return file -> change.apply(text(file)).getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] file) {
    return text(file, StandardCharsets.UTF_8);
  }

  private static String text(byte[] file, Charset charset) {
    return new String(file, charset);
  }
}
