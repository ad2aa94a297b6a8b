package org.osbctl.inventory;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * The tables, and how they came to be: each step leads from one version to the next. The words are
 * those SQLite and PostgreSQL have in common.
 *
 * <p>Times are ISO 8601 in UTC. {@code last_state} is {@code under way}, {@code succeeded} or
 * {@code failed}; {@code outcome} is one of the last two, {@code unknown}, or null while it is
 * under way.
 */
final class Schema {
  /** Stands for the type of a number that counts rows by itself. */
  private static final String COUNTER = "@COUNTER@";

  private static final String LAST =
      """
        last_kind TEXT NOT NULL,
        last_key TEXT,
        last_plan_id TEXT NOT NULL,
        last_next_plan_id TEXT,
        last_next_plan TEXT,
        last_state TEXT NOT NULL,
        last_at TEXT NOT NULL,
      """;

  private static final List<List<String>> STEPS =
      List.of(
          List.of(
              """
              CREATE TABLE instances (
                broker TEXT NOT NULL,
                id TEXT NOT NULL,
                name TEXT NOT NULL,
                service_id TEXT NOT NULL,
                service TEXT NOT NULL,
                plan_id TEXT NOT NULL,
                plan TEXT NOT NULL,
                origin TEXT NOT NULL,
                created_at TEXT NOT NULL,
                created_by TEXT NOT NULL,
                run TEXT NOT NULL,
                context TEXT,
                identity TEXT,
                organization TEXT,
                space TEXT,
                parameters TEXT,
                request_context TEXT,
              """
                  + LAST
                  + """
                    PRIMARY KEY (broker, id),
                    UNIQUE (broker, name))
                  """,
              """
              CREATE TABLE bindings (
                broker TEXT NOT NULL,
                instance_id TEXT NOT NULL,
                id TEXT NOT NULL,
                name TEXT NOT NULL,
                created_at TEXT NOT NULL,
                created_by TEXT NOT NULL,
                run TEXT NOT NULL,
                parameters TEXT,
              """
                  + LAST
                  + """
                    PRIMARY KEY (broker, instance_id, id),
                    UNIQUE (broker, instance_id, name),
                    FOREIGN KEY (broker, instance_id) REFERENCES instances (broker, id)
                      ON DELETE CASCADE)
                  """,
              metadata("labels"),
              metadata("annotations"),
              "CREATE INDEX labels_by_value ON labels (key, value)",
              """
              CREATE TABLE operations (
                number @COUNTER@,
                broker TEXT NOT NULL,
                instance_id TEXT NOT NULL,
                binding_id TEXT,
                instance TEXT NOT NULL,
                binding TEXT,
                kind TEXT NOT NULL,
                service TEXT NOT NULL,
                plan TEXT NOT NULL,
                organization TEXT,
                created_by TEXT NOT NULL,
                run TEXT NOT NULL,
                context TEXT,
                started_at TEXT NOT NULL,
                ended_at TEXT,
                outcome TEXT)
              """,
              "CREATE INDEX operations_by_resource ON operations (broker, instance_id,"
                  + " binding_id)"));

  private Schema() {}

  private static String metadata(String table) {
    return """
    CREATE TABLE %s (
      broker TEXT NOT NULL,
      instance_id TEXT NOT NULL,
      key TEXT NOT NULL,
      value TEXT NOT NULL,
      PRIMARY KEY (broker, instance_id, key),
      FOREIGN KEY (broker, instance_id) REFERENCES instances (broker, id) ON DELETE CASCADE)
    """
        .formatted(table);
  }

  /** The version these steps lead to. */
  static int version() {
    return STEPS.size();
  }

  /** Leads the tables from a version to the newest, within the transaction of the caller. */
  static void migrate(Connection connection, int from, String counter) throws SQLException {
    try (var statement = connection.createStatement()) {
      for (var step : STEPS.subList(from, STEPS.size())) {
        for (var sql : step) {
          statement.execute(sql.replace(COUNTER, counter));
        }
      }
    }
  }
}
