/**
 * What every implementation must do, as tests to inherit: {@link dev.trustverifier.tck.MetadataSourceContract} for
 * sources.
 *
 * <pre>{@code
 * class BlobSourceTest implements MetadataSourceContract {
 *   @Override
 *   public MetadataSource publishing(Map<PublishedFile, byte[]> files) {
 *     files.forEach((file, content) -> blobs.put(file.path(), content));
 *     return new BlobSource(blobs);
 *   }
 * }
 * }</pre>
 *
 * <p><b>Why it is so.</b> A contract is an interface with default test methods: a test class may keep its own
 * superclass and take several contracts at once. Each test fails with one sentence that names the fault, not with two
 * values that differ, because its reader wrote the implementation and not the test. And the judge is judged: for every
 * test there is a deliberately wrong implementation that it must catch.
 */
package dev.trustverifier.tck;
