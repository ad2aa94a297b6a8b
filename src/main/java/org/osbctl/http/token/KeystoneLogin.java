package org.osbctl.http.token;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osbctl.http.TokenException;
import org.osbctl.spec.Json;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one tells a Keystone to get a token: the member {@code auth} of {@code POST
 * /v3/auth/tokens}.
 *
 * @param auth the document; secret
 * @param secrets the strings in it that must never be printed
 */
public record KeystoneLogin(ObjectNode auth, List<String> secrets) {
  public KeystoneLogin {
    secrets = List.copyOf(secrets);
  }

  /** Without its values. */
  @Override
  public String toString() {
    return "Keystone login";
  }

  /**
   * The kind of login that settings describe: a user name means a password, else an application
   * credential, else a token (python-openstackclient, doc/source/cli/authentication.rst; the
   * application credential before the password, for nobody has one by accident).
   *
   * @param type what {@code auth_type} says; empty for nothing
   */
  public static Kind kind(Optional<String> type, Map<String, String> settings) {
    if (type.isPresent()) {
      return switch (type.get().toLowerCase(Locale.ROOT)) {
        case "password", "v3password" -> Kind.PASSWORD;
        case "v3applicationcredential" -> Kind.APPLICATION_CREDENTIAL;
        case "token", "v3token", "admin_token" -> Kind.TOKEN;
        default ->
            throw trouble(
                "The authentication type " + type.get() + " of Keystone is not supported.",
                "osbctl knows password, v3applicationcredential and token",
                "choose one of them: OS_AUTH_TYPE, or auth_type in clouds.yaml");
      };
    }
    if (namesCredential(settings)) {
      return Kind.APPLICATION_CREDENTIAL;
    }
    if (has(settings, "username") || has(settings, "user_id")) {
      return Kind.PASSWORD;
    }
    if (has(settings, "token")) {
      return Kind.TOKEN;
    }
    throw trouble(
        "Keystone is not told who asks for a token.",
        "neither a user, nor an application credential, nor a token is named",
        "set OS_USERNAME and OS_PASSWORD, or OS_APPLICATION_CREDENTIAL_ID and"
            + " OS_APPLICATION_CREDENTIAL_SECRET, or name a cloud with --os-cloud");
  }

  /** Whether settings name anybody who could log in. */
  public static boolean names(Map<String, String> settings) {
    return namesCredential(settings)
        || has(settings, "username")
        || has(settings, "user_id")
        || has(settings, "token");
  }

  private static boolean namesCredential(Map<String, String> settings) {
    return has(settings, "application_credential_id")
        || has(settings, "application_credential_name");
  }

  /** How one proves to a Keystone who one is. */
  public enum Kind {
    /** User and password. */
    PASSWORD,
    /** An application credential, which stands for a user in a project. */
    APPLICATION_CREDENTIAL,
    /** A token that is there already. */
    TOKEN
  }

  /**
   * A login with a password.
   *
   * @param settings by the names of clouds.yaml: {@code username}, {@code project_name} …
   */
  public static KeystoneLogin password(Map<String, String> settings) {
    var password = required(settings, "password", "OS_PASSWORD");
    var identity = identity("password");
    user(identity.putObject("password"), settings).put("password", password);
    var auth = Json.object();
    auth.set("identity", identity);
    scope(auth, settings);
    return new KeystoneLogin(auth, List.of(password));
  }

  /** A login with an application credential; it brings its project itself. */
  public static KeystoneLogin applicationCredential(Map<String, String> settings) {
    var secret =
        required(settings, "application_credential_secret", "OS_APPLICATION_CREDENTIAL_SECRET");
    var identity = identity("application_credential");
    var credential = identity.putObject("application_credential");
    if (has(settings, "application_credential_id")) {
      credential.put("id", settings.get("application_credential_id"));
    } else {
      credential.put(
          "name",
          required(settings, "application_credential_name", "OS_APPLICATION_CREDENTIAL_ID"));
      user(credential, settings);
    }
    credential.put("secret", secret);
    var auth = Json.object();
    auth.set("identity", identity);
    return new KeystoneLogin(auth, List.of(secret));
  }

  private static ObjectNode identity(String method) {
    var identity = Json.object();
    identity.putArray("methods").add(method);
    return identity;
  }

  private static ObjectNode user(ObjectNode parent, Map<String, String> settings) {
    var user = parent.putObject("user");
    if (has(settings, "user_id")) {
      return user.put("id", settings.get("user_id"));
    }
    user.put("name", required(settings, "username", "OS_USERNAME"));
    if (!domain(user, settings, "user_domain_id", "user_domain_name")) {
      throw trouble(
          "Keystone is not told the domain of the user.",
          "names of users are unique within a domain only",
          "set OS_USER_DOMAIN_NAME, mostly to Default, or name the user with OS_USER_ID");
    }
    return user;
  }

  private static void scope(ObjectNode auth, Map<String, String> settings) {
    if (has(settings, "trust_id")) {
      auth.putObject("scope").putObject("OS-TRUST:trust").put("id", settings.get("trust_id"));
    } else if (has(settings, "project_id")) {
      auth.putObject("scope").putObject("project").put("id", settings.get("project_id"));
    } else if (has(settings, "project_name")) {
      var project =
          auth.putObject("scope").putObject("project").put("name", settings.get("project_name"));
      if (!domain(project, settings, "project_domain_id", "project_domain_name")) {
        throw trouble(
            "Keystone is not told the domain of the project.",
            "names of projects are unique within a domain only",
            "set OS_PROJECT_DOMAIN_NAME, mostly to Default, or name the project with"
                + " OS_PROJECT_ID");
      }
    } else if (has(settings, "domain_id")) {
      auth.putObject("scope").putObject("domain").put("id", settings.get("domain_id"));
    } else if (has(settings, "domain_name")) {
      auth.putObject("scope").putObject("domain").put("name", settings.get("domain_name"));
    } else if ("all".equals(settings.get("system_scope"))) {
      auth.putObject("scope").putObject("system").put("all", true);
    }
  }

  private static boolean domain(
      ObjectNode of, Map<String, String> settings, String id, String name) {
    if (has(settings, id)) {
      of.putObject("domain").put("id", settings.get(id));
    } else if (has(settings, name)) {
      of.putObject("domain").put("name", settings.get(name));
    } else if (has(settings, "default_domain")) {
      of.putObject("domain").put("id", settings.get("default_domain"));
    } else {
      return false;
    }
    return true;
  }

  private static boolean has(Map<String, String> settings, String name) {
    @Nullable String value = settings.get(name);
    return value != null && !value.isBlank();
  }

  /** A setting that has to be there. */
  public static String required(Map<String, String> settings, String name, String variable) {
    if (!has(settings, name)) {
      throw trouble(
          "Keystone is not told " + name + ".",
          "neither " + variable + " nor the cloud's " + name + " is set",
          "set " + variable + ", or put it under auth of the cloud in clouds.yaml");
    }
    return settings.getOrDefault(name, "");
  }

  private static TokenException trouble(String what, String cause, String remedy) {
    return new TokenException(TokenException.Kind.SETTING, what, cause, remedy);
  }
}
