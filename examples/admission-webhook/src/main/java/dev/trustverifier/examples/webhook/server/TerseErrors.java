package dev.trustverifier.examples.webhook.server;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What the server itself refuses: the status in a line, never a page and never a stack trace. */
final class TerseErrors extends ErrorHandler {
  private final Refusals refusals;

  TerseErrors(Refusals refusals) {
    this.refusals = refusals;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
    String line = HttpStatus.getMessage(response.getStatus());
    refusals.refused(response.getStatus(), line, Request.getRemoteAddr(request));
    Content.Sink.write(response, true, line + "\n", callback);
    return true;
  }
}
