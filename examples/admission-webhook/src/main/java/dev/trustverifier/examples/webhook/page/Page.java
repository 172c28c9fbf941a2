package dev.trustverifier.examples.webhook.page;

import dev.trustverifier.Deadline;
import dev.trustverifier.ImageReference;
import dev.trustverifier.Inspection;
import dev.trustverifier.examples.webhook.gate.Gate;
import dev.trustverifier.examples.webhook.gate.PolicyInForce;
import dev.trustverifier.examples.webhook.review.Handler;
import dev.trustverifier.examples.webhook.review.WebhookRequest;
import dev.trustverifier.examples.webhook.review.WebhookResponse;
import dev.trustverifier.examples.webhook.settings.GateFile;
import dev.trustverifier.examples.webhook.settings.NamespacePattern;
import dev.trustverifier.examples.webhook.settings.Scope;
import dev.trustverifier.policy.Explanation;
import dev.trustverifier.policy.PatternMap;
import dev.trustverifier.policy.TrustRule;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** The page for people: what was judged, by which policy, on what evidence, and what is down. It changes nothing. */
public final class Page implements Handler {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final String STYLE =
      "body{font:14px/1.45 system-ui,sans-serif;margin:2em;color:#1b1f24;max-width:1180px}h1{font-size:22px}"
          + "h2{font-size:17px;margin-top:2em;border-bottom:1px solid #d0d7de}h3{font-size:14px}"
          + "table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:4px 10px 4px 0;"
          + "border-bottom:1px solid #eaeef2;vertical-align:top}th{color:#57606a}"
          + "td{max-width:28em;overflow-wrap:break-word}"
          + "td:last-child{max-width:none}td:last-child,h3{overflow-wrap:anywhere}"
          + ".time{white-space:nowrap}"
          + ".allowed,.trusted{color:#1a7f37}.denied,.rejected,.fault{color:#cf222e}.quiet{color:#57606a}"
          + ".warned,.undecided,.unanswered,.glass-broken,.malformed{color:#9a6700}"
          + "svg{max-width:100%;height:auto}svg text{font:12px system-ui,sans-serif;fill:#1b1f24}"
          + "svg .role{font-weight:600;font-size:13px}svg rect{fill:#f6f8fa;stroke-width:1.5}"
          + ".good rect{stroke:#1a7f37}.soon rect{stroke:#bf8700;fill:#fff8c5}.bad rect{stroke:#cf222e;fill:#ffebe9}"
          + ".none rect{stroke:#8c959f;stroke-dasharray:4}.vouches{stroke:#8c959f;fill:none}";

  private final Gate gate;
  private final Journal journal;
  private final InstantSource clock;

  public Page(Gate gate, Journal journal, InstantSource clock) {
    this.gate = gate;
    this.journal = journal;
    this.clock = clock;
  }

  @Override
  public CompletionStage<WebhookResponse> handle(WebhookRequest request) {
    return gate.with(policy -> {
      Deadline deadline = Deadline.after(PATIENCE);
      Map<Journal.Place, CompletableFuture<Inspection>> looks = new LinkedHashMap<>();
      for (Journal.Place place : journal.collections()) {
        Scope scope = policy.file().scope(place.namespace());
        looks.put(place, policy.inspect(scope, place.gun(), deadline).toCompletableFuture());
      }
      return CompletableFuture.allOf(looks.values().toArray(CompletableFuture[]::new))
          .thenApply(all -> render(policy, looks));
    });
  }

  private WebhookResponse render(PolicyInForce policy, Map<Journal.Place, CompletableFuture<Inspection>> looks) {
    Html html = new Html();
    Instant now = clock.instant();
    html.raw("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>TrustVerifier: the gate</title>"
        + "<meta name=\"viewport\" content=\"width=device-width\"><style>" + STYLE + "</style></head><body>");
    html.element("h1", "The gate").element("p class=\"quiet\"", "as of " + Dates.second(now));
    outages(html);
    reviews(html);
    policy(html, policy.file());
    html.element("h2", "Collections");
    looks.forEach((place, look) -> collection(html, place, look.join(), now));
    if (looks.isEmpty()) {
      html.element("p class=\"quiet\"", "none yet");
    }
    html.raw("</body></html>");
    return new WebhookResponse(200, "text/html; charset=utf-8", html.toString().getBytes(StandardCharsets.UTF_8));
  }

