package dev.trustverifier.examples.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Policy files for the fixtures, in a folder. */
record Policies(Path folder) {
  static final String SOURCE = "\"sources\": [{\"images\": \"lab.example/**\", \"bundle\": \""
      + Fixtures.NOTARY.toAbsolutePath().normalize() + "\"}]";
  private static final String RULES = """
      {"rules": [
        {"images": "lab.example/*", "pins": "trust-on-first-use"},
        {"images": "lab.example/delegated", "pins": "trust-on-first-use", "signers": {"threshold": 1, "of": ["alice"]}},
        {"images": "mirror.example/lab/plain", "pins": "trust-on-first-use",
         "signedAs": {"repository": "mirror.example/lab/plain", "original": "lab.example/plain"}},
        {"images": "registry.k8s.io/*", "exempt": "comes with the cluster"},
        {"images": "lab.example/rotated", "deny": "end of life"}
      ]""";

  /** All kinds of rules, with a source. */
  String full() {
    return write("policy.json", RULES + ", " + SOURCE + "}");
  }

  String withoutSources() {
    return write("bare.json", RULES + "}");
  }

  /** The same as {@link #full}, as people write YAML. */
  String yaml() {
    return write("policy.yaml", """
        # Whom we trust
        rules:
          - images: lab.example/*
            pins: trust-on-first-use
          - images: lab.example/delegated
            pins: "trust-on-first-use"
            signers:
              threshold: 1
              of: [alice]
          - images: registry.k8s.io/*
            exempt: >-
              comes with
              the cluster
          - {images: lab.example/rotated, deny: end of life}
        sources:
          - images: lab.example/**
            bundle: %s
        """.formatted(Fixtures.NOTARY.toAbsolutePath().normalize()));
  }

  String write(String name, String content) {
    try {
      return Files.writeString(folder.resolve(name), content).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
