/**
 * What you extend: a {@link dev.trustverifier.source.MetadataSource} hands out the files of a collection.
 *
 * <p><b>Why it is so.</b> A source moves bytes and decides nothing: it knows no signature, no version and no expiry. So
 * the worst that a faulty or hostile one can do is to be refused. It must only tell three things apart, because they
 * lead to different verdicts: the file, the proven absence of the file, and not knowing.
 */
package dev.trustverifier.source;
