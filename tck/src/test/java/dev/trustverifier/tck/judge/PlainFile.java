package dev.trustverifier.tck.judge;

import dev.trustverifier.Digest;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * A role's file, read but not believed.
 *
 * @param role whose file
 * @param bytes as fetched
 * @param signed what it says
 * @param signatures who claims to have signed that
 * @param version its version
 * @param expires its last instant
 */
record PlainFile(
    RoleName role, byte[] bytes, Members signed, List<Claim> signatures, long version, Instant expires) {
  /** One signature, as claimed. */
  record Claim(String keyId, String method, byte[] value) {}

  static PlainFile read(Conduct conduct, RoleName role, byte[] bytes) {
    Object json = StrictReader.read(conduct, role, bytes);
    Members file = Members.of(conduct, role, json, SpecRule.ENVELOPE_SHAPE);
    Members signed = file.object("signed", SpecRule.ENVELOPE_SHAPE);
    List<Claim> claims = claims(conduct, file);
    requireType(conduct, signed);
    long version = signed.integer("version", SpecRule.VERSION_POSITIVE);
    if (version < 1 && conduct.heeds(SpecRule.VERSION_POSITIVE)) {
      throw Refusal.malformed(SpecRule.VERSION_POSITIVE, role, "its version is " + version);
    }
    return new PlainFile(role, bytes, signed, claims, version, expires(conduct, signed));
  }

  private static List<Claim> claims(Conduct conduct, Members file) {
    if (!file.has("signatures") && conduct.heeds(SpecRule.ENVELOPE_SHAPE)) {
      throw Refusal.malformed(SpecRule.ENVELOPE_SHAPE, file.role(), "it has no signatures");
    }
    List<?> all = file.list("signatures", SpecRule.ENVELOPE_SHAPE);
    if (all.size() > conduct.bounds().signatures() && conduct.heeds(SpecRule.SIGNATURES_BOUNDED)) {
      throw Refusal.tooLarge(SpecRule.SIGNATURES_BOUNDED, file.role(), conduct.bounds().signatures());
    }
    List<Claim> claims = new ArrayList<>();
    for (Object one : all) {
      Members claim = Members.of(conduct, file.role(), one, SpecRule.ENVELOPE_SHAPE);
      claims.add(new Claim(
          claim.text("keyid", SpecRule.ENVELOPE_SHAPE), claim.text("method", SpecRule.ENVELOPE_SHAPE),
          claim.bytes("sig", SpecRule.ENVELOPE_SHAPE)));
    }
    return claims;
  }

  private static void requireType(Conduct conduct, Members signed) {
    RoleName role = signed.role().isDelegation() ? RoleName.TARGETS : signed.role();
    String type = Character.toUpperCase(role.value().charAt(0)) + role.value().substring(1);
    String actual = signed.text("_type", SpecRule.TYPE_MATCHES_ROLE);
    if (!actual.equals(type) && conduct.heeds(SpecRule.TYPE_MATCHES_ROLE)) {
      throw Refusal.malformed(SpecRule.TYPE_MATCHES_ROLE, signed.role(), "its type is " + actual);
    }
  }

  private static Instant expires(Conduct conduct, Members signed) {
    String text = signed.text("expires", SpecRule.EXPIRY_WELL_FORMED);
    try {
      if (text.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)")) {
        return OffsetDateTime.parse(text).toInstant();
      }
    } catch (DateTimeException e) {
      // As below.
    }
    if (conduct.heeds(SpecRule.EXPIRY_WELL_FORMED)) {
      throw Refusal.malformed(SpecRule.EXPIRY_WELL_FORMED, signed.role(), "it expires at no time: " + text);
    }
    return Instant.MAX;
  }

  byte[] message() {
    return CanonicalText.signed(signed.map());
  }

  /** What tells one content from another, whoever signed it. */
  Digest statement() {
    return Digest.sha256(message());
  }
}
