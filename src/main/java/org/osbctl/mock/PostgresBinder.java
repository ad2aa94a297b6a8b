package org.osbctl.mock;

import java.net.ConnectException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osbctl.http.Redaction;
import org.osbctl.lifecycle.Attributes;
import org.osbctl.spec.Json;
import org.postgresql.util.PSQLException;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gives each service instance a database of a real PostgreSQL, and each service binding a role of
 * its own that can log in there and nowhere else among the databases of service instances.
 *
 * <p>The database belongs to a role that cannot log in, and the bindings act as that role. So they
 * share what they make, and it outlives them: a binding can follow another.
 *
 * <p>Everything can be repeated and goes on where an earlier attempt ended. When the binder is
 * closed, it drops the databases it made: the mock forgets them, and nobody else would.
 */
public final class PostgresBinder implements Binder {
  private static final int OLDEST = 14;
  private static final int PASSWORD_LENGTH = 32;
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final Duration CLOSING = Duration.ofSeconds(30);

  private final PostgresSettings settings;
  private final Redaction redaction;
  private final SecureRandom random = new SecureRandom();
  private final Set<String> made = ConcurrentHashMap.newKeySet();

  private PostgresBinder(PostgresSettings settings) {
    this.settings = settings;
    redaction = new Redaction(settings.password().stream().toList());
  }

  /** Something to do in a session that holds the lock of a service instance. */
  private interface Task {
    Work run(PostgresDatabases databases, PostgresRoles roles, PostgresSession session)
        throws SQLException;
  }

  /**
   * A binder for a PostgreSQL that answers and lets the user make databases and roles.
   *
   * @throws PostgresTroubleException when it does not; it says what to do
   */
  public static PostgresBinder open(PostgresSettings settings) throws PostgresTroubleException {
    var binder = new PostgresBinder(settings);
    try (var session = PostgresSession.open(settings)) {
      if (session.version() < OLDEST) {
        throw refused(
            settings, "it is version " + session.version(), "use version " + OLDEST + " or newer");
      }
      var able =
          session.finds(
              """
              SELECT 1 FROM pg_roles
              WHERE rolname = current_user AND (rolsuper OR rolcreatedb AND rolcreaterole)
              """);
      if (!able) {
        throw refused(
            settings,
            "the role " + settings.user() + " may not make databases and roles",
            "as a superuser: ALTER ROLE "
                + PostgresNames.quoted(settings.user())
                + " CREATEDB CREATEROLE");
      }
      return binder;
    } catch (SQLException e) {
      throw binder.trouble(e);
    }
  }

  private PostgresTroubleException trouble(SQLException e) {
    var state = e.getSQLState() == null ? "" : e.getSQLState();
    if (state.startsWith("08") || state.startsWith("57") || state.startsWith("53")) {
      return new PostgresTroubleException(
          PostgresTroubleException.Kind.UNREACHABLE,
          "The PostgreSQL at " + place(settings) + " does not answer.",
          reason(e),
          "start it, or name another with --binder-url");
    }
    var remedy =
        state.startsWith("28")
            ? "check --binder-user and the password: OSBCTL_BINDER_PASSWORD or"
                + " --binder-password-file"
            : "check --binder-url and --binder-user";
    return refused(settings, reason(e), remedy);
  }

  private static PostgresTroubleException refused(
      PostgresSettings settings, String reason, String remedy) {
    return new PostgresTroubleException(
        PostgresTroubleException.Kind.REFUSED,
        "The PostgreSQL at " + place(settings) + " cannot be used.",
        reason,
        remedy);
  }

  private static String place(PostgresSettings settings) {
    return settings.host() + ":" + settings.port();
  }

  @Override
  public Work createInstance(String instanceId, Attributes attributes) {
    made.add(instanceId);
    return with(
        instanceId,
        "The database of the service instance could not be made",
        (databases, roles, session) -> {
          databases.create(
              PostgresNames.ofInstance(instanceId),
              "osbctl mock: service instance " + PostgresNames.shown(instanceId));
          return Work.done();
        });
  }

