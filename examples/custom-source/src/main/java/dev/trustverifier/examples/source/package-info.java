/** Metadata from a zip archive: see {@link dev.trustverifier.examples.source.ZipSource}. */
package dev.trustverifier.examples.source;
