package org.osbctl.mock;

import static org.osbctl.mock.PostgresNames.quoted;

import java.sql.SQLException;

/** Makes and drops roles. */
final class PostgresRoles {
  private final PostgresSettings settings;
  private final PostgresSession session;

  PostgresRoles(PostgresSettings settings, PostgresSession session) {
    this.settings = settings;
    this.session = session;
  }

  boolean exists(String role) throws SQLException {
    return session.finds("SELECT 1 FROM pg_roles WHERE rolname = ?", role);
  }

  /** Makes a role that cannot log in; belongs into a transaction. */
  void create(String role, String comment) throws SQLException {
    session.run("CREATE ROLE " + quoted(role) + " NOLOGIN");
    // Who is no superuser can act for a role (own a database by it, end its sessions) as a member.
    if (!session.finds("SELECT 1 FROM pg_roles WHERE rolname = current_user AND rolsuper")) {
      session.run("GRANT " + quoted(role) + " TO CURRENT_USER");
    }
    session.run("COMMENT ON ROLE " + quoted(role) + " IS " + PostgresNames.literal(comment));
  }

  /**
   * Lets a role log in to a database and act there as its owner: what it makes belongs to the
   * owner, so that it outlives the binding, and every binding of the instance can use it.
   */
  void admit(String role, String password, String owner, String database) throws SQLException {
    session.run("GRANT " + quoted(owner) + " TO " + quoted(role));
    session.run(
        "ALTER ROLE "
            + quoted(role)
            + " IN DATABASE "
            + quoted(database)
            + " SET role TO "
            + PostgresNames.literal(owner));
    session.password(role, password);
    session.run("ALTER ROLE " + quoted(role) + " LOGIN");
  }

  /**
   * Drops a role if it is there: ends its sessions, hands what it owns in the database of its
   * service instance to the owner, and drops what it has elsewhere.
   *
   * @param instance the name of the database and of its owner; no database of that name is fine
   */
  void drop(String role, String instance) throws SQLException {
    if (!exists(role)) {
      return;
    }
    session.run("ALTER ROLE " + quoted(role) + " NOLOGIN");
    endSessions(role);
    for (var database : databasesWithThingsOf(role)) {
      try (var there = PostgresSession.openForeign(settings, database)) {
        if (database.equals(instance) && !role.equals(instance)) {
          there.run("REASSIGN OWNED BY " + quoted(role) + " TO " + quoted(instance));
        }
        there.run("DROP OWNED BY " + quoted(role));
      }
    }
    session.together(
        () -> {
          session.run("DROP OWNED BY " + quoted(role));
          session.run("DROP ROLE " + quoted(role));
        });
  }

  private void endSessions(String role) throws SQLException {
    session.column(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename = ?", role);
    if (session.finds("SELECT 1 FROM pg_stat_activity WHERE usename = ?", role)) {
      throw new SQLException("its sessions do not end");
    }
  }

  private Iterable<String> databasesWithThingsOf(String role) throws SQLException {
    return session.column(
        """
        SELECT DISTINCT d.datname
        FROM pg_shdepend s
        JOIN pg_database d ON d.oid = s.dbid
        JOIN pg_roles r ON r.oid = s.refobjid
        WHERE s.refclassid = 'pg_authid'::regclass AND r.rolname = ? AND d.datname <> current_database()
        """,
        role);
  }

  /** The login roles of the bindings of a service instance that are still there. */
  Iterable<String> ofInstance(String instance) throws SQLException {
    return session.column(
        """
        SELECT member.rolname
        FROM pg_auth_members m
        JOIN pg_roles member ON member.oid = m.member
        JOIN pg_roles owner ON owner.oid = m.roleid
        WHERE owner.rolname = ? AND starts_with(member.rolname, ?)
        """,
        instance,
        PostgresNames.BINDING);
  }
}
