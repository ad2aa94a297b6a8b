package org.osbctl.mock;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.postgresql.Driver;

/**
 * Where a PostgreSQL is, and who may make databases and roles there.
 *
 * @param host its name or address, IPv6 in brackets
 * @param port its port
 * @param database the database to connect to for making others
 * @param parameters what else the URL says, such as {@code sslmode=require}
 * @param user who makes databases and roles
 * @param password the password; none where the server asks for none
 */
public record PostgresSettings(
    String host,
    String port,
    String database,
    List<String> parameters,
    String user,
    Optional<String> password) {
  private static final String PREFIX = "jdbc:postgresql:";
  private static final String EXAMPLE =
      "write it like jdbc:postgresql://db.example.com:5432/postgres";

  /** The driver logs what it throws or answers, to standard error unless somebody has a say. */
  private static final Logger LOGGER = Logger.getLogger("org.postgresql");

  static {
    if (LOGGER.getLevel() == null) {
      LOGGER.setLevel(Level.OFF);
    }
  }

  /** Copies the list. */
  public PostgresSettings {
    parameters = List.copyOf(parameters);
  }

  /**
   * Reads a JDBC URL.
   *
   * @param url the URL, without a password
   * @param user who makes databases and roles; when empty, the URL has to say so
   * @throws PostgresTroubleException when the URL cannot be used; it says why
   */
  public static PostgresSettings parse(String url, Optional<String> user, Optional<String> password)
      throws PostgresTroubleException {
    if (!url.startsWith(PREFIX)) {
      throw unusable("it does not begin with " + PREFIX, EXAMPLE);
    }
    var question = url.indexOf('?');
    var address = question < 0 ? url : url.substring(0, question);
    var parameters =
        question < 0 ? List.<String>of() : List.of(url.substring(question + 1).split("&"));
    if (address.contains("@") || parameters.stream().anyMatch(PostgresSettings::isSecret)) {
      throw unusable(
          "it has a user or password in it; others could read them",
          "give the user with --binder-user, and the password with OSBCTL_BINDER_PASSWORD or"
              + " --binder-password-file");
    }
    var read = Driver.parseURL(url, null);
    if (read == null) {
      throw unusable("the PostgreSQL driver cannot read it", EXAMPLE);
    }
    var host = read.getProperty("PGHOST", "localhost");
    if (host.contains(",")) {
      throw unusable("it names several servers", "name the one that takes writes");
    }
    return new PostgresSettings(
        host,
        read.getProperty("PGPORT", "5432"),
        read.getProperty("PGDBNAME", "postgres"),
        withoutUser(parameters),
        user.or(() -> Optional.ofNullable(read.getProperty("user")))
            .orElseThrow(PostgresSettings::nobody),
        password);
  }

  private static boolean isSecret(String parameter) {
    return name(parameter).contains("password");
  }

  private static List<String> withoutUser(List<String> parameters) {
    var kept = new ArrayList<>(parameters);
    kept.removeIf(each -> each.isEmpty() || name(each).equals("user"));
    return kept;
  }

  private static String name(String parameter) {
    return parameter.split("=", 2)[0].toLowerCase(Locale.ROOT);
  }

  private static PostgresTroubleException unusable(String reason, String remedy) {
    return new PostgresTroubleException(
        PostgresTroubleException.Kind.SETTINGS,
        "The JDBC URL of the PostgreSQL cannot be used.",
        reason,
        remedy);
  }

  private static PostgresTroubleException nobody() {
    return new PostgresTroubleException(
        PostgresTroubleException.Kind.SETTINGS,
        "Nobody is named who makes the databases.",
        "",
        "name a role that may make databases and roles with --binder-user");
  }

  /** Where to connect for a database. */
  String url(String name) {
    return PREFIX
        + "//"
        + host
        + ":"
        + port
        + "/"
        + URLEncoder.encode(name, StandardCharsets.UTF_8)
        + (parameters.isEmpty() ? "" : "?" + String.join("&", parameters));
  }

  /** Who connects, and how long that may take where the URL does not say it. */
  Properties properties() {
    var properties = new Properties();
    properties.setProperty("user", user);
    password.ifPresent(secret -> properties.setProperty("password", secret));
    properties.setProperty("ApplicationName", "osbctl mock");
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("loginTimeout", "10");
    properties.setProperty("socketTimeout", "30");
    return properties;
  }

  /** The host as credentials name it. */
  String plainHost() {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** What clients, too, have to say about TLS: {@code ?sslmode=require}, or nothing. */
  String clientParameters() {
    return parameters.stream()
        .filter(each -> name(each).equals("sslmode"))
        .findFirst()
        .map(each -> "?" + each)
        .orElse("");
  }

  /** Everything but the password. */
  @Override
  public String toString() {
    return user + " at " + url(database);
  }
}
