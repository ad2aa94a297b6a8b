package org.osbctl.inventory;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osbctl.inventory.InstanceEntry.BindingEntry;
import org.osbctl.inventory.InstanceEntry.LastOperation;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;

/** Changes entries as rows of tables, within a transaction of the caller. */
final class EntryWriter {
  private static final String SET_LAST = EntryReader.LAST.replace(",", " = ?,") + " = ?";

  private final Connection connection;
  private final Actor actor;
  private final String now;

  EntryWriter(Connection connection, Actor actor, Instant now) {
    this.connection = connection;
    this.actor = actor;
    this.now = Times.text(now);
  }

  /** Adds an entry, whose name and id must be free. */
  void insert(InstanceEntry entry, Made made) throws SQLException {
    var last = entry.last();
    execute(
        "INSERT INTO instances (broker, id, name, service_id, service, plan_id, plan, origin,"
            + " created_at, created_by, run, context, identity, organization, space, parameters,"
            + " request_context, "
            + EntryReader.LAST
            + ") VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?, ?,?,?,?,?,?,?)",
        entry.url(),
        entry.id(),
        entry.name(),
        entry.serviceId(),
        entry.offering(),
        entry.planId(),
        entry.plan(),
        EntryReader.word(made.origin()),
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
        EntryReader.word(last.state()),
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
            + EntryReader.LAST
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
        EntryReader.word(last.state()),
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
    values.add(EntryReader.word(last.state()));
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
      ended(entry, binding, EntryReader.word(last.state()));
    }
  }

  /** An operation began, or is noted when it is over already. */
  private void began(InstanceEntry entry, @Nullable BindingEntry binding, LastOperation last)
      throws SQLException {
    note(entry, binding, last.kind(), last.over() ? EntryReader.word(last.state()) : null);
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

  private int execute(String sql, @Nullable String... values) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      return statement.executeUpdate();
    }
  }

  private static @Nullable String json(JsonNode node) {
    return node.isMissingNode() ? null : Json.text(node);
  }

  private static @Nullable String member(JsonNode context, String name) {
    return context.path(name).isString() ? context.path(name).stringValue() : null;
  }
}
