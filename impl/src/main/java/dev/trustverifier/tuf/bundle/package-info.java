/**
 * Metadata from a folder, for those without a network: {@link dev.trustverifier.tuf.bundle.BundleSource}.
 *
 * <p><b>Why it is so.</b> A folder laid out as a server's URLs says exactly what the server said, so its names mean
 * what they mean there: a file that was asked for by its hash is the one so named, or none. Docker's own trust folder
 * keeps only the current file of each role; there a request by hash is answered with that file, for a source interprets
 * nothing and the verifier compares the hash anyway.
 *
 * <p>Only the file system's own word that a file does not exist makes it absent. A pipe, a folder or a loop of links in
 * its place, a folder that may not be entered, a file where a folder should be, a root that is gone: all these are a
 * bundle in disorder, about which nothing is known.
 */
package dev.trustverifier.tuf.bundle;
