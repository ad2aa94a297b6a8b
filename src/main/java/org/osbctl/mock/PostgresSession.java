package org.osbctl.mock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.Driver;
import org.postgresql.PGConnection;

/** A short connection to one database, as the one who makes databases and roles. */
final class PostgresSession implements AutoCloseable {
  private static final Driver DRIVER = new Driver();

  /**
   * The server gives up before the driver does (30 s), and then tells why. Names mean the server's
   * own things: the owner of a database could give our rights to functions of another schema. Not
   * as an option of the connection, which the URL could override.
   */
  private static final String SETTINGS =
      "SET statement_timeout = 25000; SET client_min_messages = error; SET search_path ="
          + " pg_catalog";

  private final Connection connection;

  private PostgresSession(Connection connection) {
    this.connection = connection;
  }

  /** Statements that go together. */
  interface Statements {
    void run() throws SQLException;
  }

  /** Connects to the database from which others are made. */
  static PostgresSession open(PostgresSettings settings) throws SQLException {
    return open(settings, settings.database(), SETTINGS);
  }

  /** Connects to the database of a service instance, whose owner may have set a role for it. */
  static PostgresSession openForeign(PostgresSettings settings, String database)
      throws SQLException {
    return open(settings, database, SETTINGS + "; SET role = none");
  }

  private static PostgresSession open(PostgresSettings settings, String database, String first)
      throws SQLException {
    var connection = DRIVER.connect(settings.url(database), settings.properties());
    if (connection == null) {
      throw new SQLException("the PostgreSQL driver cannot read the URL");
    }
    var session = new PostgresSession(connection);
    try {
      session.run(first);
      return session;
    } catch (SQLException e) {
      session.giveUp(e, connection::close);
      throw e;
    }
  }

  /** Waits until nobody else holds the lock; it is held until the session ends. */
  void lock(long key) throws SQLException {
    try (var statement = connection.prepareStatement("SELECT pg_advisory_lock(?)")) {
      statement.setLong(1, key);
      statement.execute();
    }
  }

  /** Runs a statement whose names are quoted. */
  void run(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Runs statements of which either all count or none. */
  void together(Statements statements) throws SQLException {
    connection.setAutoCommit(false);
    try {
      statements.run();
      connection.commit();
    } catch (SQLException e) {
      giveUp(e, connection::rollback);
      giveUp(e, () -> connection.setAutoCommit(true));
      throw e;
    }
    connection.setAutoCommit(true);
  }

  private void giveUp(SQLException cause, Statements statements) {
    try {
      statements.run();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  /** Sets a password, of which the server only ever sees the hash. */
  void password(String role, String password) throws SQLException {
    connection.unwrap(PGConnection.class).alterUserPassword(role, password.toCharArray(), null);
  }

  /** Whether a query finds anything. */
  boolean finds(String query, String... arguments) throws SQLException {
    return !column(query, arguments).isEmpty();
  }

  /** The first column of what a query finds. */
  List<String> column(String query, String... arguments) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      for (int i = 0; i < arguments.length; i++) {
        statement.setString(i + 1, arguments[i]);
      }
      var found = new ArrayList<String>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
      return found;
    }
  }

  /** The major version of the server. */
  int version() throws SQLException {
    return connection.getMetaData().getDatabaseMajorVersion();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
