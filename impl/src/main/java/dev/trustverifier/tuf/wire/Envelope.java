package dev.trustverifier.tuf.wire;

import dev.trustverifier.Rejection;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.tuf.chain.Metadata;
import dev.trustverifier.tuf.chain.MetadataFile;
import dev.trustverifier.tuf.chain.Refused;
import dev.trustverifier.tuf.chain.Signature;
import dev.trustverifier.tuf.chain.SignedMessage;
import dev.trustverifier.tuf.chain.Unverified;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A file split into what is signed and who claims to have signed it. */
record Envelope(MetadataFile file, Fields signed, List<Signature> signatures) {
  private static final int MOST_SIGNATURES = 256;
  private static final Pattern RFC_3339 =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)");

  static Envelope open(MetadataFile file) throws Refused {
    RoleName role = file.role();
    try {
      Fields envelope = Fields.of(role, "file", JsonReader.read(file.content()), SpecRule.ENVELOPE_SHAPE);
      Fields signed = Fields.of(role, "signed", envelope.get("signed").orElse(null), SpecRule.ENVELOPE_SHAPE);
      return new Envelope(file, signed, signatures(envelope));
    } catch (JsonFault fault) {
      throw Fields.refused(role, fault.rule(), fault.getMessage());
    }
  }

  private static List<Signature> signatures(Fields envelope) throws Refused {
    if (envelope.get("signatures").isEmpty()) {
      throw envelope.refused(SpecRule.ENVELOPE_SHAPE, "signatures", "is missing");
    }
    List<JsonValue> claimed = envelope.array("signatures", SpecRule.ENVELOPE_SHAPE);
    if (claimed.size() > MOST_SIGNATURES) {
      throw new Refused(
          new Rejection.TooLarge(
              SpecRule.SIGNATURES_BOUNDED, Optional.of(envelope.role()), MOST_SIGNATURES,
              envelope.role() + ": " + claimed.size() + " signatures, more than " + MOST_SIGNATURES));
    }
    List<Signature> signatures = new ArrayList<>();
    for (JsonValue value : claimed) {
      Fields signature = Fields.of(envelope.role(), "a signature", value, SpecRule.ENVELOPE_SHAPE);
      signatures.add(
          new Signature(
              signature.text("keyid", SpecRule.ENVELOPE_SHAPE),
              signature.text("method", SpecRule.ENVELOPE_SHAPE),
              signature.bytes("sig", SpecRule.ENVELOPE_SHAPE)));
    }
    return signatures;
  }

  void requireType(String type) throws Refused {
    String actual = signed.text("_type", SpecRule.TYPE_MATCHES_ROLE);
    if (!actual.equals(type)) {
      throw signed.refused(SpecRule.TYPE_MATCHES_ROLE, "_type", "is \"" + actual + "\", not \"" + type + "\"");
    }
  }

  long version() throws Refused {
    long version = signed.integer("version", SpecRule.VERSION_POSITIVE);
    if (version < 1) {
      throw signed.refused(SpecRule.VERSION_POSITIVE, "version", "is " + version + ", below 1");
    }
    return version;
  }

  Instant expires() throws Refused {
    String text = signed.text("expires", SpecRule.EXPIRY_WELL_FORMED);
    try {
      if (RFC_3339.matcher(text).matches()) {
        return OffsetDateTime.parse(text).toInstant();
      }
    } catch (DateTimeException e) {
      // Falls through: the shape is right, the date is not one.
    }
    throw signed.refused(SpecRule.EXPIRY_WELL_FORMED, "expires", "is no RFC 3339 date and time: \"" + text + "\"");
  }

  /** Joins what was read with the bytes that its signatures have to be over. */
  <M extends Metadata> Unverified<M> claiming(M claims) {
    CanonicalJson.Written written = CanonicalJson.signed(signed.members(), file.content().length + 16);
    return new Unverified<>(file, claims, new SignedMessage(written.buffer(), 0, written.length()), signatures);
  }
}
