package org.osbctl.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.osbctl.it.PostgresServer;
import org.osbctl.lifecycle.Attributes;
import org.osbctl.mock.Binder.Work;
import tools.jackson.databind.JsonNode;

/** A binder with a real PostgreSQL, of which nothing may be left. */
abstract class PostgresBinderRig {
  final PostgresServer server = PostgresServer.get();
  final String instance = UUID.randomUUID().toString();
  PostgresBinder binder;

  @BeforeEach
  void open_binder() throws Exception {
    binder = open(PostgresServer.ADMIN, PostgresServer.PASSWORD);
  }

  @AfterEach
  void nothing_is_left_after_the_binder_is_closed() throws Exception {
    binder.close();
    assertEquals(List.of(), databasesLike("osb_"));
    assertEquals(List.of(), rolesLike("osb_"));
  }

  PostgresBinder open(String user, String password) throws PostgresTroubleException {
    return PostgresBinder.open(
        PostgresSettings.parse(server.url(), Optional.of(user), Optional.of(password)));
  }

  List<String> databasesLike(String prefix) throws SQLException {
    return server.column(
        "SELECT datname FROM pg_database WHERE starts_with(datname, '" + prefix + "')");
  }

  List<String> rolesLike(String prefix) throws SQLException {
    return server.column(
        "SELECT rolname FROM pg_roles WHERE starts_with(rolname, '" + prefix + "')");
  }

  JsonNode create(String instanceId, String bindingId) {
    good(binder.createInstance(instanceId, Attributes.UNKNOWN));
    return bind(instanceId, bindingId);
  }

  JsonNode bind(String instanceId, String bindingId) {
    return good(binder.createBinding(instanceId, bindingId, Attributes.UNKNOWN))
        .members()
        .path("credentials");
  }

  void unbind(String instanceId, String bindingId) {
    good(binder.deleteBinding(instanceId, bindingId, Attributes.UNKNOWN));
  }

  static Work.Done good(Work work) {
    return assertInstanceOf(Work.Done.class, work);
  }

  static String reason(Work work) {
    return assertInstanceOf(Work.Failed.class, work).reason();
  }

  static Connection login(JsonNode credentials) throws SQLException {
    return DriverManager.getConnection(credentials.path("jdbcUrl").asString());
  }

  Connection login(JsonNode credentials, String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + database,
        credentials.path("username").asString(),
        credentials.path("password").asString());
  }

  static void run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static String state(SQLException e) {
    return e.getSQLState();
  }
}
