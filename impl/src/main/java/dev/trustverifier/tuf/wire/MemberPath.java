package dev.trustverifier.tuf.wire;

import com.fasterxml.jackson.core.JsonStreamContext;
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The way from the whole of a JSON text to one of its values. Immutable.
 *
 * @param steps from the outside in
 */
record MemberPath(List<Step> steps) {
  static final MemberPath WHOLE = new MemberPath(List.of());
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_-]+");

  MemberPath {
    steps = List.copyOf(steps);
  }

  /** One step down. */
  sealed interface Step {}

  /** Into an object. */
  record Member(String name) implements Step {}

  /** Into an array. */
  record Element(int index) implements Step {}

  /** The way to what a parser has just read, or was about to read. */
  static MemberPath of(JsonStreamContext innermost) {
    LinkedList<Step> steps = new LinkedList<>();
    for (JsonStreamContext at = innermost; at != null && !at.inRoot(); at = at.getParent()) {
      if (at.inObject() && at.hasCurrentName()) {
        steps.addFirst(new Member(at.getCurrentName()));
      } else if (at.inArray() && at.hasCurrentIndex()) {
        steps.addFirst(new Element(at.getCurrentIndex()));
      }
    }
    return new MemberPath(steps);
  }

  MemberPath to(Step step) {
    List<Step> longer = new ArrayList<>(steps);
    longer.add(step);
    return new MemberPath(longer);
  }

  /** Such as {@code rules[1].pins[0].root}; nothing for the whole. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Step step : steps) {
      if (step instanceof Element element) {
        text.append('[').append(element.index()).append(']');
      } else if (step instanceof Member member) {
        boolean plain = WORD.matcher(member.name()).matches();
        text.append(plain ? (text.isEmpty() ? "" : ".") + member.name() : "[\"" + member.name() + "\"]");
      }
    }
    return text.toString();
  }
}
