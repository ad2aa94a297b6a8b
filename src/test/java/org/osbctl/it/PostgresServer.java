package org.osbctl.it;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A PostgreSQL of the tests' own, on a free port of the loopback interface, made in a folder of its
 * own with what the operating system has installed. Started once and stopped when the JVM ends.
 *
 * <p>Where none is installed, tests are skipped, but fail on a machine of continuous integration.
 */
public final class PostgresServer {
  /** To be locked by tests that look at all databases and roles there are. */
  public static final String DATABASES = "databases of the PostgreSQL of the tests";

  public static final String ADMIN = "test_admin";
  public static final String PASSWORD = "Correct-Horse-4711";

  private static final int ATTEMPTS = 3;
  private static final long SECONDS = 60;

  private final Path programs;
  private final Path folder;
  private final int port;

  private PostgresServer(Path programs, Path folder, int port) {
    this.programs = programs;
    this.folder = folder;
    this.port = port;
  }

  /** Holds the server that all tests share. */
  private static final class Shared {
    static final PostgresServer SERVER = start();
  }

  /** The server; the test is skipped where there is none. */
  public static PostgresServer get() {
    if (programs().isEmpty()) {
      var message = "PostgreSQL is not installed: no initdb below /usr/lib/postgresql or on PATH";
      if ("true".equals(System.getenv("CI"))) {
        fail(message);
      }
      Assumptions.abort(message);
    }
    return Shared.SERVER;
  }

  private static PostgresServer start() {
    try {
      var folder = Files.createTempDirectory("osbctl-postgres-");
      var server = new PostgresServer(programs().getFirst(), folder, 0);
      server.init();
      for (int attempt = 1; ; attempt++) {
        var started = new PostgresServer(server.programs, folder, freePort());
        try {
          started.listen();
          Runtime.getRuntime().addShutdownHook(new Thread(started::stop));
          return started;
        } catch (IOException e) {
          // Somebody else may have taken the port meanwhile.
          if (attempt == ATTEMPTS) {
            throw e;
          }
        }
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void init() throws IOException {
    if (isRoot()) {
      // The server refuses to run as root; the package brings a user for it.
      var users = folder.getFileSystem().getUserPrincipalLookupService();
      Files.setOwner(folder, users.lookupPrincipalByName("postgres"));
    }
    var secret = folder.resolve("password");
    Files.writeString(secret, PASSWORD);
    program(
        "initdb",
        "--pgdata=" + folder.resolve("data"),
        "--username=" + ADMIN,
        "--pwfile=" + secret,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--no-locale",
        "--no-sync");
  }

  private void listen() throws IOException {
    // Statements are logged so that tests can look for secrets in the log.
    program(
        "pg_ctl",
        "--pgdata=" + folder.resolve("data"),
        "--log=" + log(),
        "--wait",
        "--timeout=" + SECONDS,
        "--options=-p "
            + port
            + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
            + " -c log_statement=all",
        "start");
  }

  private void stop() {
    try {
      program("pg_ctl", "--pgdata=" + folder.resolve("data"), "--mode=immediate", "stop");
      try (var files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    } catch (IOException e) {
      System.err.println("PostgreSQL in " + folder + " was not stopped: " + e.getMessage());
    }
  }

  private void program(String name, String... arguments) throws IOException {
    var command = new ArrayList<String>();
    if (isRoot()) {
      command.addAll(
          List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"));
    }
    command.add(programs.resolve(name).toString());
    command.addAll(List.of(arguments));
    var output = Files.createTempFile("osbctl-" + name, ".log");
    try {
      var process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(2 * SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(name + " takes too long");
      }
      if (process.exitValue() != 0) {
        throw new IOException(name + " failed: " + Files.readString(output));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      Files.delete(output);
    }
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Folders with the programs, the newest version first. */
  private static List<Path> programs() {
    var found = new ArrayList<Path>();
    var debian = Path.of("/usr/lib/postgresql");
    if (Files.isDirectory(debian)) {
      try (var versions = Files.list(debian)) {
        versions
            .sorted(Comparator.comparingInt(PostgresServer::version).reversed())
            .forEach(version -> found.add(version.resolve("bin")));
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
    Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .map(Path::of)
        .forEach(found::add);
    found.removeIf(bin -> !Files.isExecutable(bin.resolve("initdb")));
    return found;
  }

  private static int version(Path folder) {
    var name = folder.getFileName().toString();
    return name.matches("[0-9]{1,4}") ? Integer.parseInt(name) : 0;
  }

  /** Its JDBC URL, with the database from which others are made. */
  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  public int port() {
    return port;
  }

  /** Where it writes its log. */
  public Path log() {
    return folder.resolve("data/server.log");
  }

  /** Runs statements as the one who may do anything. */
  public void run(String... statements) throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      for (var each : statements) {
        statement.execute(each);
      }
    }
  }

  /** The first column of what a query finds. */
  public List<String> column(String query) throws SQLException {
    try (var connection = connect()) {
      return column(connection, query);
    }
  }

  /** The first column of what a query finds in a session. */
  public static List<String> column(Connection connection, String query) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      var found = new ArrayList<String>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }

  /** A session of the one who may do anything. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url(), ADMIN, PASSWORD);
  }
}
