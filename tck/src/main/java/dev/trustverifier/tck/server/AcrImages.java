package dev.trustverifier.tck.server;

import dev.trustverifier.Digest;
import dev.trustverifier.tck.repository.State;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The images of a registry, and the store that it sends those to who want a blob. The store is another host, and knows
 * no tokens of the registry. Safe for use by several threads.
 */
final class AcrImages {
  private final Map<String, byte[]> manifests = new ConcurrentHashMap<>();
  private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
  private volatile URI store = URI.create("/");

  void storeListensAt(URI server) {
    store = server;
  }

  Digest add(String repository, String tag, byte[] blob) {
    Digest digest = Digest.sha256(blob);
    String manifest = "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\","
        + "\"layers\":[{\"digest\":\"" + digest + "\",\"size\":" + blob.length + "}]}";
    manifests.put("/v2/" + repository + "/manifests/" + tag, manifest.getBytes(StandardCharsets.UTF_8));
    blobs.put("/v2/" + repository + "/blobs/" + digest, blob.clone());
    return digest;
  }

  /** What the registry says to somebody who may read. */
  Answer answer(Received request) {
    byte[] manifest = manifests.get(request.path());
    if (manifest != null) {
      return new Answer(200, List.of("Content-Type: application/vnd.oci.image.manifest.v1+json"), manifest);
    }
    return blobs.containsKey(request.path())
        ? Answer.empty(307).with("Location: " + store.resolve(request.path()) + "?sig=of-the-store")
        : AcrError.NAME_UNKNOWN.answer(404);
  }

  /** What the store says. */
  Desk store() {
    return new Desk() {
      @Override
      public Answer answer(Received request, Optional<State> replica) {
        if (request.header("authorization").isPresent()) {
          return refusal(request, 403);
        }
        byte[] blob = blobs.get(request.path());
        return blob == null
            ? refusal(request, 404)
            : new Answer(200, List.of("Content-Type: application/octet-stream"), blob);
      }

      @Override
      public Answer refusal(Received request, int status) {
        String code = status == 403 ? "InvalidAuthenticationInfo" : "BlobNotFound";
        return new Answer(status, List.of("Content-Type: application/xml"),
            ("<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>" + code + "</Code></Error>")
                .getBytes(StandardCharsets.UTF_8));
      }
    };
  }
}
