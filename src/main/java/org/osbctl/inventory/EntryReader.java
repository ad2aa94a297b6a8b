package org.osbctl.inventory;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.osbctl.inventory.InstanceEntry.BindingEntry;
import org.osbctl.inventory.InstanceEntry.LastOperation;
import org.osbctl.inventory.InstanceEntry.LastOperation.State;

/** Reads entries from the rows of tables, within a transaction of the caller. */
final class EntryReader {
  /** The columns of a last operation, which instances and bindings have. */
  static final String LAST =
      "last_kind, last_key, last_plan_id, last_next_plan_id, last_next_plan, last_state, last_at";

  /** In lists states are few, and instances many. */
  private static final Map<String, State> STATES =
      Map.of(
          word(State.UNDER_WAY),
          State.UNDER_WAY,
          word(State.SUCCEEDED),
          State.SUCCEEDED,
          word(State.FAILED),
          State.FAILED);

  /** How many rows come at once from a database elsewhere. */
  private static final int FETCHED = 1000;

  private final Connection connection;

  EntryReader(Connection connection) {
    this.connection = connection;
  }

  /** Something that takes the rows of a query one by one. */
  interface RowSink {
    void row(ResultSet row) throws SQLException;
  }

  /** The instances that are meant, with their bindings, the oldest first. */
  List<InstanceEntry> of(Filter filter) throws SQLException {
    return of(filter, Integer.MAX_VALUE);
  }

  /** The same, no more than so many of those added last. */
  List<InstanceEntry> of(Filter filter, int most) throws SQLException {
    var bindings = new HashMap<String, List<BindingEntry>>();
    var condition = filter.condition();
    query(
        "SELECT b.broker, b.instance_id, b.name, b.id, "
            + prefixed("b")
            + " FROM bindings b JOIN instances i ON i.broker = b.broker AND i.id = b.instance_id"
            + " WHERE "
            + condition.sql()
            + " ORDER BY b.created_at, b.name",
        condition.values(),
        row ->
            bindings
                .computeIfAbsent(key(row.getString(1), row.getString(2)), k -> new ArrayList<>())
                .add(new BindingEntry(row.getString(3), row.getString(4), last(row, 5))));
    var entries = new ArrayList<InstanceEntry>();
    query(
        "SELECT i.broker, i.name, i.id, i.service_id, i.service, i.plan_id, i.plan, "
            + prefixed("i")
            + " FROM instances i WHERE "
            + condition.sql()
            + " ORDER BY i.created_at DESC, i.name DESC LIMIT "
            + most,
        condition.values(),
        row ->
            entries.add(
                entry(
                    row,
                    bindings.getOrDefault(key(row.getString(1), row.getString(3)), List.of()))));
    Collections.reverse(entries);
    return entries;
  }

  private static String key(String broker, String id) {
    return broker + "\n" + id;
  }

  private static String prefixed(String table) {
    return table + "." + LAST.replace(", ", ", " + table + ".");
  }

  private static InstanceEntry entry(ResultSet row, List<BindingEntry> bindings)
      throws SQLException {
    return new InstanceEntry(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        last(row, 8),
        bindings);
  }

  private static LastOperation last(ResultSet row, int at) throws SQLException {
    return new LastOperation(
        row.getString(at),
        row.getString(at + 1),
        row.getString(at + 2),
        row.getString(at + 3),
        row.getString(at + 4),
        state(row.getString(at + 5)));
  }

  /** The instances that are meant as lists show them, by name. */
  void summaries(Filter filter, Inventory.SummarySink sink) throws SQLException {
    var bindings = new HashMap<String, Integer>();
    query(
        "SELECT broker, instance_id, count(*) FROM bindings GROUP BY broker, instance_id",
        List.of(),
        row -> bindings.put(key(row.getString(1), row.getString(2)), row.getInt(3)));
    var condition = filter.condition();
    query(
        "SELECT i.broker, i.name, i.id, i.service, i.plan, i.last_kind, i.last_state, i.created_at,"
            + " i.created_by FROM instances i WHERE "
            + condition.sql()
            + " ORDER BY i.broker, i.name",
        condition.values(),
        row -> {
          var broker = row.getString(1);
          int count =
              bindings.isEmpty() ? 0 : bindings.getOrDefault(key(broker, row.getString(3)), 0);
          sink.row(
              new InstanceSummary(
                  broker,
                  row.getString(2),
                  row.getString(4),
                  row.getString(5),
                  row.getString(6),
                  state(row.getString(7)),
                  count,
                  row.getString(8),
                  row.getString(9)));
        });
  }

  /** All that is known of the instances that are meant, by name. */
  void documents(Filter filter, JsonSql json, Inventory.DocumentSink sink) throws SQLException {
    var condition = filter.condition();
    var document = new InstanceDocument(json);
    query(
        "SELECT "
            + document.columns()
            + " FROM instances i WHERE "
            + condition.sql()
            + " ORDER BY i.broker, i.name",
        condition.values(),
        row -> sink.row(document.of(row)));
  }

  /** Whether the name or the id of an entry is taken at its broker. */
  boolean isTaken(InstanceEntry entry) throws SQLException {
    var found = new ArrayList<String>();
    query(
        "SELECT id FROM instances WHERE broker = ? AND (id = ? OR name = ?)",
        List.of(entry.url(), entry.id(), entry.name()),
        row -> found.add(row.getString(1)));
    return !found.isEmpty();
  }

  private void query(String sql, List<String> values, RowSink sink) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      set(statement, values);
      statement.setFetchSize(FETCHED);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          sink.row(rows);
        }
      }
    }
  }

  private static void set(PreparedStatement statement, List<String> values) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      statement.setString(i + 1, values.get(i));
    }
  }

  // Words.

  static String word(Made.Origin origin) {
    return origin.name().toLowerCase(Locale.ROOT);
  }

  static String word(State state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static State state(String word) throws SQLException {
    var state = STATES.get(word);
    if (state == null) {
      throw new SQLException("nobody knows the state " + word);
    }
    return state;
  }
}
