package dev.trustverifier.examples.cli;

import dev.trustverifier.Outage.Kind;

/** What to do about an outage. */
final class Advice {
  private Advice() {}

  static String on(Kind kind) {
    return switch (kind) {
      case TLS -> "Is it https at all? If its certificate is of an authority of your own, name that by --ca.";
      case UNAUTHORISED -> "Give --docker-config, or --user with --password-stdin, or --identity for an ACR, of "
          + "somebody who may pull; if its token service is another host, name that by --token-host.";
      case FORBIDDEN -> "It knows who asks and says no. Ask its owner for the right to pull, or for a way through its "
          + "firewall.";
      case TRUST_DISABLED -> "Its owner has to switch content trust on. Azure lets those only who had it on before; "
          + "what was signed then is gone, and has to be signed anew.";
      case RATE_LIMITED -> "Wait, ask less often, or ask as somebody who may ask more.";
      case TIMED_OUT -> "It takes connections and does not answer: try again, with a longer --timeout.";
      case UNREACHABLE -> "The connection did not hold. Is the port right? Does a proxy or a firewall lie between?";
      case SERVER_ERROR -> "The server itself is broken; its log knows why.";
      case PROTOCOL -> "What answers is no Notary server: a proxy, a portal, or a wrong path.";
      case IO -> "Something on this machine could not be read: see above.";
      default -> "Nothing is known to help.";
    };
  }
}
