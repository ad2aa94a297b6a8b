package org.osbctl.inventory;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osbctl.inventory.InstanceEntry.BindingEntry;
import org.osbctl.inventory.InstanceEntry.LastOperation;
import org.osbctl.inventory.InstanceEntry.LastOperation.State;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;

/** Entries as rows of tables, within a transaction of the caller. */
final class Rows {
  private static final String LAST =
      "last_kind, last_key, last_plan_id, last_next_plan_id, last_next_plan, last_state, last_at";

  private static final String SET_LAST =
      "last_kind = ?, last_key = ?, last_plan_id = ?, last_next_plan_id = ?, last_next_plan = ?,"
          + " last_state = ?, last_at = ?";

  private final Connection connection;
  private final Actor actor;
  private final String now;

  Rows(Connection connection, Actor actor, Instant now) {
    this.connection = connection;
    this.actor = actor;
    this.now = Times.text(now);
  }

  /** Something that takes the rows of a query one by one. */
  interface RowSink {
    void row(ResultSet row) throws SQLException;
  }

  // Reading.

  /** The instances that are meant, with their bindings, the oldest first. */
  List<InstanceEntry> entries(Filter filter) throws SQLException {
    return entries(filter, Integer.MAX_VALUE);
  }

  /** The same, no more than so many of those added last. */
  List<InstanceEntry> entries(Filter filter, int most) throws SQLException {
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

  /** Reads the labels or annotations of one instance after another. */
  private final class MetadataReader implements AutoCloseable {
    private final PreparedStatement statement;

    MetadataReader(String table) throws SQLException {
      statement =
          connection.prepareStatement(
              "SELECT key, value FROM " + table + " WHERE broker = ? AND instance_id = ?");
    }

    Map<String, String> of(InstanceEntry entry) throws SQLException {
      set(statement, entry.url(), entry.id());
      var found = new HashMap<String, String>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          found.put(rows.getString(1), rows.getString(2));
        }
      }
      return found;
    }

