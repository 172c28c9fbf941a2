package dev.trustverifier.tck.server;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a server says to one request.
 *
 * @param status the status code
 * @param headers lines without the ones that say how long the body is
 * @param body empty where there is none
 */
record Answer(int status, List<String> headers, byte[] body) {
  /** Go's server announces the length of what fits into its buffer, and sends longer bodies in chunks. */
  private static final int LONGEST_ANNOUNCED = 2048;

  Answer {
    headers = List.copyOf(headers);
  }

  static Answer empty(int status) {
    return new Answer(status, List.of(), new byte[0]);
  }

  static Answer text(String body) {
    return of(200, "text/plain; charset=utf-8", body);
  }

  static Answer json(int status, String body) {
    return of(status, "application/json; charset=utf-8", body);
  }

  private static Answer of(int status, String contentType, String body) {
    return new Answer(status, List.of("Content-Type: " + contentType), body.getBytes(StandardCharsets.UTF_8));
  }

  Answer with(String header) {
    List<String> more = new ArrayList<>(headers);
    more.add(header);
    return new Answer(status, more, body);
  }

  boolean isChunked() {
    return body.length > LONGEST_ANNOUNCED;
  }

  /** Status line and headers, with the empty line that ends them. */
  byte[] head(String framing) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " " + reason() + "\r\n");
    headers.forEach(line -> head.append(line).append("\r\n"));
    head.append(framing).append("\r\n\r\n");
    return head.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** How this answer says where its body ends, as Go's server does it. */
  String framing() {
    return isChunked() ? "Transfer-Encoding: chunked" : "Content-Length: " + body.length;
  }

  /** The body as it is sent below {@link #framing()}. */
  byte[] framedBody() {
    if (!isChunked()) {
      return body;
    }
    ByteArrayOutputStream chunks = new ByteArrayOutputStream();
    chunks.writeBytes((Integer.toHexString(body.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
    chunks.writeBytes(body);
    chunks.writeBytes("\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    return chunks.toByteArray();
  }

  private String reason() {
    return switch (status) {
      case 200 -> "OK";
      case 301 -> "Moved Permanently";
      case 302 -> "Found";
      case 307 -> "Temporary Redirect";
      case 308 -> "Permanent Redirect";
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 429 -> "Too Many Requests";
      case 500 -> "Internal Server Error";
      case 502 -> "Bad Gateway";
      case 503 -> "Service Unavailable";
      case 504 -> "Gateway Timeout";
      default -> "Status";
    };
  }

  /** Without the body, which may be a token. */
  @Override
  public String toString() {
    return status + ", " + body.length + " bytes";
  }
}
