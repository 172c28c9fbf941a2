/**
 * What every implementation must do, as tests to inherit: {@link dev.trustverifier.tck.MetadataSourceContract} for
 * sources, {@link dev.trustverifier.tck.TrustMemoryContract} for memories, and {@link
 * dev.trustverifier.tck.TrustVerifierContract} for verifiers, who play the whole catalogue of {@link
 * dev.trustverifier.tck.Tampering}.
 *
 * <pre>{@code
 * class BlobSourceTest implements MetadataSourceContract {
 *   @Override
 *   public MetadataSource publishing(Map<PublishedFile, byte[]> files) {
 *     files.forEach((file, content) -> blobs.put(file.path(), content));
 *     return new BlobSource(blobs);
 *   }
 *
 *   // and broken() and refused(): what there is to know when it cannot know
 * }
 * }</pre>
 *
 * <p><b>Why it is so.</b> A contract is an interface with default test methods: a test class may keep its own
 * superclass and take several contracts at once. Each test fails with one sentence that names the fault, not with two
 * values that differ, because its reader wrote the implementation and not the test. And the judge is judged: for every
 * test there is a deliberately wrong implementation that it must catch.
 *
 * <p>A case of the catalogue ends only when the verifier has refused for the right reason, by the right rule and for
 * the right role, twice: the one that is kept, and one that has just started; when the memory is as it was; and when the
 * publisher's next honest release is trusted. A verifier that refuses everything fails as surely as one that trusts
 * everything.
 */
package dev.trustverifier.tck;
