package org.osbctl.inventory;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.osbctl.inventory.InstanceEntry.BindingEntry;

/**
 * What osbctl has created, in a database that many processes use at once: a file of SQLite, or a
 * PostgreSQL that a team shares. A change is on the disk when its method returns.
 *
 * <p>Safe for use by several threads, which take turns. Nothing is opened before it is needed.
 */
public final class Inventory implements AutoCloseable {
  private final Store store;
  private final Actor actor;
  private final Clock clock;

  Inventory(Store store, Actor actor, Clock clock) {
    this.store = store;
    this.actor = actor;
    this.clock = clock;
  }

  /** The inventory in a file, which the first change makes. */
  public static Inventory inFile(Path file, Actor actor, Clock clock) {
    return new Inventory(new SqliteStore(file), actor, clock);
  }

  /**
   * The inventory in a PostgreSQL, whose first use makes the tables.
   *
   * @param url a JDBC URL without password
   */
  public static Inventory inPostgres(
      String url, Optional<String> user, Optional<String> password, Actor actor, Clock clock) {
    return new Inventory(new PostgresStore(url, user, password), actor, clock);
  }

  /** Takes documents one by one: JSON objects in UTF-8. */
  public interface DocumentSink {
    void row(byte[] document);
  }

  /** Takes summaries one by one. */
  public interface SummarySink {
    void row(InstanceSummary found);
  }

  private interface Work<T> {
    T in(Connection connection) throws SQLException, InventoryException;
  }

  private interface Change {
    boolean in(EntryReader entries, EntryWriter rows) throws SQLException, InventoryException;
  }

  // Reading.

  /** All entries of all brokers, the oldest first. */
  public List<InstanceEntry> all() throws InventoryException {
    return entries(Filter.ALL);
  }

  /** All entries of one broker, the oldest first. */
  public List<InstanceEntry> of(String url) throws InventoryException {
    return entries(Filter.of(url));
  }

  /** The entries of one broker that were added last, the oldest first. */
  public List<InstanceEntry> latest(String url, int most) throws InventoryException {
    return reading(List.of(), connection -> new EntryReader(connection).of(Filter.of(url), most));
  }

  /** The entry with a name at a broker. */
  public Optional<InstanceEntry> find(String url, String name) throws InventoryException {
    return entries(Filter.of(url, name)).stream().findFirst();
  }

  /** The entries that are meant, the oldest first. */
  public List<InstanceEntry> entries(Filter filter) throws InventoryException {
    return reading(List.of(), connection -> new EntryReader(connection).of(filter));
  }

  /**
   * All that is known of the entries that are meant, in the order of their names. Each is a JSON
   * object with name, id, broker, service, serviceId, plan, planId, origin (command, conform or
   * adopted), createdAt, createdBy, run, context, originatingIdentity, changedAt, parameters
   * (secrets masked), lastOperation (type, state, operation), labels, annotations and bindings
   * (name, id, lastOperation); what is not known is null. Times are ISO 8601 in UTC.
   */
  public void documents(Filter filter, DocumentSink sink) throws InventoryException {
    reading(
        Boolean.FALSE,
        connection -> {
          new EntryReader(connection).documents(filter, store.json(), sink);
          return Boolean.TRUE;
        });
  }

  /** The entries that are meant as lists show them, in the order of their names. */
  public void summaries(Filter filter, SummarySink sink) throws InventoryException {
    reading(
        Boolean.FALSE,
        connection -> {
          new EntryReader(connection).summaries(filter, sink);
          return Boolean.TRUE;
        });
  }

  // Writing.

  /** Adds an entry; false, and nothing is changed, when its name or id is taken at its broker. */
  public boolean add(InstanceEntry entry, Made made) throws InventoryException {
    return change(
        (entries, rows) -> {
          if (entries.isTaken(entry)) {
            return false;
          }
          rows.insert(entry, made);
          return true;
        });
  }

  /**
   * Adds a binding of the entry with a name; false, and nothing is changed, when there is no such
   * entry or the name or id of the binding is taken.
   */
  public boolean addBinding(
      String url, String name, BindingEntry binding, @Nullable String parameters)
      throws InventoryException {
    return change(
        (entries, rows) -> {
          var found = entries.of(Filter.of(url, name));
          if (found.isEmpty()
              || found.getFirst().bindings().stream()
                  .anyMatch(
                      each ->
                          each.name().equals(binding.name()) || each.id().equals(binding.id()))) {
            return false;
          }
          rows.insert(found.getFirst(), binding, parameters);
          return true;
        });
  }

  /** Changes the entry with a name, if there is one: its plan, last operation and bindings. */
  public void update(String url, String name, UnaryOperator<InstanceEntry> edit)
      throws InventoryException {
    change(
        (entries, rows) -> {
          for (var before : entries.of(Filter.of(url, name))) {
            rows.change(before, edit.apply(before));
          }
          return true;
        });
  }

  /** Takes out an entry whose instance is gone at the broker. */
  public void remove(String url, String name) throws InventoryException {
    change(
        (entries, rows) -> {
          for (var entry : entries.of(Filter.of(url, name))) {
            for (var binding : entry.bindings()) {
              rows.ended(entry, binding, "unknown");
            }
            rows.deleted(entry, null);
            rows.delete(entry);
          }
          return true;
        });
  }

