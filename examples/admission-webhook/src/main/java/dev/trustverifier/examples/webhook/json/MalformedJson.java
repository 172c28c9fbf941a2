package dev.trustverifier.examples.webhook.json;

/** Text that is no JSON, or JSON of another shape than it should have. The message is one line. */
public final class MalformedJson extends Exception {
  private static final long serialVersionUID = 1L;

  /** Where. */
  private final String path;

  /** The document as a whole is malformed. */
  public MalformedJson(String message) {
    super(message);
    path = "";
  }

  /** One value is, which is found by its path. */
  public MalformedJson(String path, String reason) {
    super((path.isEmpty() ? "the document" : path) + " " + reason);
    this.path = path;
  }

  /** The way to what is wrong; empty for the document. */
  public String path() {
    return path;
  }
}