    @Override
    public void close() throws SQLException {
      statement.close();
    }
  }

  /** The instances that are meant, with all that is known, by name. */
  void records(Filter filter, Inventory.RecordSink sink) throws SQLException {
    try (var labels = new MetadataReader("labels");
        var annotations = new MetadataReader("annotations")) {
      records(filter, labels, annotations, sink);
    }
  }

  private void records(
      Filter filter, MetadataReader labels, MetadataReader annotations, Inventory.RecordSink sink)
      throws SQLException {
    var condition = filter.condition();
    // Bindings first: their rows are few, and the instances pass by one at a time.
    var bindings = new HashMap<String, List<BindingEntry>>();
    query(
        "SELECT b.broker, b.instance_id, b.name, b.id, "
            + prefixed("b")
            + " FROM bindings b ORDER BY b.created_at, b.name",
        List.of(),
        row ->
            bindings
                .computeIfAbsent(key(row.getString(1), row.getString(2)), k -> new ArrayList<>())
                .add(new BindingEntry(row.getString(3), row.getString(4), last(row, 5))));
    query(
        "SELECT i.broker, i.name, i.id, i.service_id, i.service, i.plan_id, i.plan, "
            + prefixed("i")
            + ", i.origin, i.created_at, i.created_by, i.run, i.context, i.identity, i.parameters"
            + " FROM instances i WHERE "
            + condition.sql()
            + " ORDER BY i.broker, i.name",
        condition.values(),
        row -> {
          var entry =
              entry(row, bindings.getOrDefault(key(row.getString(1), row.getString(3)), List.of()));
          sink.row(
              new InstanceRecord(
                  entry,
                  origin(row.getString(15)),
                  row.getString(16),
                  row.getString(17),
                  row.getString(18),
                  row.getString(19),
                  row.getString(20),
                  row.getString(21),
                  row.getString(14),
                  labels.of(entry),
                  annotations.of(entry)));
        });
  }

  /** Whether the name or the id of an entry is taken at its broker. */
  boolean isTaken(InstanceEntry entry) throws SQLException {
    return !strings(
            "SELECT id FROM instances WHERE broker = ? AND (id = ? OR name = ?)",
            entry.url(),
            entry.id(),
            entry.name())
        .isEmpty();
  }

  // Writing.

  /** Adds an entry, whose name and id must be free. */
  void insert(InstanceEntry entry, Made made) throws SQLException {
    var last = entry.last();
    execute(
        "INSERT INTO instances (broker, id, name, service_id, service, plan_id, plan, origin,"
            + " created_at, created_by, run, context, identity, organization, space, parameters,"
            + " request_context, "
            + LAST
            + ") VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?, ?,?,?,?,?,?,?)",
        entry.url(),
        entry.id(),
        entry.name(),
        entry.serviceId(),
        entry.offering(),
        entry.planId(),
        entry.plan(),
        word(made.origin()),
        now,
        actor.author(),
        actor.run(),
        actor.context(),
        made.identity(),
        member(made.context(), "organization_guid"),
        member(made.context(), "space_guid"),
        json(made.parameters()),
        json(made.context()),
        last.kind(),
        last.operation(),
        last.planId(),
        last.nextPlanId(),
        last.nextPlan(),
        word(last.state()),
        now);
    metadata("labels", entry, made.labels());
    metadata("annotations", entry, made.annotations());
    if (made.origin().isOurs()) {
      began(entry, null, last);
    }
    for (var binding : entry.bindings()) {
      insert(entry, binding, (String) null);
    }
  }

  private void metadata(String table, InstanceEntry entry, Map<String, String> values)
      throws SQLException {
    for (var each : values.entrySet()) {
      execute(
          "INSERT INTO " + table + " (broker, instance_id, key, value) VALUES (?,?,?,?)",
          entry.url(),
          entry.id(),
          each.getKey(),
          each.getValue());
    }
  }

  /** Adds a binding of an entry. */
  void insert(InstanceEntry entry, BindingEntry binding, @Nullable String parameters)
      throws SQLException {
    var last = binding.last();
    execute(
        "INSERT INTO bindings (broker, instance_id, id, name, created_at, created_by, run,"
            + " parameters, "
            + LAST
            + ") VALUES (?,?,?,?,?,?,?,?, ?,?,?,?,?,?,?)",
        entry.url(),
        entry.id(),
        binding.id(),
        binding.name(),
        now,
        actor.author(),
        actor.run(),
        parameters,
        last.kind(),
        last.operation(),
        last.planId(),
        last.nextPlanId(),
        last.nextPlan(),
        word(last.state()),
        now);
    began(entry, binding, last);
  }

  /** Writes what is different between an entry before and after a change. */
  void change(InstanceEntry before, InstanceEntry after) throws SQLException {
    if (!before.planId().equals(after.planId()) || !before.plan().equals(after.plan())) {
      execute(
          "UPDATE instances SET plan_id = ?, plan = ? WHERE broker = ? AND id = ?",
          after.planId(),
          after.plan(),
          after.url(),
          after.id());
    }
    if (!before.last().equals(after.last())) {
      last("instances", "broker = ? AND id = ?", after.last(), after.url(), after.id());
      moved(after, null, before.last(), after.last());
    }
    for (var old : before.bindings()) {
      if (byId(after, old).isEmpty()) {
        execute(
            "DELETE FROM bindings WHERE broker = ? AND instance_id = ? AND id = ?",
            after.url(),
            after.id(),
            old.id());
        deleted(after, old);
      }
    }
    for (var binding : after.bindings()) {
      var old = byId(before, binding);
      if (old.isEmpty()) {
        insert(after, binding, null);
      } else if (!old.get().last().equals(binding.last())) {
        last(
            "bindings",
            "broker = ? AND instance_id = ? AND id = ?",
            binding.last(),
            after.url(),
            after.id(),
            binding.id());
        moved(after, binding, old.get().last(), binding.last());
      }
    }
  }

  private static Optional<BindingEntry> byId(InstanceEntry entry, BindingEntry wanted) {
    return entry.bindings().stream().filter(each -> each.id().equals(wanted.id())).findFirst();
  }

  private void last(String table, String condition, LastOperation last, String... keys)
      throws SQLException {
    var values = new ArrayList<@Nullable String>();
    values.add(last.kind());
    values.add(last.operation());
    values.add(last.planId());
    values.add(last.nextPlanId());
    values.add(last.nextPlan());
    values.add(word(last.state()));
    values.add(now);
    values.addAll(List.of(keys));
    execute(
        "UPDATE " + table + " SET " + SET_LAST + " WHERE " + condition,
        values.toArray(String[]::new));
  }

  /** Takes an entry out. */
  void delete(InstanceEntry entry) throws SQLException {
    execute("DELETE FROM instances WHERE broker = ? AND id = ?", entry.url(), entry.id());
  }

  /** Takes out a binding; nobody knows what became of it. */
  void forget(InstanceEntry entry, String name) throws SQLException {
    var binding = entry.binding(name);
    if (binding.isPresent()) {
      ended(entry, binding.get(), "unknown");
      execute(
          "DELETE FROM bindings WHERE broker = ? AND instance_id = ? AND id = ?",
          entry.url(),
          entry.id(),
          binding.get().id());
    }
  }

  /** Gives an entry another name. */
  void rename(InstanceEntry entry, String name) throws SQLException {
    execute(
        "UPDATE instances SET name = ? WHERE broker = ? AND id = ?", name, entry.url(), entry.id());
  }

  // What was done, which stays when its resource is gone.

  private void moved(
      InstanceEntry entry, @Nullable BindingEntry binding, LastOperation old, LastOperation last)
      throws SQLException {
    if (!last.over() && (old.over() || !old.kind().equals(last.kind()))) {
      began(entry, binding, last);
    } else if (last.over() && !old.over()) {
      ended(entry, binding, word(last.state()));
    }
  }

  /** An operation began, or is noted when it is over already. */
  private void began(InstanceEntry entry, @Nullable BindingEntry binding, LastOperation last)
      throws SQLException {
    note(entry, binding, last.kind(), last.over() ? word(last.state()) : null);
  }

  /** Notes an operation; its outcome is null while it is under way. */
  void note(
      InstanceEntry entry, @Nullable BindingEntry binding, String kind, @Nullable String outcome)
      throws SQLException {
    execute(
        "INSERT INTO operations (broker, instance_id, binding_id, instance, binding, kind, service,"
            + " plan, organization, created_by, run, context, started_at, ended_at, outcome)"
            + " VALUES (?,?,?,?,?,?,?,?,"
            + "(SELECT organization FROM instances WHERE broker = ? AND id = ?),?,?,?,?,?,?)",
        entry.url(),
        entry.id(),
        binding == null ? null : binding.id(),
        entry.name(),
        binding == null ? null : binding.name(),
        kind,
        entry.offering(),
        entry.plan(),
        entry.url(),
        entry.id(),
        actor.author(),
        actor.run(),
        actor.context(),
        now,
        outcome == null ? null : now,
        outcome);
  }

  /** Whether an operation was under way, which ends now. */
  boolean ended(InstanceEntry entry, @Nullable BindingEntry binding, String outcome)
      throws SQLException {
    return ended(entry, binding, "%", outcome);
  }

  private boolean ended(
      InstanceEntry entry, @Nullable BindingEntry binding, String kind, String outcome)
      throws SQLException {
    return execute(
            "UPDATE operations SET ended_at = ?, outcome = ? WHERE broker = ? AND instance_id = ?"
                + " AND coalesce(binding_id, '') = ? AND kind LIKE ? AND ended_at IS NULL",
            now,
            outcome,
            entry.url(),
            entry.id(),
            binding == null ? "" : binding.id(),
            kind)
        > 0;
  }

  /** A resource is gone: its delete succeeded, and what else was under way nobody knows. */
  void deleted(InstanceEntry entry, @Nullable BindingEntry binding) throws SQLException {
    var kind = binding == null ? "deprovision" : "unbind";
    var known = ended(entry, binding, kind, "succeeded");
    var creating = binding == null ? "provision" : "bind";
    var failed = !known && ended(entry, binding, creating, "failed");
    ended(entry, binding, "unknown");
    if (!known && !failed) {
      note(entry, binding, kind, "succeeded");
    }
  }

  // SQL.

  private void query(String sql, List<String> values, RowSink sink) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      set(statement, values.toArray(String[]::new));
      statement.setFetchSize(1000);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          sink.row(rows);
        }
      }
    }
  }

  private List<String> strings(String sql, String... values) throws SQLException {
    var found = new ArrayList<String>();
    query(sql, List.of(values), row -> found.add(row.getString(1)));
    return found;
  }

  private int execute(String sql, @Nullable String... values) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      set(statement, values);
      return statement.executeUpdate();
    }
  }

  private static void set(PreparedStatement statement, @Nullable String... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setString(i + 1, values[i]);
    }
  }

  // Words.

  private static String word(Made.Origin origin) {
    return origin.name().toLowerCase(Locale.ROOT);
  }

  private static Made.Origin origin(String word) {
    return Made.Origin.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static String word(State state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static State state(String word) {
    return State.valueOf(word.toUpperCase(Locale.ROOT).replace(' ', '_'));
  }

  private static @Nullable String json(JsonNode node) {
    return node.isMissingNode() ? null : Json.text(node);
  }

  private static @Nullable String member(JsonNode context, String name) {
    return context.path(name).isString() ? context.path(name).stringValue() : null;
  }
}
