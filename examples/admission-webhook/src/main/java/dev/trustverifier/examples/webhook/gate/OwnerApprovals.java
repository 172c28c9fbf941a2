package dev.trustverifier.examples.webhook.gate;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which owners were admitted with which pinned images, by uid, which only the API server gives. Held in memory: what
 * another replica admitted, or this one before it was started, is not known here and asked for again. Safe for use by
 * several threads.
 */
public final class OwnerApprovals {
  private static final int MOST_OWNERS = 10_000;
  private static final int LONGEST_UID = 128;

  private final Map<String, Set<String>> images =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Set<String>> eldest) {
          return size() > MOST_OWNERS;
        }
      };

  /** Nothing is admitted yet. */
  public OwnerApprovals() {}

  /** Remembers what an owner was admitted with, in place of what it was before. */
  public synchronized void approve(String uid, Collection<String> pinned) {
    if (!uid.isEmpty() && uid.length() <= LONGEST_UID) {
      images.put(uid, Set.copyOf(pinned));
    }
  }

  /** Whether an owner was last admitted with an image, digest and all. */
  public synchronized boolean covers(String uid, String image) {
    return image.indexOf('@') > 0 && images.getOrDefault(uid, Set.of()).contains(image);
  }
}
