package org.osbctl.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.osbctl.it.PostgresServer;
import org.osbctl.lifecycle.Attributes;

/** What the binder leaves and says when something fails. */
@ResourceLock(PostgresServer.DATABASES)
class PostgresBinderTroubleTest extends PostgresBinderRig {
  @Test
  void half_made_instance_is_completed() throws Exception {
    var name = PostgresNames.ofInstance(instance);
    server.run(
        "CREATE ROLE " + name,
        "CREATE DATABASE " + name + " OWNER " + name + " ALLOW_CONNECTIONS false");
    try (var session = login(create(instance, "b"))) {
      run(session, "CREATE TABLE t (x int)");
    }
  }

  @Test
  void bind_says_when_the_database_is_gone() throws Exception {
    create(instance, "b");
    server.run("DROP DATABASE " + PostgresNames.ofInstance(instance));
    assertEquals(
        "The database of the service instance is not there any more.",
        reason(binder.createBinding(instance, "c", Attributes.UNKNOWN)));
    assertEquals(List.of(PostgresNames.ofBinding(instance, "b")), rolesLike("osb_b_"));
  }

  @Test
  void who_is_no_superuser_can_do_it_all() throws Exception {
    server.run("CREATE ROLE maker LOGIN CREATEDB CREATEROLE PASSWORD 'maker-word'");
    var maker = open("maker", "maker-word");
    try {
      good(maker.createInstance(instance, Attributes.UNKNOWN));
      var made =
          good(maker.createBinding(instance, "b", Attributes.UNKNOWN))
              .members()
              .path("credentials");
      try (var session = login(made)) {
        run(session, "CREATE TABLE t (x int)");
        good(maker.deleteBinding(instance, "b", Attributes.UNKNOWN));
        assertThrows(SQLException.class, () -> run(session, "SELECT 1"));
      }
      var next =
          good(maker.createBinding(instance, "c", Attributes.UNKNOWN))
              .members()
              .path("credentials");
      try (var session = login(next)) {
        run(session, "DROP TABLE t");
        good(maker.deleteInstance(instance, Attributes.UNKNOWN));
      }
    } finally {
      maker.close();
      server.run("DROP ROLE maker");
    }
  }

  @Test
  void instance_that_could_not_be_made_leaves_nothing() throws Exception {
    server.run("CREATE ROLE maker LOGIN CREATEDB CREATEROLE PASSWORD 'maker-word'");
    try {
      var maker = open("maker", "maker-word");
      server.run("ALTER ROLE maker NOCREATEDB");
      assertEquals(
          "The database of the service instance could not be made: permission denied to create"
              + " database",
          reason(maker.createInstance(instance, Attributes.UNKNOWN)));
      assertEquals(List.of(), rolesLike("osb_"));
      assertEquals(List.of(), databasesLike("osb_"));
    } finally {
      server.run("DROP ROLE maker");
    }
  }

  @Test
  void binding_that_could_not_be_made_leaves_nothing() throws Exception {
    good(binder.createInstance(instance, Attributes.UNKNOWN));
    server.run("CREATE ROLE maker LOGIN CREATEDB CREATEROLE PASSWORD 'maker-word'");
    try {
      var maker = open("maker", "maker-word");
      // May make a role, but no longer hand out the membership of another one's.
      server.run("ALTER ROLE " + PostgresNames.ofInstance(instance) + " SUPERUSER");
      assertTrue(
          reason(maker.createBinding(instance, "b", Attributes.UNKNOWN))
              .startsWith("The role of the service binding could not be made: "));
      assertEquals(List.of(), rolesLike("osb_b_"));
    } finally {
      server.run("DROP ROLE maker");
    }
  }

  @Test
  void what_was_there_before_outlives_a_failure() throws Exception {
    var name = PostgresNames.ofInstance(instance);
    server.run("CREATE ROLE maker LOGIN CREATEDB CREATEROLE PASSWORD 'maker-word'");
    server.run("CREATE DATABASE " + name);
    try {
      var maker = open("maker", "maker-word");
      assertTrue(
          reason(maker.createInstance(instance, Attributes.UNKNOWN)).contains("must be owner"));
      assertEquals(List.of(name), databasesLike("osb_"));
      assertEquals(List.of(), rolesLike("osb_"));
    } finally {
      server.run("DROP DATABASE " + name, "DROP ROLE maker");
    }
  }

  @Test
  void reason_holds_no_password() throws Exception {
    server.run("CREATE ROLE maker LOGIN CREATEDB CREATEROLE PASSWORD 'maker-word'");
    try {
      var maker = open("maker", "maker-word");
      server.run("ALTER ROLE maker PASSWORD 'other-word'");
      var reason = reason(maker.createInstance(instance, Attributes.UNKNOWN));
      assertEquals(
          "The database of the service instance could not be made: password authentication failed"
              + " for user \"maker\"",
          reason);
    } finally {
      server.run("DROP ROLE maker");
    }
  }

  @Test
  void passwords_are_not_in_the_log_of_the_server() throws Exception {
    var made = create(instance, "b");
    var log = Files.readString(server.log());
    assertTrue(log.contains("CREATE ROLE \"" + made.path("username").asString()), "it is logged");
    assertFalse(log.contains(made.path("password").asString()));
  }

  @Test
  void server_that_is_down_is_unreachable() throws Exception {
    int closed;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    var settings =
        PostgresSettings.parse(
            "jdbc:postgresql://127.0.0.1:" + closed + "/postgres",
            Optional.of("u"),
            Optional.of("pass-word-1"));
    var trouble = assertThrows(PostgresTroubleException.class, () -> PostgresBinder.open(settings));
    assertEquals(PostgresTroubleException.Kind.UNREACHABLE, trouble.kind());
    assertEquals("The PostgreSQL at 127.0.0.1:" + closed + " does not answer.", trouble.what());
    assertTrue(trouble.reason().contains("refused"), trouble.reason());
    assertFalse(trouble.reason().contains("pass-word-1"));
  }

  @Test
  void name_nobody_knows_is_told() throws Exception {
    var settings =
        PostgresSettings.parse(
            "jdbc:postgresql://no-such-host.invalid/postgres", Optional.of("u"), Optional.empty());
    var trouble = assertThrows(PostgresTroubleException.class, () -> PostgresBinder.open(settings));
    assertEquals(PostgresTroubleException.Kind.UNREACHABLE, trouble.kind());
    assertTrue(trouble.reason().contains("no-such-host.invalid"), trouble.reason());
  }

  @Test
  void wrong_password_is_refused() {
    var trouble =
        assertThrows(
            PostgresTroubleException.class, () -> open(PostgresServer.ADMIN, "wrong-word-1"));
    assertEquals(PostgresTroubleException.Kind.REFUSED, trouble.kind());
    assertTrue(trouble.remedy().contains("OSBCTL_BINDER_PASSWORD"), trouble.remedy());
    assertFalse(trouble.toString().contains("wrong-word-1"));
  }

  @Test
  void who_may_not_make_databases_is_told_so() throws Exception {
    server.run("CREATE ROLE poor LOGIN PASSWORD 'poor-word'");
    try {
      var trouble = assertThrows(PostgresTroubleException.class, () -> open("poor", "poor-word"));
      assertEquals(PostgresTroubleException.Kind.REFUSED, trouble.kind());
      assertEquals("as a superuser: ALTER ROLE \"poor\" CREATEDB CREATEROLE", trouble.remedy());
    } finally {
      server.run("DROP ROLE poor");
    }
  }
}
