package dev.trustverifier.tuf.notary;

import java.net.URI;

/** Is told how far a download has come, such as to show it to somebody who waits. */
@FunctionalInterface
public interface DownloadListener {

  /**
   * More of a file is there. Called from threads of the source, of several downloads at once; must not block. What it
   * throws ends that download with an outage of kind {@code INTERNAL}.
   *
   * @param file what is being downloaded; holds no credentials
   * @param bytes how many bytes of it are there, more than at the last call for this download
   */
  void received(URI file, long bytes);
}
