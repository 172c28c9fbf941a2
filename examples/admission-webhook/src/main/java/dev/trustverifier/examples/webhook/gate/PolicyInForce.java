package dev.trustverifier.examples.webhook.gate;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.ImageReference;
import dev.trustverifier.Inspection;
import dev.trustverifier.examples.webhook.settings.GateFile;
import dev.trustverifier.examples.webhook.settings.Scope;
import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.tuf.config.PolicyFile;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * One state of the policy, with all that it takes to judge by it. Safe for use by several threads; {@link Gate} closes
 * it when another is in force and the last review that began under it has ended.
 */
public final class PolicyInForce {
  /** More than this many images are not judged for one review: no pod has so many, and all are to be done in time. */
  public static final int MOST_IMAGES = 500;

  private static final long REHEARSAL_SHARE = 16;

  private final GateFile file;
  private final Lanes lanes = new Lanes();
  private final OwnerApprovals approvals = new OwnerApprovals();
  private final Map<PolicyFile, Judge> judges = new IdentityHashMap<>();
  private final Map<PolicyFile, Judge> rehearsals = new IdentityHashMap<>();
  private int users = 1;

  private PolicyInForce(GateFile file) {
    this.file = file;
  }

  /** Throws IllegalArgumentException if a source cannot be opened. */
  static PolicyInForce of(GateFile file, TrustMemory memory, Gate.Means means) {
    PolicyInForce policy = new PolicyInForce(file);
    try {
      Set<PolicyFile> all = rules(file);
      Gate.Means share = means.among(all.size());
      all.forEach(rules -> policy.add(rules, memory, share));
      return policy;
    } catch (IllegalArgumentException e) {
      policy.leave();
      throw e;
    }
  }

  /** Every set of rules in a file, once; namespaces without rules of their own share one. */
  static Set<PolicyFile> rules(GateFile file) {
    Set<PolicyFile> rules = Collections.newSetFromMap(new IdentityHashMap<>());
    rules.add(file.everywhere().policy());
    file.namespaces().forEach(scope -> rules.add(scope.policy()));
    return rules;
  }

  private void add(PolicyFile rules, TrustMemory memory, Gate.Means share) {
    long rehearsal = share.cacheBytes() / REHEARSAL_SHARE;
    long real = share.cacheBytes() - rehearsal;
    judges.put(rules, Judge.of(rules, lanes, new Judge.Means(memory, share.clock(), real)));
    rehearsals.put(rules, Judge.of(rules, lanes, new Judge.Means(memory.readOnly(), share.clock(), rehearsal)));
  }

  /** What the file says. */
  public GateFile file() {
    return file;
  }

  /** Whom this policy has admitted; another policy knows nothing of it. */
  public OwnerApprovals approvals() {
    return approvals;
  }

  /** How many images wait for an answer, by source. */
  public Map<String, Integer> waiting() {
    return lanes.waiting();
  }

  /**
   * What is asked about images.
   *
   * @param scope where they are to run
   * @param images as they are written, each once
   * @param rehearsal whether nothing may be remembered of it
   * @param deadline when to give up
   */
  public record Question(Scope scope, List<String> images, boolean rehearsal, Deadline deadline) {
    /** Copies the list; throws IllegalArgumentException if it is longer than {@link #MOST_IMAGES}. */
    public Question {
      images = List.copyOf(images);
      if (images.size() > MOST_IMAGES) {
        throw new IllegalArgumentException(images.size() + " images");
      }
    }
  }

  /** Judges images, all at once. */
  public CompletionStage<Map<String, Judged>> judge(Question question) {
    Map<String, Judged> judged = new LinkedHashMap<>();
    Map<String, ImageReference> references = new LinkedHashMap<>();
    for (String image : question.images()) {
      try {
        references.put(image, ImageReference.parse(image));
      } catch (IllegalArgumentException e) {
        judged.put(image, Judged.unreadable(image, e));
      }
    }
    return judge(question.scope(), question.rehearsal())
        .judge(references.values(), question.deadline())
        .thenApply(verdicts -> {
          references.forEach((image, reference) ->
              judged.put(image, new Judged(image, Optional.of(reference), verdicts.get(reference))));
          return judged;
        });
  }

  /** Shows what a collection holds, and remembers nothing of it. */
  public CompletionStage<Inspection> inspect(Scope scope, Gun gun, Deadline deadline) {
    return judge(scope, true).inspect(gun, deadline);
  }

  private Judge judge(Scope scope, boolean rehearsal) {
    return (rehearsal ? rehearsals : judges).get(scope.policy());
  }

  /** Begins a review; false if this is closed already. */
  synchronized boolean enter() {
    if (users == 0) {
      return false;
    }
    users++;
    return true;
  }

  /** Ends a review, or the time in force; the last to leave closes. */
  void leave() {
    boolean last;
    synchronized (this) {
      last = --users == 0;
    }
    if (last) {
      judges.values().forEach(Judge::close);
      rehearsals.values().forEach(Judge::close);
      lanes.close();
    }
  }
}
