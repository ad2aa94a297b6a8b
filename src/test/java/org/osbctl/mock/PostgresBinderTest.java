package org.osbctl.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osbctl.it.PostgresServer;
import org.osbctl.lifecycle.Attributes;
import org.osbctl.mock.Binder.Work;
import tools.jackson.databind.JsonNode;

/** The binder alone: what its databases and roles can do. */
@ResourceLock(PostgresServer.DATABASES)
class PostgresBinderTest extends PostgresBinderRig {
  @Test
  void binding_logs_in_and_owns_its_database() throws Exception {
    try (var session = login(create(instance, "b"))) {
      run(session, "CREATE TABLE t (x int)");
      run(session, "INSERT INTO t VALUES (7)");
      run(session, "CREATE SCHEMA s");
      assertEquals(List.of("7"), PostgresServer.column(session, "SELECT x FROM t"));
    }
  }

  @Test
  void credentials_say_one_thing_in_all_forms() {
    var made = create(instance, "b");
    var user = made.path("username").asString();
    var password = made.path("password").asString();
    var place = "127.0.0.1:" + server.port() + "/" + made.path("database").asString();
    assertEquals("127.0.0.1", made.path("host").asString());
    assertEquals(server.port(), made.path("port").intValue());
    assertEquals(PostgresNames.ofInstance(instance), made.path("database").asString());
    assertEquals(PostgresNames.ofBinding(instance, "b"), user);
    assertTrue(password.matches("[A-Za-z0-9]{32}"), password);
    assertEquals(
        "postgresql://" + user + ":" + password + "@" + place, made.path("uri").asString());
    assertEquals(
        "jdbc:postgresql://" + place + "?user=" + user + "&password=" + password,
        made.path("jdbcUrl").asString());
  }

  @Test
  void bindings_of_an_instance_share_its_tables() throws Exception {
    var first = create(instance, "b1");
    var second = bind(instance, "b2");
    assertNotEquals(first.path("username"), second.path("username"));
    assertNotEquals(first.path("password"), second.path("password"));
    try (var session = login(first)) {
      run(session, "CREATE TABLE t (x int)");
    }
    try (var session = login(second)) {
      run(session, "INSERT INTO t VALUES (1)");
      run(session, "DROP TABLE t");
    }
  }

  @Test
  void tables_outlive_the_binding_that_made_them() throws Exception {
    try (var session = login(create(instance, "b1"))) {
      run(session, "CREATE TABLE t (x int)");
      // Back to itself: this table is the binding's own.
      run(session, "GRANT CREATE ON SCHEMA public TO " + session.getMetaData().getUserName());
      run(session, "SET ROLE NONE");
      run(session, "CREATE TABLE own (x int)");
    }
    unbind(instance, "b1");
    try (var session = login(bind(instance, "b2"))) {
      assertEquals(
          List.of(PostgresNames.ofInstance(instance)),
          PostgresServer.column(
              session, "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'"));
      run(session, "DROP TABLE t, own");
    }
  }

  @Test
  void binding_cannot_use_the_database_of_another_instance() throws Exception {
    create(instance, "b");
    var other = create(instance + "-2", "b");
    var refused =
        assertThrows(SQLException.class, () -> login(other, PostgresNames.ofInstance(instance)));
    assertEquals("42501", state(refused), refused.getMessage());
  }

  @Test
  void binding_can_make_neither_databases_nor_roles() throws Exception {
    try (var session = login(create(instance, "b"))) {
      for (var sql :
          List.of(
              "CREATE DATABASE more",
              "CREATE ROLE more",
              "SET ROLE " + PostgresServer.ADMIN,
              "ALTER ROLE CURRENT_USER SUPERUSER")) {
        assertEquals("42501", state(assertThrows(SQLException.class, () -> run(session, sql))));
      }
    }
  }

  @Test
  void unbind_ends_sessions_and_refuses_the_login() throws Exception {
    var made = create(instance, "b");
    try (var session = login(made)) {
      run(session, "CREATE TABLE t (x int)");
      unbind(instance, "b");
      assertThrows(SQLException.class, () -> run(session, "SELECT 1"));
    }
    assertEquals("28P01", state(assertThrows(SQLException.class, () -> login(made))));
    assertEquals(List.of(), rolesLike("osb_b_"));
  }

