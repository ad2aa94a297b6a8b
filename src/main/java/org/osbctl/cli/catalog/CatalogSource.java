package org.osbctl.cli.catalog;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.io.Arguments;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.io.ProblemException;
import org.osbctl.cli.session.Session;
import org.osbctl.operation.Operation.GetCatalog;
import org.osbctl.spec.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Where a catalog comes from: a file, standard input, or the broker; right or wrong. */
final class CatalogSource {
  private CatalogSource() {}

  /**
   * A catalog as it is.
   *
   * @param source a file in JSON or YAML, {@code -} for standard input, null for the broker
   */
  static JsonNode read(Session session, @Nullable String source) {
    if (source == null) {
      var exchange = session.client().send(new GetCatalog());
      return session.problems().body("The catalog cannot be fetched", exchange);
    }
    var argument = source.equals("-") ? source : "@" + source;
    var text = Arguments.text(argument, session.surroundings());
    var start = text.stripLeading();
    if (start.startsWith("{") || start.startsWith("[")) {
      var parsed = Json.parse(text.getBytes(StandardCharsets.UTF_8));
      return switch (parsed) {
        case Json.Parsed.Malformed bad -> throw unreadable(source, "it is no JSON: " + bad.why());
        case Json.Parsed.Nothing nothing -> throw unreadable(source, "there is nothing");
        case Json.Parsed.Value value -> value.node();
      };
    }
    try {
      var tree = YAMLMapper.shared().readTree(text);
      if (!tree.isObject()) {
        throw unreadable(source, "it is neither a JSON nor a YAML object");
      }
      return tree;
    } catch (JacksonException e) {
      var at = e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
      throw unreadable(source, "it is neither JSON nor YAML" + at);
    }
  }

  private static ProblemException unreadable(String source, String why) {
    return new Problem(
            "bad-catalog",
            "The catalog in "
                + (source.equals("-") ? "standard input" : source)
                + " cannot be read.",
            why,
            "give the body of GET /v2/catalog, as JSON or YAML")
        .exit(ExitCode.USAGE);
  }
}
