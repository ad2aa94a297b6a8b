package org.osbctl.cli.session;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.io.Surroundings;
import org.osbctl.inventory.Actor;
import org.osbctl.inventory.Inventory;
import picocli.CommandLine.Model.CommandSpec;

/** Where what was created is remembered. */
final class InventoryOptions {
  private static final String POSTGRES = "jdbc:postgresql:";

  private @Nullable String inventory;

  /** Declares the options. */
  void addTo(CommandSpec spec) {
    spec.addOption(
        SharedOption.of(String.class, value -> inventory = value, "URL", "--inventory")
            .description(
                "Database of what was created: jdbc:postgresql://HOST/DATABASE, user and password"
                    + " from PGUSER and PGPASSWORD. Default: a file, see OSBCTL_HOME.")
            .build());
  }

  /** The inventory; nothing is opened yet. */
  Inventory inventory(Surroundings surroundings, Settings settings) {
    var actor = actor(surroundings, settings);
    var clock = surroundings.clock();
    if (inventory == null) {
      return Inventory.inFile(surroundings.home().resolve("inventory.db"), actor, clock);
    }
    var address = inventory.replaceFirst("\\?.*", "");
    if (!inventory.startsWith(POSTGRES)
        || address.contains("@")
        || inventory.substring(address.length()).toLowerCase(Locale.ROOT).contains("password=")) {
      throw new Problem(
              "bad-inventory",
              "The inventory cannot be used.",
              inventory.startsWith(POSTGRES)
                  ? "its URL has a password in it; others could read it"
                  : "it is no URL of a PostgreSQL",
              "write it like jdbc:postgresql://db.example.com/osbctl, with PGUSER and PGPASSWORD")
          .exit(ExitCode.USAGE);
    }
    return Inventory.inPostgres(
        inventory,
        surroundings.variable("PGUSER"),
        settings.secret("inventory-password").or(() -> surroundings.variable("PGPASSWORD")),
        actor,
        clock);
  }

  private static Actor actor(Surroundings surroundings, Settings settings) {
    return new Actor(
        surroundings.variable("OSBCTL_OWNER").orElseGet(() -> author(surroundings)),
        surroundings.variable("OSBCTL_RUN").orElseGet(() -> UUID.randomUUID().toString()),
        settings.speaksToItsBroker() ? settings.contextName().orElse(null) : null);
  }

  private static String author(Surroundings surroundings) {
    var user =
        surroundings.variable("USER").orElseGet(() -> System.getProperty("user.name", "unknown"));
    return user + "@" + host(surroundings);
  }

  private static String host(Surroundings surroundings) {
    var given = surroundings.variable("HOSTNAME");
    if (given.isPresent()) {
      return given.get();
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
