package dev.trustverifier.examples.webhook.settings;

/** What becomes of images that are not trusted. */
public enum Mode {
  /** They are refused. */
  ENFORCE,
  /** They are admitted, and whoever asks is told what would have been refused. */
  WARN,
  /** Nobody looks. */
  OFF
}
