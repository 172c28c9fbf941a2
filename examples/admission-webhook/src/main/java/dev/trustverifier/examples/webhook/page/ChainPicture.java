package dev.trustverifier.examples.webhook.page;

import dev.trustverifier.CollectionReport;
import dev.trustverifier.RoleName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A collection's chain as a picture: who vouches for whom, from root down to the delegations.
 *
 * @param report what was proven
 * @param now when it is looked at
 */
record ChainPicture(CollectionReport report, Instant now) {
  private static final int WIDTH = 236;
  private static final int HEIGHT = 104;
  private static final int GAP = 28;
  private static final int LINE = 17;
  private static final int MOST_ROLES = 40;
  private static final Duration SOON = Duration.ofDays(7);

  /** A role's place in the picture. */
  private record Box(CollectionReport.Role role, int x, int y) {}

  void draw(Html html) {
    Map<RoleName, Box> boxes = boxes();
    int right = boxes.values().stream().mapToInt(Box::x).max().orElse(0) + WIDTH + 2;
    int bottom = boxes.values().stream().mapToInt(Box::y).max().orElse(0) + HEIGHT + 2;
    html.raw("<svg role=\"img\" xmlns=\"http://www.w3.org/2000/svg\" width=\"").number(right)
        .raw("\" height=\"").number(bottom).raw("\" viewBox=\"0 0 ").number(right).raw(" ").number(bottom).raw("\">");
    html.raw("<title>").text("the chain of " + report.gun()).raw("</title>");
    boxes.forEach((name, box) -> Optional.ofNullable(boxes.get(above(name)))
        .filter(upper -> upper != box)
        .ifPresent(upper -> line(html, upper, box)));
    boxes.values().forEach(box -> box(html, box));
    html.raw("</svg>");
    if (report.roles().size() > MOST_ROLES) {
      html.element("p", "and " + (report.roles().size() - MOST_ROLES) + " more delegations");
    }
  }

  private Map<RoleName, Box> boxes() {
    Map<Integer, Integer> columns = new HashMap<>();
    Map<RoleName, Box> boxes = new LinkedHashMap<>();
    for (CollectionReport.Role role : report.roles().subList(0, Math.min(MOST_ROLES, report.roles().size()))) {
      int row = row(role.name());
      int column = columns.merge(row, 1, Integer::sum) - 1;
      boxes.put(role.name(), new Box(role, 1 + column * (WIDTH + GAP), 1 + row * (HEIGHT + GAP)));
    }
    return boxes;
  }

  /** Root is on top, the other three below it, and delegations as deep as their names. */
  private static int row(RoleName role) {
    return role.equals(RoleName.ROOT) ? 0 : (int) role.value().chars().filter(c -> c == '/').count() + 1;
  }

  private static RoleName above(RoleName role) {
    return role.isBelow(RoleName.TARGETS) ? role.delegator() : RoleName.ROOT;
  }

  private static void line(Html html, Box upper, Box lower) {
    html.raw("<path class=\"vouches\" d=\"M").number(upper.x() + WIDTH / 2).raw(" ").number(upper.y() + HEIGHT)
        .raw(" L").number(lower.x() + WIDTH / 2).raw(" ").number(lower.y()).raw("\"/>");
  }

  private void box(Html html, Box box) {
    CollectionReport.Role role = box.role();
    html.raw("<g class=\"").raw(state(role)).raw("\"><rect x=\"").number(box.x()).raw("\" y=\"").number(box.y())
        .raw("\" width=\"").number(WIDTH).raw("\" height=\"").number(HEIGHT).raw("\" rx=\"6\"/>");
    html.raw("<title>").text(keys(role)).raw("</title>");
    List<String> lines = lines(role);
    for (int i = 0; i < lines.size(); i++) {
      html.raw(i == 0 ? "<text class=\"role\" x=\"" : "<text x=\"").number(box.x() + 10).raw("\" y=\"")
          .number(box.y() + 20 + (long) i * LINE).raw("\">").text(lines.get(i)).raw("</text>");
    }
    html.raw("</g>");
  }

  private String state(CollectionReport.Role role) {
    if (role.file().isEmpty()) {
      return report.setAside().containsKey(role.name()) ? "bad" : "none";
    }
    Instant expires = role.file().get().expires();
    return now.isAfter(expires) ? "bad" : now.plus(SOON).isAfter(expires) ? "soon" : "good";
  }

  private List<String> lines(CollectionReport.Role role) {
    List<String> lines = new ArrayList<>();
    lines.add(cut(role.name().value(), 30));
    role.file().ifPresentOrElse(
        file -> {
          lines.add("version " + file.version());
          lines.add("expires " + Dates.day(file.expires()) + " (" + Dates.until(now, file.expires()) + ")");
        },
        () -> lines.add(report.setAside().containsKey(role.name()) ? "set aside" : "nothing signed yet"));
    lines.add("threshold " + role.threshold() + " of " + role.keys().size() + ", signed by " + role.signedBy().size());
    role.keys().stream().findFirst().ifPresent(key ->
        lines.add("key " + key.id().hex().substring(0, 12) + "…" + (role.keys().size() > 1 ? " and others" : "")));
    return lines;
  }

  private String keys(CollectionReport.Role role) {
    StringBuilder text = new StringBuilder("keys of " + role.name() + ":");
    for (CollectionReport.Key key : role.keys()) {
      text.append(' ').append(key.id()).append(role.signedBy().contains(key.id()) ? " (signed)" : "");
      key.certificateExpires().ifPresent(at -> text.append(", certificate until ").append(Dates.day(at)));
      text.append(';');
    }
    return text.toString();
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
  }
}
