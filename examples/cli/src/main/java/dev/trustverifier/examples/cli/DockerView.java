package dev.trustverifier.examples.cli;

import dev.trustverifier.CollectionReport;
import dev.trustverifier.CollectionReport.Role;
import dev.trustverifier.CollectionReport.Row;
import dev.trustverifier.Digest;
import dev.trustverifier.KeyId;
import dev.trustverifier.RoleName;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A collection as {@code docker trust inspect} shows it.
 *
 * @param tags what is released, by tag in natural order
 * @param signers who else may sign, and with which keys; by name, the last first
 * @param administrators whose keys root and targets have
 */
record DockerView(List<Tag> tags, List<Signer> signers, List<Signer> administrators) {
  private static final String NOBODY_ELSE = "Repo Admin";
  private static final Comparator<Tag> ORDER =
      Comparator.comparing(Tag::name, NaturalOrder.INSTANCE).thenComparing(tag -> tag.digest().hex());

  /**
   * A released tag.
   *
   * @param name the tag
   * @param digest what it is signed for
   * @param signers who signed the same beside the releasing role
   */
  record Tag(String name, Digest digest, SortedSet<String> signers) {}

  /**
   * Somebody with keys.
   *
   * @param name who
   * @param keys their ids
   */
  record Signer(String name, List<KeyId> keys) {}

  private record Pair(String name, Digest digest) {}

  static DockerView of(CollectionReport report, List<Row> shown) {
    List<Signer> administrators =
        List.of(
            new Signer("Root", keyIds(report, RoleName.ROOT)), new Signer("Repository", keyIds(report, RoleName.TARGETS)));
    return new DockerView(tags(shown), signers(report), administrators);
  }

  private static List<Tag> tags(List<Row> rows) {
    Predicate<Row> released = row -> isReleasing(row.role());
    Map<Pair, SortedSet<String>> signers = new HashMap<>();
    rows.stream().filter(released).forEach(row -> signers.put(new Pair(row.name(), row.digest()), new TreeSet<>()));
    rows.stream().filter(released.negate()).forEach(row ->
        signers.computeIfPresent(new Pair(row.name(), row.digest()), (pair, names) -> with(names, row.role())));
    return signers.entrySet().stream()
        .map(e -> new Tag(e.getKey().name(), e.getKey().digest(), orNobodyElse(e.getValue())))
        .sorted(ORDER)
        .toList();
  }

  private static SortedSet<String> with(SortedSet<String> names, RoleName role) {
    names.add(shortName(role));
    return names;
  }

  private static SortedSet<String> orNobodyElse(SortedSet<String> names) {
    return names.isEmpty() ? new TreeSet<>(List.of(NOBODY_ELSE)) : names;
  }

  private static List<Signer> signers(CollectionReport report) {
    return report.roles().stream()
        .filter(role -> role.name().isDelegation() && !isReleasing(role.name()))
        .map(role -> new Signer(shortName(role.name()), role.keys().stream().map(CollectionReport.Key::canonicalId).toList()))
        .sorted(Comparator.comparing(Signer::name).reversed())
        .toList();
  }

  private static List<KeyId> keyIds(CollectionReport report, RoleName name) {
    Role role = report.roles().stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow();
    return role.keys().stream().map(CollectionReport.Key::id).toList();
  }

  private static boolean isReleasing(RoleName role) {
    return role.equals(RoleName.TARGETS) || role.equals(RoleName.RELEASES);
  }

  private static String shortName(RoleName role) {
    return role.value().substring("targets/".length());
  }
}
