package dev.trustverifier.examples.webhook.gate;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which owners were admitted with which pinned images under one policy, by namespace and uid, which only the API server
 * gives. Held in memory: what another replica admitted, or this one under an earlier policy, is not known here and asked
 * for again. Safe for use by several threads.
 */
public final class OwnerApprovals {
  private static final int MOST_OWNERS = 10_000;
  private static final int LONGEST_UID = 128;

  private final Map<Owner, Set<String>> images =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Owner, Set<String>> eldest) {
          return size() > MOST_OWNERS;
        }
      };

  /** An owner; namespaces have rules of their own, and an uid in another one is nobody's word here. */
  public record Owner(String namespace, String uid) {
    /** Checks that nothing is missing. */
    public Owner {
      Objects.requireNonNull(namespace);
      Objects.requireNonNull(uid);
    }
  }

  /** Nothing is admitted yet. */
  OwnerApprovals() {}

  /** Remembers what an owner was admitted with, in place of what it was before; of images without a digest nothing. */
  public synchronized void approve(Owner owner, Collection<String> admitted) {
    Set<String> pinned = admitted.stream().filter(OwnerApprovals::isPinned).collect(Collectors.toUnmodifiableSet());
    if (pinned.isEmpty()) {
      images.remove(owner);
    } else if (!owner.uid().isEmpty() && owner.uid().length() <= LONGEST_UID) {
      images.put(owner, pinned);
    }
  }

  /** Whether an owner was last admitted with an image, digest and all. */
  public synchronized boolean covers(Owner owner, String image) {
    return isPinned(image) && images.getOrDefault(owner, Set.of()).contains(image);
  }

  private static boolean isPinned(String image) {
    return image.indexOf('@') > 0;
  }
}
