package dev.trustverifier.examples.webhook;

import dev.trustverifier.examples.webhook.server.Address;
import dev.trustverifier.examples.webhook.server.TlsFiles;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the command line says, or else the environment: {@code --tls-cert} or {@code TRUSTVERIFIER_TLS_CERT}. Immutable.
 *
 * @param listen where the webhooks are served
 * @param tls the files of TLS
 * @param policy the file of the gate
 * @param state a folder, or {@code jdbc:…}: where to remember
 * @param page where the page for people is served; empty if nowhere
 * @param singleReplica whether no other replica runs
 */
record Options(
    Address listen, TlsFiles tls, Path policy, String state, Optional<Address> page, boolean singleReplica) {
  static final String USAGE =
      "usage: --listen HOST:PORT --tls-cert FILE --tls-key FILE [--client-ca FILE] --policy FILE"
          + " --state DIR|jdbc:URL [--page HOST:PORT] [--single-replica]";

  private static final List<String> WITH_VALUE =
      List.of("--listen", "--tls-cert", "--tls-key", "--client-ca", "--policy", "--state", "--page");
  private static final String ALONE = "--single-replica";
  private static final String PREFIX = "TRUSTVERIFIER_";

  Options {
    Objects.requireNonNull(listen);
    Objects.requireNonNull(tls);
    Objects.requireNonNull(policy);
    Objects.requireNonNull(state);
    Objects.requireNonNull(page);
  }

  /** Throws IllegalArgumentException, with one line, if that is no way to start. */
  static Options parse(List<String> arguments, Map<String, String> environment) {
    Map<String, String> given = given(arguments, environment);
    TlsFiles tls =
        new TlsFiles(
            path(required(given, "--tls-cert")), path(required(given, "--tls-key")),
            Optional.ofNullable(given.get("--client-ca")).map(Options::path));
    return new Options(
        Address.parse(required(given, "--listen")), tls, path(required(given, "--policy")),
        required(given, "--state"), Optional.ofNullable(given.get("--page")).map(Address::parse),
        isTrue(given.getOrDefault(ALONE, "false")));
  }

  private static Map<String, String> given(List<String> arguments, Map<String, String> environment) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      String option = arguments.get(i);
      boolean alone = option.equals(ALONE);
      if (!alone && !WITH_VALUE.contains(option)) {
        throw new IllegalArgumentException("no such option: " + option + "; " + USAGE);
      }
      if (!alone && i + 1 == arguments.size()) {
        throw new IllegalArgumentException(option + " needs a value");
      }
      if (given.put(option, alone ? "true" : arguments.get(++i)) != null) {
        throw new IllegalArgumentException(option + " is given twice");
      }
    }
    WITH_VALUE.forEach(option -> fromEnvironment(option, environment, given));
    fromEnvironment(ALONE, environment, given);
    return given;
  }

  private static void fromEnvironment(String option, Map<String, String> environment, Map<String, String> given) {
    String value = environment.get(PREFIX + option.substring(2).toUpperCase(Locale.ROOT).replace('-', '_'));
    if (value != null && !value.isEmpty()) {
      given.putIfAbsent(option, value);
    }
  }

  private static String required(Map<String, String> given, String option) {
    String value = given.get(option);
    if (value == null) {
      throw new IllegalArgumentException(option + " is missing; " + USAGE);
    }
    return value;
  }

  private static boolean isTrue(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException(ALONE + " is true or false");
    }
    return text.equals("true");
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("not a path: " + text, e);
    }
  }
}
