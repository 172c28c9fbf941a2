package dev.trustverifier.tuf.chain;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many signers can be told apart by their public keys: the largest number of roles that can each be given one of
 * the keys that signed for it, no key twice. Counting roles, or keys, would let one person sign for two.
 */
final class SignerMatching {
  private final List<Set<String>> keysBySigner;
  private final Map<String, Integer> signerByKey = new HashMap<>();

  private SignerMatching(List<Set<String>> keysBySigner) {
    this.keysBySigner = keysBySigner;
  }

  /** The size of the largest matching. */
  static int size(List<Set<String>> keysBySigner) {
    SignerMatching matching = new SignerMatching(keysBySigner);
    int size = 0;
    for (int signer = 0; signer < keysBySigner.size(); signer++) {
      if (matching.place(signer, new HashSet<>())) {
        size++;
      }
    }
    return size;
  }

  /** Gives the signer a key that is free, or that its holder can do without. */
  private boolean place(int signer, Set<String> tried) {
    for (String key : keysBySigner.get(signer)) {
      if (tried.add(key)) {
        Integer holder = signerByKey.get(key);
        if (holder == null || place(holder, tried)) {
          signerByKey.put(key, signer);
          return true;
        }
      }
    }
    return false;
  }
}