  /** Takes out an entry without a word on what became of its instance. */
  public boolean forget(String url, String name) throws InventoryException {
    return change(
        (entries, rows) -> {
          var found = entries.of(Filter.of(url, name));
          for (var entry : found) {
            for (var binding : entry.bindings()) {
              rows.ended(entry, binding, "unknown");
            }
            rows.ended(entry, null, "unknown");
            rows.delete(entry);
          }
          return !found.isEmpty();
        });
  }

  /** Takes out a binding without a word on what became of it. */
  public void forgetBinding(String url, String name, String binding) throws InventoryException {
    change(
        (entries, rows) -> {
          for (var entry : entries.of(Filter.of(url, name))) {
            rows.forget(entry, binding);
          }
          return true;
        });
  }

  /** Gives an entry another name; false, and nothing is changed, when that is taken. */
  public boolean rename(String url, String name, String other) throws InventoryException {
    return change(
        (entries, rows) -> {
          if (!entries.of(Filter.of(url, other)).isEmpty()) {
            return false;
          }
          for (var entry : entries.of(Filter.of(url, name))) {
            rows.rename(entry, other);
          }
          return true;
        });
  }

  /**
   * Notes that an operation failed or was refused and changed nothing.
   *
   * @param binding the name of the binding it was about, or null
   */
  public void failed(String url, String name, @Nullable String binding, String kind)
      throws InventoryException {
    change(
        (entries, rows) -> {
          for (var entry : entries.of(Filter.of(url, name))) {
            var about = binding == null ? null : entry.binding(binding).orElse(null);
            var last = about == null ? entry.last() : about.last();
            if (last.over() || !last.kind().equals(kind)) {
              rows.note(entry, about, kind, "failed");
            } else {
              rows.change(
                  entry,
                  about == null
                      ? entry.withLast(last.failed())
                      : entry.withBinding(
                          new BindingEntry(about.name(), about.id(), last.failed())));
            }
          }
          return true;
        });
  }

  // Questions in SQL.

  /** What a query of somebody found. */
  public interface Answer {
    /** The names of the columns, told first. */
    void columns(List<String> names);

    /** A row; null where there is nothing. */
    void row(List<@Nullable String> values);
  }

  /**
   * Asks a question in SQL, in a session in which the database refuses every change.
   *
   * @throws InventoryException also when the question cannot be understood
   */
  public void query(String sql, Answer answer) throws InventoryException {
    synchronized (store) {
      try (var connection = store.readOnly();
          var statement = connection.createStatement()) {
        statement.setFetchSize(1000);
        if (!statement.execute(sql)) {
          return;
        }
        try (var rows = statement.getResultSet()) {
          tell(rows, answer);
        }
      } catch (SQLException e) {
        throw store.trouble(e);
      } catch (IOException e) {
        throw unreadable(e);
      }
    }
  }

  private static void tell(ResultSet rows, Answer answer) throws SQLException {
    int width = rows.getMetaData().getColumnCount();
    var names = new ArrayList<String>();
    for (int i = 1; i <= width; i++) {
      names.add(rows.getMetaData().getColumnLabel(i));
    }
    answer.columns(names);
    while (rows.next()) {
      var values = new ArrayList<@Nullable String>();
      for (int i = 1; i <= width; i++) {
        values.add(rows.getString(i));
      }
      answer.row(values);
    }
  }

  // Transactions.

  private <T> T reading(T nothing, Work<T> work) throws InventoryException {
    synchronized (store) {
      try {
        if (!store.exists()) {
          return nothing;
        }
        var connection = store.connection();
        store.beginReading(connection);
        try {
          return work.in(connection);
        } finally {
          store.endReading(connection);
        }
      } catch (SQLException e) {
        throw store.trouble(e);
      } catch (IOException e) {
        throw unreadable(e);
      }
    }
  }

  private boolean change(Change work) throws InventoryException {
    synchronized (store) {
      try {
        var connection = store.connection();
        store.begin(connection);
        try {
          var result =
              work.in(
                  new EntryReader(connection), new EntryWriter(connection, actor, clock.instant()));
          store.commit(connection);
          return result;
        } catch (SQLException | InventoryException | RuntimeException e) {
          store.rollback(connection);
          throw e;
        }
      } catch (SQLException e) {
        throw store.trouble(e);
      } catch (IOException e) {
        throw unreadable(e);
      }
    }
  }

  private InventoryException unreadable(IOException e) {
    var reason =
        switch (e) {
          case AccessDeniedException denied -> "permission denied";
          case FileAlreadyExistsException taken -> taken.getFile() + " is no folder";
          case FileSystemException f when f.getReason() != null -> f.getReason();
          default -> String.valueOf(e.getMessage());
        };
    return new InventoryException(
        store.place(),
        reason,
        "check its folder and permissions, or choose another folder with OSBCTL_HOME",
        e);
  }

  @Override
  public void close() {
    synchronized (store) {
      store.close();
    }
  }
}
