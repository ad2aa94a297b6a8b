package org.osbctl.cli.params;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Output.Table;
import org.osbctl.cli.session.Session;
import org.osbctl.spec.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

@Command(
    name = "show",
    description = "List the parameters of a plan; -o json prints the schema itself.",
    footer = {"", "Example: osbctl params show -s my-service -p small --for bind"})
final class ParamsShowCommand implements Callable<Integer> {
  private static final int DEEPEST = 8;

  private final Session session;
  @Mixin private SchemaOptions options;

  ParamsShowCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var schema = options.schema(session);
    var table = Table.of("NAME", "TYPE", "REQUIRED", "DEFAULT", "DESCRIPTION");
    var names = new ArrayList<String>();
    rows("", schema, table, names, 0);
    session
        .output()
        .result(table, () -> schema.isMissingNode() ? Json.object() : schema, List.copyOf(names));
    return ExitCode.DONE.code();
  }

  private static void rows(
      String before, JsonNode schema, Table table, List<String> names, int depth) {
    schema
        .path("properties")
        .forEachEntry(
            (key, property) -> {
              var name = before + key;
              names.add(name);
              table.row(
                  name,
                  type(property),
                  isRequired(schema, key) ? "yes" : "",
                  property.has("default") ? Json.text(property.path("default")) : "",
                  property.path("description").stringValue(property.path("title").stringValue("")));
              if (depth < DEEPEST) {
                rows("/" + name.replaceFirst("^/", "") + "/", property, table, names, depth + 1);
              }
            });
  }

  private static boolean isRequired(JsonNode schema, String key) {
    for (var each : Json.elements(schema.path("required"))) {
      if (each.stringValue("").equals(key)) {
        return true;
      }
    }
    return false;
  }

  private static String type(JsonNode property) {
    if (property.path("enum").isArray()) {
      var values = new ArrayList<String>();
      property.path("enum").forEach(each -> values.add(Json.text(each)));
      return String.join("|", values);
    }
    var type = property.path("type");
    return type.isString() ? type.stringValue() : type.isMissingNode() ? "any" : Json.text(type);
  }
}