  @Override
  public Work deleteInstance(String instanceId, Attributes attributes) {
    var work =
        with(
            instanceId,
            "The database of the service instance could not be dropped",
            (databases, roles, session) -> {
              databases.drop(PostgresNames.ofInstance(instanceId));
              return Work.done();
            });
    if (work instanceof Work.Done) {
      made.remove(instanceId);
    }
    return work;
  }

  @Override
  public Work createBinding(String instanceId, String bindingId, Attributes attributes) {
    var database = PostgresNames.ofInstance(instanceId);
    var role = PostgresNames.ofBinding(instanceId, bindingId);
    var password = password();
    return with(
        instanceId,
        "The role of the service binding could not be made",
        (databases, roles, session) -> {
          if (!databases.exists(database)) {
            return new Work.Failed("The database of the service instance is not there any more.");
          }
          session.together(
              () -> {
                if (!roles.exists(role)) {
                  roles.create(
                      role,
                      "osbctl mock: service binding "
                          + PostgresNames.shown(bindingId)
                          + " of service instance "
                          + PostgresNames.shown(instanceId));
                }
                roles.admit(role, password, database, database);
              });
          return new Work.Done(members(database, role, password));
        });
  }

  @Override
  public Work deleteBinding(String instanceId, String bindingId, Attributes attributes) {
    return with(
        instanceId,
        "The role of the service binding could not be dropped",
        (databases, roles, session) -> {
          roles.drop(
              PostgresNames.ofBinding(instanceId, bindingId), PostgresNames.ofInstance(instanceId));
          return Work.done();
        });
  }

  private Work with(String instanceId, String otherwise, Task task) {
    try (var session = PostgresSession.open(settings)) {
      session.lock(PostgresNames.lockOf(instanceId));
      var roles = new PostgresRoles(settings, session);
      return task.run(new PostgresDatabases(session, roles), roles, session);
    } catch (SQLException e) {
      return new Work.Failed(otherwise + ": " + reason(e));
    }
  }

  /** What the server or the driver says, fit to be read by anybody. */
  private String reason(SQLException e) {
    var server = e instanceof PSQLException known ? known.getServerErrorMessage() : null;
    if (server != null) {
      return redaction.text(String.valueOf(server.getMessage()));
    }
    var cause = e.getCause();
    var more = cause == null || cause instanceof ConnectException ? "" : " (" + cause + ")";
    return redaction.text(e.getMessage() + more);
  }

  private ObjectNode members(String database, String role, String password) {
    var host = settings.plainHost();
    var server = settings.host() + ":" + settings.port();
    var tls = settings.clientParameters();
    var login = "user=" + role + "&password=" + password;
    var members = Json.object();
    members
        .putObject("credentials")
        .put("uri", "postgresql://" + role + ":" + password + "@" + server + "/" + database + tls)
        .put(
            "jdbcUrl",
            "jdbc:postgresql://"
                + server
                + "/"
                + database
                + (tls.isEmpty() ? "?" : tls + "&")
                + login)
        .put("host", host)
        .put("port", Integer.parseInt(settings.port()))
        .put("database", database)
        .put("username", role)
        .put("password", password);
    members
        .putArray("endpoints")
        .addObject()
        .put("host", host)
        .put("protocol", "tcp")
        .putArray("ports")
        .add(settings.port());
    return members;
  }

  private String password() {
    return random
        .ints(PASSWORD_LENGTH, 0, ALPHABET.length())
        .collect(
            StringBuilder::new, (text, i) -> text.append(ALPHABET.charAt(i)), StringBuilder::append)
        .toString();
  }

  /** Drops the databases it made and nobody has dropped since, as far as 30 seconds suffice. */
  @Override
  public void close() {
    long end = System.nanoTime() + CLOSING.toNanos();
    for (var instanceId : List.copyOf(made)) {
      if (System.nanoTime() - end > 0) {
        return;
      }
      var unused = deleteInstance(instanceId, Attributes.UNKNOWN);
    }
  }
}
