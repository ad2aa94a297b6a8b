package org.osbctl.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osbctl.it.PostgresServer;
import tools.jackson.databind.JsonNode;

/** The whole way, from a platform's requests to tables in a real PostgreSQL. */
@ResourceLock(PostgresServer.DATABASES)
class PostgresFlowTest {
  private static final String SYNC = "mock-database/small";
  private static final String ASYNC = "mock-cluster/small";
  private static final Duration LONG = Duration.ofMinutes(5);

  private final PostgresServer server = PostgresServer.get();
  private MockBroker broker;
  private Platform platform;

  @BeforeEach
  void start() throws Exception {
    start(PostgresServer.ADMIN, PostgresServer.PASSWORD);
  }

  private void start(String user, String password) throws Exception {
    if (broker != null) {
      broker.close();
    }
    var binder =
        PostgresBinder.open(
            PostgresSettings.parse(server.url(), Optional.of(user), Optional.of(password)));
    broker = MockBroker.start(MockOptions.defaults().withBinder(binder).withDelay(LONG));
    platform = new Platform(broker);
  }

  @AfterEach
  void nothing_is_left_after_the_mock_has_ended() throws Exception {
    broker.close();
    assertEquals(List.of(), databases());
    assertEquals(List.of(), server.column("SELECT 1 FROM pg_roles WHERE rolname ~ '^osb_'"));
  }

  private List<String> databases() throws SQLException {
    return server.column("SELECT datname FROM pg_database WHERE datname ~ '^osb_'");
  }

  private static Connection login(JsonNode binding) throws SQLException {
    return DriverManager.getConnection(binding.at("/credentials/jdbcUrl").asString());
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void instance_is_a_database_and_binding_a_login() throws Exception {
    assertEquals(201, platform.provision("i", SYNC).status());
    var bound = platform.bind("i/b", SYNC);
    assertEquals(201, bound.status());
    assertEquals(
        bound.json().path("credentials"), platform.bind("i/b", SYNC).json().path("credentials"));
    assertEquals("127.0.0.1", bound.text("/endpoints/0/host"), () -> bound.json().toPrettyString());
    try (var session = login(bound.json())) {
      run(session, "CREATE TABLE t (x int)");
    }
    var second = platform.bind("i/b2", SYNC);
    try (var session = login(second.json())) {
      run(session, "INSERT INTO t VALUES (1)");
    }
    assertEquals(200, platform.remove("i/b", SYNC).status());
    var refused = assertThrows(SQLException.class, () -> login(bound.json()));
    assertEquals("28P01", refused.getSQLState());
    login(second.json()).close();
    assertEquals(1, databases().size());
    assertEquals(200, platform.remove("i", SYNC).status());
    assertEquals(List.of(), databases());
  }

  @Test
  void instances_do_not_see_each_other() throws Exception {
    platform.provision("i", SYNC);
    platform.provision("j", SYNC);
    var ours = platform.bind("i/b", SYNC).json();
    var theirs = platform.bind("j/b", SYNC).json();
    assertNotEquals(ours.at("/credentials/database"), theirs.at("/credentials/database"));
    var url =
        ours.at("/credentials/jdbcUrl")
            .asString()
            .replace(
                ours.at("/credentials/database").asString(),
                theirs.at("/credentials/database").asString());
    var refused = assertThrows(SQLException.class, () -> DriverManager.getConnection(url));
    assertEquals("42501", refused.getSQLState());
  }

  @Test
  void asynchronous_operations_do_the_same() throws Exception {
    assertEquals(202, platform.provision("i", ASYNC).status());
    broker.advance(LONG);
    assertEquals("succeeded", platform.poll("i").text("/state"));
    assertEquals(202, platform.bind("i/b", ASYNC).status());
    broker.advance(LONG);
    var binding = platform.get(Platform.path("i/b")).json();
    try (var session = login(binding)) {
      run(session, "CREATE TABLE t (x int)");
    }
    assertEquals(202, platform.remove("i/b", ASYNC).status());
    broker.advance(LONG);
    assertThrows(SQLException.class, () -> login(binding));
    assertEquals(202, platform.remove("i", ASYNC).status());
    broker.advance(LONG);
    assertEquals(410, platform.poll("i").status());
    assertEquals(List.of(), databases());
  }

  @Test
  void reset_drops_everything() throws Exception {
    platform.provision("i", SYNC);
    platform.bind("i/b", SYNC);
    broker.reset();
    assertEquals(List.of(), databases());
  }

  @Test
  void platform_reads_why_there_is_no_database() throws Exception {
    server.run("CREATE ROLE maker LOGIN CREATEDB CREATEROLE PASSWORD 'maker-word'");
    try {
      start("maker", "maker-word");
      server.run("ALTER ROLE maker NOCREATEDB");
      var reason =
          "The database of the service instance could not be made: permission denied to create"
              + " database";
      var refused = platform.provision("i", SYNC);
      assertEquals(500, refused.status());
      assertEquals(reason, refused.text("/description"));
      assertEquals(404, platform.get(Platform.path("i")).status());
      assertEquals(202, platform.provision("j", ASYNC).status());
      broker.advance(LONG);
      assertEquals("failed", platform.poll("j").text("/state"));
      assertEquals(reason, platform.poll("j").text("/description"));
      assertEquals(202, platform.remove("j", ASYNC).status());
      server.run("ALTER ROLE maker CREATEDB");
      assertEquals(201, platform.provision("i", SYNC).status());
      assertEquals(200, platform.remove("i", SYNC).status());
    } finally {
      server.run("DROP ROLE maker");
    }
  }

  @Test
  void parallel_bindings_all_log_in() throws Exception {
    platform.provision("i", SYNC);
    var tasks = new ArrayList<Callable<Platform.Reply>>();
    IntStream.range(0, 8).forEach(n -> tasks.add(() -> platform.bind("i/b" + n, SYNC)));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var each : threads.invokeAll(tasks)) {
        assertEquals(201, each.get().status());
        login(each.get().json()).close();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"; DROP DATABASE postgres; --", "'; DROP TABLE t; --", "дом 家 🏠", "300"})
  void id_may_hold_anything(String word) throws Exception {
    var id = word.equals("300") ? "x".repeat(300) : word;
    var encoded = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    assertEquals(201, platform.provision(encoded, SYNC).status());
    var bound = platform.bind(encoded + "/" + encoded, SYNC);
    assertEquals(201, bound.status());
    try (var session = login(bound.json())) {
      run(session, "CREATE TABLE t (x int)");
    }
    assertTrue(databases().getFirst().length() <= 63);
    assertEquals(200, platform.remove(encoded + "/" + encoded, SYNC).status());
    assertEquals(200, platform.remove(encoded, SYNC).status());
    assertEquals(List.of(), databases());
  }
}
