package org.osbctl.mock;

import static org.osbctl.mock.PostgresNames.quoted;

import java.sql.SQLException;
import java.util.ArrayDeque;

/** Makes and drops the databases of service instances. */
final class PostgresDatabases {
  private final PostgresSession session;
  private final PostgresRoles roles;

  PostgresDatabases(PostgresSession session, PostgresRoles roles) {
    this.session = session;
    this.roles = roles;
  }

  boolean exists(String name) throws SQLException {
    // What a server that went down while it dropped a database has left of it has the limit -2.
    return session.finds(
        "SELECT 1 FROM pg_database WHERE datname = ? AND datconnlimit <> -2", name);
  }

  /** Makes a database and its owner; what is there already is kept, and completed. */
  void create(String name, String comment) throws SQLException {
    var undo = new ArrayDeque<String>();
    try {
      if (!roles.exists(name)) {
        undo.push("DROP ROLE IF EXISTS " + quoted(name));
        session.together(() -> roles.create(name, comment));
      }
      if (!exists(name)) {
        // FORCE is not for what nobody can connect to: it would ask for the right to end sessions.
        session.run("DROP DATABASE IF EXISTS " + quoted(name));
        undo.push("DROP DATABASE IF EXISTS " + quoted(name));
        // Nobody is ever connected to template0, so that databases can be made side by side.
        session.run(
            "CREATE DATABASE "
                + quoted(name)
                + " OWNER "
                + quoted(name)
                + " TEMPLATE template0 ALLOW_CONNECTIONS false");
      }
      session.together(() -> open(name, comment));
    } catch (SQLException e) {
      undo(undo, e);
      throw e;
    }
  }

  /** Lets those in who may, and nobody else: by default everybody may connect. */
  private void open(String name, String comment) throws SQLException {
    session.run("REVOKE ALL ON DATABASE " + quoted(name) + " FROM PUBLIC");
    session.run("COMMENT ON DATABASE " + quoted(name) + " IS " + PostgresNames.literal(comment));
    session.run("ALTER DATABASE " + quoted(name) + " ALLOW_CONNECTIONS true");
  }

  private void undo(Iterable<String> statements, SQLException cause) {
    for (var statement : statements) {
      try {
        session.run(statement);
      } catch (SQLException e) {
        cause.addSuppressed(e);
      }
    }
  }

  /** Drops a database with its owner and the roles of its bindings, as far as they are there. */
  void drop(String name) throws SQLException {
    session.run("DROP DATABASE IF EXISTS " + quoted(name) + " WITH (FORCE)");
    for (var role : roles.ofInstance(name)) {
      roles.drop(role, name);
    }
    roles.drop(name, name);
  }
}
