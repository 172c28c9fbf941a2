package dev.trustverifier.tck.repository;

import dev.trustverifier.Digest;
import dev.trustverifier.Gun;
import dev.trustverifier.KeyId;
import dev.trustverifier.RoleName;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/** Writes files, those who list others after them, and remembers what it wrote. */
final class Press {
  private final RoleTable table;
  private final InstantSource clock;
  private final Map<RoleName, RoleDraft> drafts = new TreeMap<>();
  private final Deque<Published> history = new ConcurrentLinkedDeque<>();
  private final State nothing;

  Press(Gun gun, RoleTable table, InstantSource clock) {
    this.nothing = new State(gun, Map.of());
    this.table = table;
    this.clock = clock;
    RoleTable.BASE.forEach(this::draft);
  }

  /** The same with a table and a clock of its own. */
  Press copy(RoleTable other, InstantSource with) {
    Press copy = new Press(nothing.gun(), other, with);
    copy.drafts.clear();
    drafts.forEach((role, draft) -> copy.drafts.put(role, draft.copy()));
    copy.history.addAll(history);
    return copy;
  }

  /** The file of a role, which it has from now on. */
  RoleDraft draft(RoleName role) {
    return drafts.computeIfAbsent(role, RoleDraft::new);
  }

  boolean writes(RoleName role) {
    return drafts.containsKey(role);
  }

  /** The version of a role's last file; 0 before its first. */
  long version(RoleName role) {
    @Nullable Written last = writes(role) ? draft(role).last() : null;
    return last == null ? 0 : last.version();
  }

  void drop(RoleName role) {
    drafts.keySet().removeIf(other -> other.equals(role) || other.isBelow(role));
  }

  State state() {
    @Nullable Published last = history.peekLast();
    return last == null ? nothing : last.state();
  }

  List<State> states() {
    return history.stream().map(Published::state).toList();
  }

  State publish() {
    Map<String, byte[]> files = state().files();
    List<RoleSigner> rootSigners = rootSigners();
    RoleDraft snapshot = draft(RoleName.SNAPSHOT);
    for (RoleName role : listed()) {
      if (draft(role).changed()) {
        List<RoleSigner> signers = role.equals(RoleName.ROOT) ? joint(rootSigners) : table.keys(role).signers();
        if (role.equals(RoleName.ROOT)) {
          rootSigners = table.keys(role).signers();
        }
        write(role, table.json(role), signers, files);
        snapshot.change();
      }
    }
    if (snapshot.changed()) {
      write(RoleName.SNAPSHOT, listing(listed()), table.keys(RoleName.SNAPSHOT).signers(), files);
    }
    write(RoleName.TIMESTAMP, listing(List.of(RoleName.SNAPSHOT)), table.keys(RoleName.TIMESTAMP).signers(), files);
    State state = new State(nothing.gun(), files);
    history.add(new Published(state, written(), rootSigners));
    return state;
  }

  void retract() {
    history.removeLast();
    @Nullable Published last = history.peekLast();
    drafts.forEach((role, draft) -> draft.restore(last == null ? null : last.files().get(role)));
  }

  private void write(RoleName role, JsonObject content, List<RoleSigner> signers, Map<String, byte[]> files) {
    Written written = draft(role).write(content, signers, clock.instant());
    files.put(role + ".json", written.served());
    if (!role.equals(RoleName.TIMESTAMP)) {
      files.put(role + "." + Digest.sha256(written.listed()).hex() + ".json", written.served());
    }
    if (role.equals(RoleName.ROOT)) {
      files.put(written.version() + "." + role + ".json", written.served());
    }
  }

  /** What snapshot lists: root, and every targets role that has a file. */
  private List<RoleName> listed() {
    return drafts.keySet().stream()
        .filter(role -> !role.equals(RoleName.SNAPSHOT) && !role.equals(RoleName.TIMESTAMP))
        .toList();
  }

  private JsonObject listing(Collection<RoleName> roles) {
    JsonObject meta = new JsonObject();
    for (RoleName role : roles) {
      meta.put(role.value(), FileMeta.of(Objects.requireNonNull(draft(role).last()).listed()));
    }
    return new JsonObject().put("meta", meta);
  }

  private Map<RoleName, Written> written() {
    Map<RoleName, Written> written = new TreeMap<>();
    drafts.forEach((role, draft) -> written.put(role, Objects.requireNonNull(draft.last())));
    return written;
  }

  private List<RoleSigner> rootSigners() {
    @Nullable Published last = history.peekLast();
    return last == null ? List.of() : last.rootSigners();
  }

  /** The root's keys, and those of the root before, each once. */
  private List<RoleSigner> joint(List<RoleSigner> before) {
    Map<KeyId, RoleSigner> signers = new LinkedHashMap<>();
    table.keys(RoleName.ROOT).signers().forEach(signer -> signers.put(signer.id(), signer));
    before.forEach(signer -> signers.putIfAbsent(signer.id(), signer));
    return List.copyOf(signers.values());
  }
}
