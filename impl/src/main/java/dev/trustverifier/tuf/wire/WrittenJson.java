package dev.trustverifier.tuf.wire;

import dev.trustverifier.SpecRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A value of a JSON file that people write: read as strictly as what comes from servers, and every fault is told by its
 * place. Immutable.
 */
public final class WrittenJson {
  private final byte[] text;
  private final MemberPath path;
  private final JsonValue value;

  private WrittenJson(byte[] text, MemberPath path, JsonValue value) {
    this.text = text;
    this.path = path;
    this.value = value;
  }

  /**
   * Reads a whole text.
   *
   * @param text JSON in UTF-8
   * @return its one value
   * @throws WrittenFault if it is anything else, or names a member twice
   */
  public static WrittenJson read(byte[] text) throws WrittenFault {
    try {
      return new WrittenJson(text, MemberPath.WHOLE, JsonReader.read(text));
    } catch (JsonFault fault) {
      if (fault.rule() == SpecRule.UNIQUE_MEMBERS) {
        throw new WrittenFault(new SecondLook(text).atDuplicateIn(fault.place().path()), "this member is given twice");
      }
      throw new WrittenFault(fault.place(), fault.what());
    }
  }

  /**
   * Something is wrong with this value.
   *
   * @param what one line
   * @return to be thrown
   */
  public WrittenFault fault(String what) {
    return new WrittenFault(new SecondLook(text).at(path), what);
  }

  /**
   * Whether this is a text.
   *
   * @return false for all else
   */
  public boolean isText() {
    return value instanceof JsonValue.Text;
  }

  /**
   * This value, which has to be a text, as something else.
   *
   * @param parser reads the text, and throws IllegalArgumentException if it cannot
   * @param <T> what it becomes
   * @return what the parser returned
   * @throws WrittenFault if it is no text, or the parser throws
   */
  public <T> T text(Function<String, T> parser) throws WrittenFault {
    if (!(value instanceof JsonValue.Text string)) {
      throw fault("this has to be a text in quotes");
    }
    try {
      return parser.apply(string.value());
    } catch (IllegalArgumentException e) {
      throw fault(String.valueOf(e.getMessage()));
    }
  }

  /**
   * This value, which has to be a number.
   *
   * @return the number
   * @throws WrittenFault if it is something else, or no int
   */
  public int integer() throws WrittenFault {
    if (value instanceof JsonValue.Number number && number.value() == (int) number.value()) {
      return (int) number.value();
    }
    throw fault("this has to be a whole number");
  }

  /**
   * This value as a number.
   *
   * @return the number; empty if it is something else
   */
  public OptionalLong number() {
    return value instanceof JsonValue.Number number ? OptionalLong.of(number.value()) : OptionalLong.empty();
  }

  /**
   * This value as a text.
   *
   * @return the text; empty if it is something else
   */
  public Optional<String> string() {
    return value instanceof JsonValue.Text text ? Optional.of(text.value()) : Optional.empty();
  }

  /**
   * The names of the members of this value.
   *
   * @return in the order of their bytes; empty if this is no object
   */
  public List<String> names() {
    return value instanceof JsonValue.Members members
        ? IntStream.range(0, members.size()).mapToObj(members::name).toList()
        : List.of();
  }

  /**
   * The values in this one, which has to be a list.
   *
   * @return in order
   * @throws WrittenFault if it is something else
   */
  public List<WrittenJson> elements() throws WrittenFault {
    if (!(value instanceof JsonValue.Array array)) {
      throw fault("this has to be a list in [ ]");
    }
    List<WrittenJson> elements = new ArrayList<>();
    for (JsonValue element : array.elements()) {
      elements.add(new WrittenJson(text, path.to(new MemberPath.Element(elements.size())), element));
    }
    return elements;
  }

  /**
   * Checks that this is an object without other members than these.
   *
   * @param names the members it may have
   * @return this
   * @throws WrittenFault if it is something else, or has another member; this is the place of that member
   */
  public WrittenJson object(Set<String> names) throws WrittenFault {
    if (!(value instanceof JsonValue.Members members)) {
      throw fault("this has to be an object in { }");
    }
    for (int i = 0; i < members.size(); i++) {
      if (!names.contains(members.name(i))) {
        throw child(members.name(i), members.value(i))
            .fault("no such member is known here, only " + String.join(", ", names.stream().sorted().toList()));
      }
    }
    return this;
  }

  /**
   * A member, if there is one of this name.
   *
   * @param name its name
   * @return its value; empty if this is no object, too
   */
  public Optional<WrittenJson> member(String name) {
    return value instanceof JsonValue.Members members
        ? Optional.ofNullable(members.find(name)).map(found -> child(name, found))
        : Optional.empty();
  }

  /**
   * A member that has to be there.
   *
   * @param name its name
   * @return its value
   * @throws WrittenFault if there is none
   */
  public WrittenJson required(String name) throws WrittenFault {
    Optional<WrittenJson> member = member(name);
    if (member.isEmpty()) {
      throw fault("the member " + name + " is missing");
    }
    return member.get();
  }

  private WrittenJson child(String name, JsonValue found) {
    return new WrittenJson(text, path.to(new MemberPath.Member(name)), found);
  }
}
