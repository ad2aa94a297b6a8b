package org.osbctl.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.osbctl.cli.broker.BrokerCommands;
import org.osbctl.cli.catalog.CatalogCommands;
import org.osbctl.cli.completion.Completer;
import org.osbctl.cli.completion.Scripts;
import org.osbctl.cli.conform.ConformCommands;
import org.osbctl.cli.context.ContextCommands;
import org.osbctl.cli.credentials.CredentialsCommands;
import org.osbctl.cli.doctor.DoctorCommand;
import org.osbctl.cli.inventory.InventoryCommands;
import org.osbctl.cli.mock.MockCommands;
import org.osbctl.cli.params.ParamsCommands;
import org.osbctl.cli.session.Session;
import org.osbctl.cli.smoke.SmokeCommand;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The commands by name. Only those a command line names are built: building all takes time. */
final class CommandTree {
  private static final Map<String, Function<Session, Object>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("catalog", CatalogCommands::catalog);
    COMMANDS.put("provision", BrokerCommands::provision);
    COMMANDS.put("update", BrokerCommands::update);
    COMMANDS.put("deprovision", BrokerCommands::deprovision);
    COMMANDS.put("bind", BrokerCommands::bind);
    COMMANDS.put("unbind", BrokerCommands::unbind);
    COMMANDS.put("get", BrokerCommands::get);
    COMMANDS.put("last-operation", BrokerCommands::lastOperation);
    COMMANDS.put("last", BrokerCommands::lastOperation);
    COMMANDS.put("wait", BrokerCommands::waiting);
    COMMANDS.put("curl", BrokerCommands::curl);
    COMMANDS.put("api", BrokerCommands::curl);
    COMMANDS.put("conform", ConformCommands::conform);
    COMMANDS.put("test", ConformCommands::conform);
    COMMANDS.put("mock", MockCommands::mock);
    COMMANDS.put("instances", InventoryCommands::instances);
    COMMANDS.put("services", InventoryCommands::instances);
    COMMANDS.put("ls", InventoryCommands::instances);
    COMMANDS.put("bindings", InventoryCommands::bindings);
    COMMANDS.put("rename", InventoryCommands::rename);
    COMMANDS.put("adopt", InventoryCommands::adopt);
    COMMANDS.put("forget", InventoryCommands::forget);
    COMMANDS.put("inventory", InventoryCommands::inventory);
    COMMANDS.put("params", ParamsCommands::params);
    COMMANDS.put("cleanup", InventoryCommands::cleanup);
    COMMANDS.put("credentials", CredentialsCommands::credentials);
    COMMANDS.put("creds", CredentialsCommands::credentials);
    COMMANDS.put("exec", CredentialsCommands::exec);
    COMMANDS.put("context", ContextCommands::context);
    COMMANDS.put("doctor", DoctorCommand::new);
    COMMANDS.put("demo", DemoCommand::new);
    COMMANDS.put("smoke", SmokeCommand::new);
    COMMANDS.put("shell", ShellCommand::new);
    COMMANDS.put("completion", CompletionCommand::new);
    COMMANDS.put("help", HelpCommand::new);
  }

  private static final Map<String, String> ALIASES =
      Map.ofEntries(
          Map.entry("last", "last-operation"),
          Map.entry("api", "curl"),
          Map.entry("test", "conform"),
          Map.entry("services", "instances"),
          Map.entry("ls", "instances"),
          Map.entry("creds", "credentials"));

  private CommandTree() {}

  /** The scripts that complete a whole tree in shells. */
  static Scripts completion(CommandSpec root) {
    return new Scripts(root, ALIASES);
  }

  /** What can stand where on a command line. */
  static Completer completer(CommandSpec root) {
    return new Completer(root, ALIASES);
  }

  /** The names of all commands, without other words for them. */
  static Stream<String> names() {
    return COMMANDS.keySet().stream().filter(name -> !ALIASES.containsKey(name));
  }

  /** Whether this is the name of a command. */
  static boolean has(String name) {
    return COMMANDS.containsKey(name);
  }

  /** Whether a command line may want the commands below {@code catalog}, or a list of them. */
  static boolean isNested(String word) {
    return Set.of("lint", "diff", "derive", "help", "-h", "--help", "completion").contains(word);
  }

  /**
   * Adds the commands among these names, or all of them when there is none among them.
   *
   * @param nested with the commands below {@code catalog}
   */
  static void addTo(CommandLine root, Session session, Set<String> names, boolean nested) {
    COMMANDS.forEach(
        (name, make) -> {
          var wanted = names.isEmpty() ? !ALIASES.containsKey(name) : names.contains(name);
          if (wanted && !root.getSubcommands().containsKey(name)) {
            root.addSubcommand(
                nested && name.equals("catalog")
                    ? CatalogCommands.all(session)
                    : make.apply(session));
          }
        });
  }
}
