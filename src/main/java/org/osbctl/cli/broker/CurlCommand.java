package org.osbctl.cli.broker;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.io.Arguments;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.session.Session;
import org.osbctl.client.BrokerClient;
import org.osbctl.http.Body;
import org.osbctl.http.HttpRequestData;
import org.osbctl.http.HttpResponseData;
import org.osbctl.http.Visible;
import org.osbctl.spec.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "curl",
    aliases = "api",
    description = "Send any request to the broker, with the headers and credentials of osbctl.",
    footer = {"", "Example: osbctl curl GET /v2/catalog"})
final class CurlCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "METHOD", description = "GET, PUT, PATCH, DELETE …")
  private String method = "";

  @Parameters(
      index = "1",
      paramLabel = "PATH",
      description = "Path behind the broker's URL: /v2/catalog")
  private String path = "";

  @Option(
      names = {"-d", "--data"},
      paramLabel = "TEXT|@FILE|-",
      description = "The body to send.")
  private @Nullable String data;

  @Option(
      names = {"-i", "--include"},
      description = "Print status and headers, too.")
  private boolean include;

  @Option(names = "--fail", description = "End with 1 when the status is 400 or more.")
  private boolean fail;

  CurlCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (!method.matches("[A-Za-z]+")) {
      throw new Problem(
              "bad-method",
              "'" + method + "' is no method.",
              "",
              "choose GET, PUT, PATCH, DELETE …")
          .exit(ExitCode.USAGE);
    }
    if (!path.startsWith("/")) {
      throw new Problem(
              "bad-path",
              "The path '" + path + "' does not start with a slash.",
              "",
              "write it like /v2/catalog")
          .exit(ExitCode.USAGE);
    }
    var client = session.client();
    var body = data == null ? Body.NONE : Body.of(Arguments.text(data, session.surroundings()));
    var request = request(client, body);
    var exchange = client.send(request);
    var response = exchange.response();
    if (response.isEmpty()) {
      throw session.problems().of("The request did not work", exchange);
    }
    print(response.get());
    return fail && response.get().status() >= 400 ? ExitCode.REFUSED.code() : ExitCode.DONE.code();
  }

  private HttpRequestData request(BrokerClient client, Body body) {
    try {
      return client.request(method.toUpperCase(Locale.ROOT), path, body);
    } catch (IllegalArgumentException e) {
      throw new Problem(
              "bad-path",
              "The path '" + path + "' cannot be sent.",
              String.valueOf(e.getMessage()),
              "percent-encode it")
          .exit(ExitCode.USAGE);
    }
  }

  /** The body is what was asked for, so it is printed as it is, credentials included. */
  private void print(HttpResponseData response) {
    var out = session.output().out();
    if (include) {
      out.println(response.status());
      response
          .headers()
          .fields()
          .forEach(
              f ->
                  out.println(
                      Visible.text(
                          f.name() + ": " + session.redaction().header(f.name(), f.value()))));
      out.println();
    }
    var json = response.body().json();
    if (!response.body().isEmpty()) {
      out.println(
          Visible.logged(
              Visible.lines(json.isContainer() ? Json.pretty(json) : response.body().text())));
    }
    out.flush();
  }
}
