package org.osbctl.cli.broker;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Output;
import org.osbctl.cli.io.OutputFormat;
import org.osbctl.cli.session.Session;
import org.osbctl.http.Headers;
import org.osbctl.http.HttpRequestData;
import org.osbctl.http.Redaction;
import org.osbctl.http.Visible;
import org.osbctl.operation.Operation;
import org.osbctl.spec.Json;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code --dry-run}: shows the request that would be sent, and sends it not. */
final class DryRunOption {
  private static final String IDENTITY = "X-Broker-API-Originating-Identity";

  @Option(
      names = {"-n", "--dry-run"},
      description = "Show the request, secrets masked, and do not send it; the catalog is fetched.")
  private boolean dryRun;

  boolean isOn() {
    return dryRun;
  }

  /** Prints a request as the session's client would send it. */
  int print(Session session, Operation operation) {
    var request = session.client().request(operation);
    var output = session.output();
    if (output.format() != OutputFormat.table) {
      output.result(
          Output.Table.fields(),
          () -> json(request, session.redaction()),
          List.of(request.toString()));
      return ExitCode.DONE.code();
    }
    output.out().print(text(request, session.redaction()));
    output.out().flush();
    decoded(request.headers())
        .map(identity -> "the identity is " + Json.text(session.redaction().json(identity)))
        .ifPresent(output::info);
    return ExitCode.DONE.code();
  }

  private static String text(HttpRequestData request, Redaction redaction) {
    var text = new StringBuilder();
    text.append(request.method())
        .append(' ')
        .append(Visible.text(redaction.text(request.uri().toString())))
        .append('\n');
    for (var field : request.headers().fields()) {
      var value = redaction.header(field.name(), field.value());
      text.append(Visible.text(field.name() + ": " + value)).append('\n');
    }
    if (!request.body().isEmpty()) {
      var body = redaction.json(request.body().json());
      text.append('\n').append(Visible.lines(Json.pretty(body))).append('\n');
    }
    return text.toString();
  }

  private static ObjectNode json(HttpRequestData request, Redaction redaction) {
    var json =
        Json.object()
            .put("apiVersion", "osbctl/v1")
            .put("kind", "Request")
            .put("method", request.method())
            .put("url", redaction.text(request.uri().toString()));
    var headers = json.putObject("headers");
    for (var field : request.headers().fields()) {
      headers.put(field.name(), redaction.header(field.name(), field.value()));
    }
    decoded(request.headers())
        .ifPresent(identity -> json.set("originatingIdentity", redaction.json(identity)));
    if (!request.body().isEmpty()) {
      json.set("body", redaction.json(request.body().json()));
    }
    return json;
  }

  /** What nobody can read in Base64. */
  private static Optional<JsonNode> decoded(Headers headers) {
    var value = headers.first(IDENTITY).orElse("");
    int blank = value.indexOf(' ');
    try {
      var bytes = Base64.getDecoder().decode(value.substring(blank + 1));
      var node = Json.parse(bytes).node();
      return node.isObject() ? Optional.of(node) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
