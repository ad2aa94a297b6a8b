package org.osbctl.inventory;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An instance as a JSON document, see {@link Inventory#documents}. The database makes JSON of its
 * columns: to ask for every column of every row takes longer than all else. What other tables say
 * comes apart and is put in here: the database would read it again to put it in.
 */
final class InstanceDocument {
  /**
   * A member that another table makes.
   *
   * @param before the text between the member before it and its value
   * @param sql the expression for its text, null where that table says nothing
   * @param nothing its text then
   */
  private record Part(String before, String sql, String nothing) {}

  private final JsonSql json;
  private final List<Part> parts;
  private final ByteArrayOutputStream made = new ByteArrayOutputStream();

  InstanceDocument(JsonSql json) {
    this.json = json;
    this.parts =
        List.of(
            new Part(json.nextMember("labels"), metadata("labels"), "{}"),
            new Part(json.nextMember("annotations"), metadata("annotations"), "{}"),
            new Part(json.nextMember("bindings"), bindings(), "[]"));
  }

  /** What a query of the table {@code instances i} has to ask for. */
  String columns() {
    return Stream.concat(Stream.of(text(instance())), parts.stream().map(Part::sql))
        .collect(Collectors.joining(", "));
  }

  /** The document, in UTF-8, that a row says. */
  byte[] of(ResultSet row) throws SQLException {
    made.reset();
    var instance = row.getBytes(1);
    made.write(instance, 0, instance.length - 1);
    for (int i = 0; i < parts.size(); i++) {
      var part = parts.get(i);
      var value = row.getBytes(i + 2);
      made.writeBytes(part.before().getBytes(UTF_8));
      made.writeBytes(value == null ? part.nothing().getBytes(UTF_8) : value);
    }
    made.write('}');
    return made.toByteArray();
  }

  private String instance() {
    return json.object(
        "name", "i.name",
        "id", "i.id",
        "broker", "i.broker",
        "service", "i.service",
        "serviceId", "i.service_id",
        "plan", "i.plan",
        "planId", "i.plan_id",
        "origin", "i.origin",
        "createdAt", "i.created_at",
        "createdBy", "i.created_by",
        "run", "i.run",
        "context", "i.context",
        "originatingIdentity", "i.identity",
        "changedAt", "i.last_at",
        "parameters", json.parsed("i.parameters"),
        "lastOperation", lastOperation("i"));
  }

  private String lastOperation(String table) {
    return json.object(
        "type", table + ".last_kind",
        "state", table + ".last_state",
        "operation", table + ".last_key");
  }

  private String metadata(String table) {
    return "(SELECT "
        + text(json.objectOf("m.key, m.value"))
        + " FROM (SELECT key, value FROM "
        + table
        + " WHERE broker = i.broker AND instance_id = i.id ORDER BY key) m)";
  }

  /** Most instances have none: to look is cheaper than to sort nothing. */
  private String bindings() {
    var binding = json.object("name", "b.name", "id", "b.id", "lastOperation", lastOperation("b"));
    var theirs = " FROM bindings WHERE broker = i.broker AND instance_id = i.id";
    return "CASE WHEN EXISTS (SELECT 1"
        + theirs
        + ") THEN (SELECT "
        + text(json.arrayOf(binding))
        + " FROM (SELECT *"
        + theirs
        + " ORDER BY created_at, name) b) END";
  }

  private static String text(String expression) {
    return "CAST(" + expression + " AS TEXT)";
  }
}
