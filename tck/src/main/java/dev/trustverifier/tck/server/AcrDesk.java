package dev.trustverifier.tck.server;

import dev.trustverifier.tck.repository.State;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A registry's answers, behind its guard. */
final class AcrDesk implements Desk {
  private static final Pattern TRUST = Pattern.compile("/v2/(?<gun>[^*]+)/_trust/.*");
  private static final Pattern IMAGE = Pattern.compile("/v2/(?<name>[^*]+)/(?:manifests|blobs)/[^/]+");

  private final AcrEmulator.Builder settings;
  private final ServedFiles files;
  private final NotaryRoutes routes;
  private final Entra entra;
  private final AcrTokens tokens;
  private final AcrImages images = new AcrImages();
  private volatile URI realm = URI.create("/");
  private volatile ContentTrust trust = ContentTrust.ENABLED;

  AcrDesk(AcrEmulator.Builder settings) {
    this.settings = settings;
    this.files = new ServedFiles(settings.clock);
    this.routes = new NotaryRoutes(files);
    this.entra = new Entra(settings.accounts, settings.clock);
    this.tokens = new AcrTokens(settings, entra, this::registry);
  }

  void listensAt(URI server) {
    realm = server.resolve(AcrTokens.TOKEN);
  }

  /** As it was named, or else where it listens. */
  String registry() {
    return settings.registry.orElseGet(() -> realm.getAuthority());
  }

  void trust(ContentTrust other) {
    trust = other;
  }

  AcrTokens tokens() {
    return tokens;
  }

  Entra entra() {
    return entra;
  }

  AcrImages images() {
    return images;
  }

  ServedFiles files() {
    return files;
  }

  @Override
  public Answer refusal(Received request, int status) {
    return status == 401 ? challenge(request.path(), "", "pull") : AcrError.of(status).answer(status);
  }

  @Override
  public Answer answer(Received request, Optional<State> replica) {
    String path = request.path();
    if (path.equals(AcrTokens.EXCHANGE)) {
      return tokens.exchange(request);
    } else if (path.equals(AcrTokens.TOKEN)) {
      return tokens.token(request);
    } else if (Entra.isAsked(path)) {
      return entra.answer(request);
    } else if (!path.startsWith("/v2/")) {
      return AcrError.NAME_UNKNOWN.answer(404);
    }
    String action = request.method().equals("POST") ? "push" : "pull";
    return objection(request)
        .map(error -> challenge(path, error, action))
        .orElseGet(() -> admitted(request, replica));
  }

  private Answer admitted(Received request, Optional<State> replica) {
    if (request.path().equals("/v2/")) {
      return Answer.json(200, "{}");
    }
    if (!TRUST.matcher(request.path()).matches()) {
      return images.answer(request);
    }
    boolean reads = request.method().equals("GET");
    if (trust == ContentTrust.DISABLED_405 || trust == ContentTrust.DISABLED_404 && !reads) {
      return AcrError.UNSUPPORTED.answer(405);
    }
    return trust == ContentTrust.ENABLED
        ? routes.answer(request.method(), request.path(), replica)
        : AcrError.NAME_UNKNOWN.answer(404);
  }

  /** Why a request is not let in: an error code, empty where it brings nothing; nothing at all if it is. */
  private Optional<String> objection(Received request) {
    Optional<String> token = request.credentials("bearer");
    if (token.isEmpty()) {
      return byPassword(request) ? Optional.empty() : Optional.of("");
    }
    Optional<AcrPass> pass = tokens.pass(token.get()).filter(one -> one.isGoodAt(settings.clock.instant()));
    if (pass.isEmpty()) {
      return Optional.of("invalid_token");
    }
    return covers(pass.get(), request) ? Optional.empty() : Optional.of("insufficient_scope");
  }

  private boolean byPassword(Received request) {
    String[] pair = request.userAndPassword();
    return entra.account(pair[0], pair[1])
        .filter(account -> account.role().mayShowPassword() && mayDo(account, request)).isPresent();
  }

  private boolean covers(AcrPass pass, Received request) {
    Matcher trusted = TRUST.matcher(request.path());
    Matcher image = IMAGE.matcher(request.path());
    if (trusted.matches()) {
      boolean allowed = pass.holder().map(account -> mayDo(account, request))
          .orElse(settings.anonymous == AnonymousPull.IMAGES_AND_TRUST && request.method().equals("GET"));
      return allowed && settings.scope.isMetBy(pass.readable(), trusted.group("gun"));
    }
    return !image.matches() || pass.readable().contains(image.group("name"));
  }

  private static boolean mayDo(AcrAccount account, Received request) {
    return !TRUST.matcher(request.path()).matches()
        || account.role().mayReadTrust() && (request.method().equals("GET") || account.role() == AcrRole.SIGNER);
  }

  private Answer challenge(String path, String error, String action) {
    Matcher trusted = TRUST.matcher(path);
    Matcher image = IMAGE.matcher(path);
    Optional<String> name = trusted.matches()
        ? Optional.of(settings.scope.named(trusted.group("gun")))
        : Optional.of(image).filter(Matcher::matches).map(found -> found.group("name"));
    String scope = name.map(known -> "repository:" + known + ":" + action).orElse("");
    Challenge form = name.isPresent() ? settings.challenge : Challenge.WITHOUT_SCOPE;
    Answer answer = AcrError.UNAUTHORIZED.answer(401, name
        .map(known -> Stream.of(action.split(","))
            .map(one -> "{\"Type\":\"repository\",\"Name\":\"" + known + "\",\"Action\":\"" + one + "\"}")
            .collect(Collectors.joining(",")))
        .orElse(""));
    for (String line : form.lines(realm.toString(), registry(), scope)) {
      answer = answer.with("Www-Authenticate: " + line + (error.isEmpty() ? "" : ",error=\"" + error + "\""));
    }
    return answer;
  }
}
