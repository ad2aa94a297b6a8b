package org.osbctl.inventory;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/** The inventory of a team, in the default schema of a PostgreSQL. */
final class PostgresStore implements Store {
  /** Any number, the same for all: who holds this lock of the database changes the inventory. */
  private static final long LOCK = 0x6f73_6263_746cL;

  /** The driver logs what it throws, to standard error unless somebody has a say. */
  private static final Logger LOGGER = Logger.getLogger("org.postgresql");

  private final String url;
  private final Optional<String> user;
  private final Optional<String> password;
  private @Nullable Connection connection;

  /**
   * A database.
   *
   * @param url a JDBC URL without password
   */
  PostgresStore(String url, Optional<String> user, Optional<String> password) {
    this.url = url;
    this.user = user;
    this.password = password;
    if (LOGGER.getLevel() == null) {
      LOGGER.setLevel(Level.OFF);
    }
  }

  @Override
  public String place() {
    return url;
  }

  @Override
  public boolean exists() {
    return true;
  }

  @Override
  public Connection connection() throws SQLException, InventoryException {
    var made = connection;
    if (made == null) {
      made = connect();
      connection = made;
      try {
        prepare(made);
      } catch (SQLException | InventoryException e) {
        close();
        connection = null;
        throw e;
      }
    }
    return made;
  }

  private Connection connect() throws SQLException {
    var properties = new Properties();
    user.ifPresent(name -> properties.setProperty("user", name));
    password.ifPresent(secret -> properties.setProperty("password", secret));
    properties.setProperty("ApplicationName", "osbctl");
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("loginTimeout", "10");
    properties.setProperty("socketTimeout", "60");
    var made = new Driver().connect(url, properties);
    if (made == null) {
      throw new SQLException("the driver cannot read the URL");
    }
    made.setAutoCommit(false);
    return made;
  }

  private void prepare(Connection made) throws SQLException, InventoryException {
    try (var statement = made.createStatement()) {
      if (version(made) == Schema.version()) {
        made.commit();
        return;
      }
      begin(made);
      statement.execute("CREATE TABLE IF NOT EXISTS osbctl_schema (version INTEGER NOT NULL)");
      int version = version(made);
      if (version > Schema.version()) {
        made.rollback();
        throw new InventoryException(
            place(), "it was written by a newer osbctl", "use that one, or another database");
      }
      Schema.migrate(made, version, "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY");
      statement.execute("DELETE FROM osbctl_schema");
      statement.execute("INSERT INTO osbctl_schema VALUES (" + Schema.version() + ")");
      made.commit();
    }
  }

  /** The version of the tables, 0 when there are none. */
  private static int version(Connection made) throws SQLException {
    try (var statement = made.createStatement();
        var there = statement.executeQuery("SELECT to_regclass('osbctl_schema') IS NOT NULL")) {
      if (!there.next() || !there.getBoolean(1)) {
        return 0;
      }
    }
    try (var statement = made.createStatement();
        var rows = statement.executeQuery("SELECT version FROM osbctl_schema")) {
      return rows.next() ? rows.getInt(1) : 0;
    }
  }

  @Override
  public void begin(Connection made) throws SQLException {
    try (var statement = made.createStatement()) {
      statement.execute("SELECT pg_advisory_xact_lock(" + LOCK + ")");
    }
  }

  @Override
  public void commit(Connection made) throws SQLException {
    made.commit();
  }

  @Override
  public void rollback(Connection made) throws SQLException {
    made.rollback();
  }

  @Override
  public void beginReading(Connection made) throws SQLException {
    try (var statement = made.createStatement()) {
      statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
    }
  }

  @Override
  public void endReading(Connection made) throws SQLException {
    made.rollback();
  }

  @Override
  public Connection readOnly() throws SQLException, InventoryException {
    connection();
    var own = connect();
    own.setReadOnly(true);
    return own;
  }

  @Override
  public JsonSql json() {
    return JsonSql.POSTGRES;
  }

  @Override
  public InventoryException trouble(SQLException e) {
    var state = String.valueOf(e.getSQLState());
    var remedy =
        state.startsWith("28")
            ? "give user and password with PGUSER and PGPASSWORD"
            : "check the URL given with --inventory, and the server; nothing was changed";
    return new InventoryException(
        place(), String.valueOf(e.getMessage()).lines().findFirst().orElse(""), remedy, e);
  }

  @Override
  public void close() {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      // Every change is committed already.
    }
  }
}
