package dev.trustverifier.tuf.config;

import dev.trustverifier.Gun;
import dev.trustverifier.KeyId;
import dev.trustverifier.RoleName;
import dev.trustverifier.policy.ImagePattern;
import dev.trustverifier.policy.SignedAs;
import dev.trustverifier.policy.SignerRequirement;
import dev.trustverifier.policy.TrustPin;
import dev.trustverifier.policy.TrustPolicy;
import dev.trustverifier.policy.TrustRule;
import dev.trustverifier.tuf.wire.WrittenFault;
import dev.trustverifier.tuf.wire.WrittenJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what is to be done with the images of one pattern.
 *
 * @param folder that paths start from
 */
record RuleReader(Path folder) {
  private static final List<String> KINDS = List.of("pins", "exempt", "deny");
  private static final Set<String> OF_VERIFY = Set.of("lookIn", "signers", "signedAs", "freshness");
  private static final Set<String> OF_RULE =
      Set.of("images", "pins", "exempt", "deny", "lookIn", "signers", "signedAs", "freshness");
  private static final Set<String> OF_PIN = Set.of("root", "certificate", "certificateAuthority");
  private static final String FIRST_USE = "trust-on-first-use";

  /** Reads a rule without its pattern. */
  TrustRule read(WrittenJson rule) throws WrittenFault {
    rule.object(OF_RULE).required("images").text(ImagePattern::parse);
    List<String> kinds = KINDS.stream().filter(kind -> rule.member(kind).isPresent()).toList();
    if (kinds.isEmpty()) {
      throw rule.fault("a rule has pins, or says exempt or deny and why");
    }
    if (kinds.size() > 1) {
      throw rule.required(kinds.get(1)).fault("a rule is of one kind, and this one has " + kinds.get(0) + " already");
    }
    if (kinds.get(0).equals("pins")) {
      return verify(rule);
    }
    for (String name : OF_VERIFY.stream().sorted().toList()) {
      if (rule.member(name).isPresent()) {
        throw rule.required(name).fault("this is for rules with pins, and this one says " + kinds.get(0));
      }
    }
    WrittenJson reason = rule.required(kinds.get(0));
    return kinds.get(0).equals("exempt") ? reason.text(TrustRule::exempt) : reason.text(TrustRule::deny);
  }

  private TrustRule verify(WrittenJson rule) throws WrittenFault {
    TrustRule.Verify read = pinned(rule.required("pins"));
    Optional<WrittenJson> roles = rule.member("lookIn");
    if (roles.isPresent()) {
      read = lookIn(read, roles.get());
    }
    Optional<WrittenJson> signers = rule.member("signers");
    if (signers.isPresent()) {
      read = read.signedBy(signers(signers.get()));
    }
    Optional<WrittenJson> age = rule.member("freshness");
    if (age.isPresent()) {
      read = read.freshness(FreshnessReader.read(age.get()));
    }
    Optional<WrittenJson> mirror = rule.member("signedAs");
    return mirror.isPresent() ? mirrored(read, rule.required("images"), mirror.get()) : read;
  }

  private TrustRule.Verify pinned(WrittenJson pins) throws WrittenFault {
    if (pins.isText()) {
      return pins.text(text -> {
        if (!text.equals(FIRST_USE)) {
          throw new IllegalArgumentException("pins are a list, or the words " + FIRST_USE);
        }
        return TrustRule.pinned(TrustPin.trustOnFirstUse());
      });
    }
    List<TrustPin> read = new ArrayList<>();
    for (WrittenJson pin : pins.elements()) {
      read.add(pin(pin));
      if (!read.get(0).getClass().equals(read.get(read.size() - 1).getClass())) {
        throw pin.fault("the pins of one rule are of one kind");
      }
    }
    if (read.isEmpty()) {
      throw pins.fault("a rule that verifies has a pin");
    }
    return TrustRule.pinned(read.get(0), read.subList(1, read.size()).toArray(TrustPin[]::new));
  }

  private TrustPin pin(WrittenJson pin) throws WrittenFault {
    pin.object(OF_PIN);
    List<String> kinds = OF_PIN.stream().filter(kind -> pin.member(kind).isPresent()).sorted().toList();
    if (kinds.size() != 1) {
      throw pin.fault("a pin is one of certificate, certificateAuthority and root");
    }
    WrittenJson value = pin.required(kinds.get(0));
    return switch (kinds.get(0)) {
      case "certificate" -> TrustPin.certificate(value.text(KeyId::new));
      case "root" -> value.text(text -> new PinFile(SettingsFile.path(folder, text)).root());
      default -> value.text(text -> new PinFile(SettingsFile.path(folder, text)).certificateAuthority());
    };
  }

  private static TrustRule.Verify lookIn(TrustRule.Verify rule, WrittenJson roles) throws WrittenFault {
    List<RoleName> names = new ArrayList<>();
    for (WrittenJson role : roles.elements()) {
      names.add(role.text(RoleName::new));
    }
    try {
      return rule.lookIn(names.toArray(RoleName[]::new));
    } catch (IllegalArgumentException e) {
      throw roles.fault(String.valueOf(e.getMessage()));
    }
  }

  private static SignerRequirement signers(WrittenJson signers) throws WrittenFault {
    signers.object(Set.of("threshold", "of"));
    int threshold = signers.required("threshold").integer();
    List<String> names = new ArrayList<>();
    for (WrittenJson name : signers.required("of").elements()) {
      names.add(name.text(text -> text));
      name.text(text -> SignerRequirement.of(1, text));
    }
    try {
      return SignerRequirement.of(threshold, names.toArray(String[]::new));
    } catch (IllegalArgumentException e) {
      throw signers.fault(String.valueOf(e.getMessage()));
    }
  }

  private static TrustRule mirrored(TrustRule.Verify rule, WrittenJson images, WrittenJson mirror)
      throws WrittenFault {
    TrustRule read = rule.signedAs(signedAs(mirror));
    String pattern = images.text(text -> text);
    try {
      TrustPolicy.builder().rule(pattern, read);
    } catch (IllegalArgumentException e) {
      throw mirror.fault(String.valueOf(e.getMessage()));
    }
    return read;
  }

  private static SignedAs signedAs(WrittenJson mirror) throws WrittenFault {
    boolean whole = mirror.member("repository").isPresent();
    mirror.object(Set.of(whole ? "repository" : "prefix", "original"));
    WrittenJson here = mirror.required(whole ? "repository" : "prefix");
    WrittenJson original = mirror.required("original");
    if (whole) {
      return new SignedAs.Repository(here.text(Gun::new), original.text(Gun::new));
    }
    String prefix = here.text(text -> new SignedAs.Prefix(text, text).here());
    return original.text(text -> new SignedAs.Prefix(prefix, text));
  }
}
