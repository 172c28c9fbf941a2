package dev.trustverifier.tuf.live;

import dev.trustverifier.ImageReference;
import dev.trustverifier.KeyId;
import dev.trustverifier.RoleName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Someone who signs one collection with the real notary client. */
public final class Publisher {
  private static final String PASSPHRASE = "correct horse battery staple";
  /** Known where a token is wanted, not looked at elsewhere. */
  private static final String AUTH = Base64.getEncoder()
      .encodeToString((TokenGiver.USER + ":" + TokenGiver.PASSWORD).getBytes(StandardCharsets.UTF_8));
  private static final String YES = "yes\nyes\n";
  private static final Pattern ROOT_KEY = Pattern.compile("\"root\":\\{\"keyids\":\\[\"([0-9a-f]{64})\"");

  private final Path folder;
  private final String gun;

  Publisher(LiveNotary notary, Path folder, String gun) {
    this.folder = folder;
    this.gun = gun;
    String settings =
        """
        {"trust_dir": "%s", "remote_server": {"url": "%s", "root_ca": "%s"}}
        """
        .formatted(trustFolder(), notary.uri(), notary.caFile());
    write("config.json", settings.getBytes(StandardCharsets.UTF_8));
  }

  public String gun() {
    return gun;
  }

  ImageReference image(String tag) {
    return ImageReference.parse(gun + ":" + tag);
  }

  /** Makes the keys; the snapshot key stays here, the timestamp key is the server's. */
  public Publisher init() {
    return notary("init", gun);
  }

  /** Signs what a tag is, in {@code targets} or in these delegations; takes effect with {@link #publish()}. */
  Publisher add(String tag, byte[] content, RoleName... roles) {
    List<String> words = new ArrayList<>(List.of("add", gun, tag, write("content", content).toString()));
    if (roles.length > 0) {
      words.add("--roles");
      words.add(Stream.of(roles).map(RoleName::value).collect(Collectors.joining(",")));
    }
    return notary(words.toArray(String[]::new));
  }

  Publisher remove(String tag) {
    return notary("remove", gun, tag);
  }

  /** Has a role signed again by the keys it has now; takes effect with {@link #publish()}. */
  Publisher witness(RoleName role) {
    return notary("witness", gun, role.value());
  }

  Publisher publish() {
    return notary("publish", gun);
  }

  /** Signs what a tag is, and publishes that with whatever else is waiting. */
  public Publisher publish(String tag, byte[] content) {
    return notary("add", gun, tag, write("content", content).toString(), "--publish");
  }

  Publisher rotateRoot() {
    return notary("key", "rotate", gun, "root");
  }

  Publisher rotateTargets() {
    return notary("key", "rotate", gun, "targets");
  }

  Publisher rotateSnapshotToServer() {
    return notary("key", "rotate", gun, "snapshot", "--server-managed");
  }

  Publisher rotateTimestamp() {
    return notary("key", "rotate", gun, "timestamp", "--server-managed");
  }

  /** Delegates all names to whoever has one of these keys; takes effect with {@link #publish()}. */
  Publisher delegate(RoleName role, Certificates.Pair... signers) {
    List<String> words = new ArrayList<>(List.of("delegation", "add", gun, role.value()));
    Stream.of(signers).map(signer -> signer.certificate().toString()).forEach(words::add);
    words.add("--all-paths");
    return notary(words.toArray(String[]::new));
  }

  /** Takes the one key of a delegation away and gives it to another; takes effect with {@link #publish()}. */
  Publisher replaceKey(RoleName role, KeyId bareKey, Certificates.Pair signer) {
    delegate(role, signer);
    return notary("delegation", "remove", gun, role.value(), bareKey.hex());
  }

  /** From now on signs with this key too. */
  Publisher hold(Certificates.Pair signer) {
    return notary("key", "import", signer.key().toString(), "--role", "delegate");
  }

  /** Takes the whole collection off the server. */
  Publisher delete() {
    return notary("delete", gun, "--remote");
  }

  /** Has the client verify the collection and keep what the server holds now. */
  Publisher pull() {
    return notary("list", gun);
  }

  /** Laid out as docker's own {@code ~/.docker/trust}. */
  Path trustFolder() {
    return folder.resolve("trust");
  }

  /** The root that the server holds now, as the client keeps it. */
  public byte[] root() {
    pull();
    try {
      return Files.readAllBytes(trustFolder().resolve("tuf").resolve(gun).resolve("metadata/root.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The id of the one root key that the server's root has now. */
  KeyId rootKey() {
    Matcher found = ROOT_KEY.matcher(new String(root(), StandardCharsets.UTF_8));
    if (!found.find()) {
      throw new IllegalStateException("no root key in the root of " + gun);
    }
    return new KeyId(found.group(1));
  }

  private Publisher notary(String... arguments) {
    Command command = new Command(folder).answering(YES);
    command.with("NOTARY_AUTH", AUTH);
    for (String role : List.of("ROOT", "TARGETS", "SNAPSHOT", "DELEGATION")) {
      command.with("NOTARY_" + role + "_PASSPHRASE", PASSPHRASE);
    }
    List<String> words = new ArrayList<>(List.of("notary", "-c", folder.resolve("config.json").toString()));
    words.addAll(List.of(arguments));
    command.run(words);
    return this;
  }

  private Path write(String name, byte[] content) {
    try {
      return Files.write(folder.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