  @Test
  void unbind_takes_along_what_the_role_has_elsewhere() throws Exception {
    var made = create(instance, "b");
    var role = made.path("username").asString();
    server.run(
        "CREATE DATABASE elsewhere",
        "GRANT CREATE ON DATABASE elsewhere TO " + role,
        "GRANT CREATE ON DATABASE postgres TO " + role);
    try (var there = login(made, "elsewhere");
        var here = login(made, "postgres")) {
      for (var session : List.of(there, here)) {
        run(session, "CREATE SCHEMA mine");
        run(session, "CREATE TABLE mine.t (x int)");
      }
    }
    unbind(instance, "b");
    server.run("DROP DATABASE elsewhere");
    assertEquals(List.of(), rolesLike("osb_b_"));
    assertEquals(List.of(), server.column("SELECT 1 FROM pg_namespace WHERE nspname = 'mine'"));
  }

  @Test
  void deprovision_ends_sessions_and_drops_roles_that_are_left() throws Exception {
    var made = create(instance, "b1");
    bind(instance, "b2");
    try (var session = login(made)) {
      good(binder.deleteInstance(instance, Attributes.UNKNOWN));
      assertThrows(SQLException.class, () -> run(session, "SELECT 1"));
    }
    assertEquals(List.of(), databasesLike("osb_"));
    assertEquals(List.of(), rolesLike("osb_"));
  }

  @Test
  void everything_can_be_repeated() throws Exception {
    var first = create(instance, "b");
    try (var session = login(first)) {
      run(session, "CREATE TABLE t (x int)");
    }
    var again = create(instance, "b");
    try (var session = login(again)) {
      run(session, "INSERT INTO t VALUES (1)");
    }
    assertEquals("28P01", state(assertThrows(SQLException.class, () -> login(first))));
    for (int i = 0; i < 2; i++) {
      unbind(instance, "b");
      good(binder.deleteInstance(instance, Attributes.UNKNOWN));
    }
  }

  @Test
  void deletions_of_what_was_never_made_succeed() {
    unbind("never", "never");
    good(binder.deleteInstance("never", Attributes.UNKNOWN));
  }

  static List<String> hostileIds() {
    return List.of(
        "\"; DROP DATABASE postgres; --",
        "'; DROP ROLE " + PostgresServer.ADMIN + "; --",
        "\\'\u0000\n",
        "дом/家/🏠",
        "x".repeat(300));
  }

  @ParameterizedTest
  @MethodSource("hostileIds")
  void id_may_hold_anything(String id) throws Exception {
    try (var session = login(create(id, id))) {
      run(session, "CREATE TABLE t (x int)");
    }
    unbind(id, id);
    assertEquals(List.of(), rolesLike("osb_b_"));
    good(binder.deleteInstance(id, Attributes.UNKNOWN));
    assertEquals(List.of(), databasesLike("osb_"));
  }

  @Test
  void operators_see_whose_database_it_is() throws Exception {
    create("it's \u00e9", "b");
    assertEquals(
        List.of("osbctl mock: service instance it's ?"),
        server.column(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database"
                + " WHERE starts_with(datname, 'osb_')"));
  }

  @Test
  void many_at_once_do_not_get_in_each_others_way() throws Exception {
    good(binder.createInstance(instance, Attributes.UNKNOWN));
    var tasks = new ArrayList<Callable<Work>>();
    IntStream.range(0, 16)
        .forEach(i -> tasks.add(() -> binder.createBinding(instance, "b" + i, Attributes.UNKNOWN)));
    IntStream.range(0, 4)
        .forEach(i -> tasks.add(() -> binder.createInstance("i" + i, Attributes.UNKNOWN)));
    var users = new HashSet<JsonNode>();
    for (var work : atOnce(tasks)) {
      var credentials = good(work).members().path("credentials");
      if (credentials.isObject()) {
        users.add(credentials.path("username"));
        login(credentials).close();
      }
    }
    assertEquals(16, users.size());
    assertEquals(5, databasesLike("osb_i_").size());
    var deletions = new ArrayList<Callable<Work>>();
    IntStream.range(0, 16)
        .forEach(
            i -> deletions.add(() -> binder.deleteBinding(instance, "b" + i, Attributes.UNKNOWN)));
    deletions.add(() -> binder.deleteInstance(instance, Attributes.UNKNOWN));
    for (var work : atOnce(deletions)) {
      good(work);
    }
  }

  private static List<Work> atOnce(List<Callable<Work>> tasks) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var results = new ArrayList<Work>();
      for (Future<Work> each : threads.invokeAll(tasks)) {
        results.add(each.get());
      }
      return results;
    }
  }

  @Test
  void two_mocks_can_make_one_instance_at_once() throws Exception {
    var other = open(PostgresServer.ADMIN, PostgresServer.PASSWORD);
    var works =
        atOnce(
            List.of(
                () -> binder.createInstance(instance, Attributes.UNKNOWN),
                () -> other.createInstance(instance, Attributes.UNKNOWN)));
    works.forEach(PostgresBinderTest::good);
  }
}
