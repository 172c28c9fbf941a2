package dev.trustverifier.tuf.registry;

import dev.trustverifier.tuf.credential.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is to be asked. Immutable; {@code toString} is for messages and holds no secret.
 *
 * @param uri where
 * @param limit the most bytes to take of the answer
 * @param headers what says who asks, by names
 * @param form what is sent along, which makes it a POST
 */
record Call(URI uri, long limit, Map<String, Secret> headers, Optional<Secret> form) {
  Call {
    headers = Map.copyOf(headers);
  }

  static Call get(URI uri, long limit) {
    return new Call(uri, limit, Map.of(), Optional.empty());
  }

  static Call post(URI uri, long limit, Map<String, String> form) {
    return new Call(uri, limit, Map.of(), Optional.of(Secret.of(encoded(form))));
  }

  /** The same, asked by somebody. */
  Call by(Secret header) {
    return with(Map.of("Authorization", header));
  }

  /** The same with these headers alone. */
  Call with(Map<String, Secret> others) {
    return new Call(uri, limit, others, form);
  }

  /** Names and values as queries and forms have them. */
  static String encoded(Map<String, String> values) {
    return values.entrySet().stream()
        .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** What is sent, by HTTP/2 over TLS alone: without, that would begin with an offer that confuses some servers. */
  HttpRequest request(HttpClient.Version version) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("User-Agent", "trustverifier")
        .version(uri.getScheme().equals("https") ? version : HttpClient.Version.HTTP_1_1);
    headers.forEach((name, value) -> request.header(name, value.reveal()));
    form.ifPresent(fields -> request
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(fields.reveal(), StandardCharsets.US_ASCII)));
    return request.build();
  }

  /** Without the query, which may be long, and whatever is sent along. */
  @Override
  public String toString() {
    String shown = uri.toString();
    int query = shown.indexOf('?');
    return (form.isPresent() ? "POST " : "GET ") + (query < 0 ? shown : shown.substring(0, query));
  }
}