  private void outages(Html html) {
    html.element("h2", "Outages");
    if (journal.outages().isEmpty()) {
      html.element("p class=\"quiet\"", "none of late");
      return;
    }
    html.raw("<table>");
    for (Journal.Failure failure : journal.outages()) {
      html.raw("<tr>").element("td class=\"time\"", Dates.second(failure.at())).element("td", failure.image())
          .element("td class=\"undecided\"", failure.message()).raw("</tr>");
    }
    html.raw("</table>");
  }

  private void reviews(Html html) {
    html.element("h2", "Recent verdicts");
    html.raw("<table><tr><th>when</th><th>what</th><th>where</th><th>outcome</th><th>images</th></tr>");
    for (Journal.Entry entry : journal.reviews()) {
      String outcome = entry.decision().outcome().label();
      html.raw("<tr>").element("td class=\"time\"", Dates.second(entry.at()));
      html.element("td", entry.subject().hook() + " " + entry.subject().operation() + " " + entry.subject().kind());
      html.element("td", entry.subject().namespace() + "/" + entry.subject().name());
      html.raw("<td class=\"" + outcome + "\">").text(outcome).raw("</td><td>");
      images(html, entry);
      html.raw("</td></tr>");
    }
    html.raw("</table>");
  }

  private static void images(Html html, Journal.Entry entry) {
    for (Journal.Line image : entry.images()) {
      html.raw("<div><b class=\"" + image.word() + "\">").text(image.word()).raw("</b> ").text(image.image());
      if (!image.message().isEmpty()) {
        html.raw("<br>").element("span class=\"quiet\"", image.message());
      }
      image.caveats().forEach(caveat -> html.raw("<br>").element("span class=\"warned\"", caveat));
      html.raw("</div>");
    }
    if (entry.more() > 0) {
      html.element("div class=\"quiet\"", "and " + entry.more() + " more");
    }
    if (entry.images().isEmpty()) {
      html.element("span class=\"quiet\"", entry.decision().reason());
    }
  }

  private void policy(Html html, GateFile file) {
    html.element("h2", "Policy");
    scope(html, "everywhere", file.everywhere(), false);
    for (Scope scope : file.namespaces()) {
      String names = scope.names().stream().map(NamespacePattern::text).collect(Collectors.joining(", "));
      boolean same = scope.policy().equals(file.everywhere().policy());
      scope(html, "namespaces " + names, scope, same);
    }
    html.element("h3", "What applies to which image");
    html.raw("<table><tr><th>repository</th><th>rule</th><th>outranked</th></tr>");
    for (Journal.Place place : journal.collections()) {
      ImageReference any = new ImageReference(place.gun(), Optional.of("latest"), Optional.empty());
      Explanation explanation = file.scope(place.namespace()).policy().policy().explain(any);
      html.raw("<tr>").element("td", place.gun()).element("td", explanation.ruling().map(Page::line).orElse("none"));
      String outranked = explanation.outranked().stream().map(Page::line).collect(Collectors.joining("; "));
      html.element("td", outranked).raw("</tr>");
    }
    html.raw("</table>");
  }

  private static void scope(Html html, String title, Scope scope, boolean sameRules) {
    html.element("h3", title + ": " + scope.settings().mode().name().toLowerCase(Locale.ROOT));
    if (sameRules) {
      html.element("p class=\"quiet\"", "the same rules");
      return;
    }
    html.raw("<table><tr><th>images</th><th>rule</th></tr>");
    List<PatternMap.Entry<TrustRule>> rules = scope.policy().policy().rules();
    for (PatternMap.Entry<TrustRule> rule : rules) {
      html.raw("<tr>").element("td", rule.pattern()).element("td", rule.value().summary()).raw("</tr>");
    }
    html.raw("</table>");
  }

  private static String line(PatternMap.Entry<TrustRule> rule) {
    return rule.pattern() + " — " + rule.value().summary();
  }

  private static void collection(Html html, Journal.Place place, Inspection look, Instant now) {
    html.element("h3", place.gun());
    if (look instanceof Inspection.Sound sound) {
      new ChainPicture(sound.report(), now).draw(html);
      sound.report().setAside().forEach(
          (role, why) -> html.element("p class=\"rejected\"", role + ": " + why.message()));
    } else if (look instanceof Inspection.Refused refused) {
      html.element("p class=\"rejected\"", refused.rejection().message());
    } else if (look instanceof Inspection.Undecided undecided) {
      html.element("p class=\"undecided\"", undecided.outage().message());
    }
  }
}
