package org.osbctl.cli.params;

import java.util.concurrent.Callable;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.session.Session;
import org.osbctl.http.Visible;
import org.osbctl.spec.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

@Command(
    name = "skeleton",
    description =
        "Print a JSON object with every parameter of a plan, to be filled in: defaults and first"
            + " choices where there are any.",
    footer = {"", "Example: osbctl params skeleton -s my-service -p small > db1.json"})
final class ParamsSkeletonCommand implements Callable<Integer> {
  private static final int DEEPEST = 8;

  private final Session session;
  @Mixin private SchemaOptions options;

  ParamsSkeletonCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var skeleton = skeleton(options.schema(session), 0);
    session.output().out().println(Visible.logged(Visible.lines(Json.pretty(skeleton))));
    session.output().out().flush();
    return ExitCode.DONE.code();
  }

  private static JsonNode skeleton(JsonNode schema, int depth) {
    var object = Json.object();
    schema
        .path("properties")
        .forEachEntry((key, property) -> object.set(key, value(property, depth)));
    return object;
  }

  private static JsonNode value(JsonNode property, int depth) {
    for (var word : new String[] {"default", "const"}) {
      if (property.has(word)) {
        return property.path(word);
      }
    }
    for (var word : new String[] {"enum", "examples"}) {
      if (!property.path(word).isEmpty()) {
        return property.path(word).path(0);
      }
    }
    var nodes = Json.object();
    return switch (property.path("type").stringValue("")) {
      case "object" -> depth < DEEPEST ? skeleton(property, depth + 1) : Json.object();
      case "array" -> nodes.arrayNode();
      case "integer", "number" ->
          property.path("minimum").isNumber() ? property.path("minimum") : nodes.numberNode(0);
      case "boolean" -> nodes.booleanNode(false);
      default -> nodes.stringNode("");
    };
  }
}
