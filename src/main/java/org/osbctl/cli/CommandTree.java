package org.osbctl.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.osbctl.cli.completion.Completer;
import org.osbctl.cli.completion.Scripts;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The commands by name. Only those a command line names are built: building all takes time. */
final class CommandTree {
  private static final Map<String, Function<Session, Object>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("catalog", CatalogCommand::spec);
    COMMANDS.put("provision", ProvisionCommand::new);
    COMMANDS.put("update", UpdateCommand::new);
    COMMANDS.put("deprovision", DeprovisionCommand::new);
    COMMANDS.put("bind", BindCommand::new);
    COMMANDS.put("unbind", UnbindCommand::new);
    COMMANDS.put("get", CommandTree::get);
    COMMANDS.put("last-operation", LastOperationCommand::new);
    COMMANDS.put("last", LastOperationCommand::new);
    COMMANDS.put("wait", WaitCommand::new);
    COMMANDS.put("curl", CurlCommand::new);
    COMMANDS.put("api", CurlCommand::new);
    COMMANDS.put("conform", CommandTree::conform);
    COMMANDS.put("test", CommandTree::conform);
    COMMANDS.put("mock", CommandTree::mock);
    COMMANDS.put("instances", InstancesCommand::new);
    COMMANDS.put("services", InstancesCommand::new);
    COMMANDS.put("ls", InstancesCommand::new);
    COMMANDS.put("bindings", BindingsCommand::new);
    COMMANDS.put("rename", RenameCommand::new);
    COMMANDS.put("adopt", AdoptCommand::new);
    COMMANDS.put("forget", ForgetCommand::new);
    COMMANDS.put("inventory", CommandTree::inventory);
    COMMANDS.put("params", CommandTree::params);
    COMMANDS.put("cleanup", CleanupCommand::new);
    COMMANDS.put("credentials", CredentialsCommand::new);
    COMMANDS.put("creds", CredentialsCommand::new);
    COMMANDS.put("exec", ExecCommand::new);
    COMMANDS.put("context", CommandTree::context);
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

  /** With the commands below it, which who only wants to see a catalog need not wait for. */
  private static Object catalog(Session session) {
    return new CommandLine(CatalogCommand.spec(session))
        .addSubcommand(new CatalogLintCommand(session))
        .addSubcommand(new CatalogDiffCommand(session))
        .addSubcommand(new CatalogDeriveCommand(session));
  }

  private static Object get(Session session) {
    return new CommandLine(new GetCommand())
        .addSubcommand(new GetInstanceCommand(session))
        .addSubcommand(new GetBindingCommand(session));
  }

  private static Object conform(Session session) {
    return new CommandLine(new ConformCommand())
        .addSubcommand(new ConformRunCommand(session))
        .addSubcommand(new ConformReportCommand(session))
        .addSubcommand(new ConformReplayCommand(session))
        .addSubcommand(new ConformJudgeCommand(session))
        .addSubcommand(new ConformCompareCommand(session))
        .addSubcommand(new ConformBaselineCommand(session))
        .addSubcommand(new ConformListCommand(session))
        .addSubcommand(new ConformExplainCommand(session));
  }

  private static Object params(Session session) {
    return new CommandLine(new ParamsCommand())
        .addSubcommand(new ParamsShowCommand(session))
        .addSubcommand(new ParamsSkeletonCommand(session))
        .addSubcommand(new ParamsFormCommand(session))
        .addSubcommand(new ParamsCheckCommand(session));
  }

  private static Object inventory(Session session) {
    return new CommandLine(new InventoryCommand())
        .addSubcommand(new InventoryQueryCommand(session))
        .addSubcommand(new InventoryExportCommand(session))
        .addSubcommand(new InventoryStatsCommand(session));
  }

  private static Object context(Session session) {
    return new CommandLine(new ContextCommand())
        .addSubcommand(new ContextSetCommand(session))
        .addSubcommand(new ContextUseCommand(session))
        .addSubcommand(new ContextListCommand(session))
        .addSubcommand(new ContextShowCommand(session))
        .addSubcommand(new ContextDeleteCommand(session))
        .addSubcommand(new ContextImportEnvCommand(session))
        .addSubcommand(new ContextImportEdenCommand(session));
  }

  private static Object mock(Session session) {
    var faults =
        new CommandLine(new MockFaultsCommand(session))
            .addSubcommand(new MockFaultsExplainCommand(session));
    return new CommandLine(new MockCommand())
        .addSubcommand(new MockServeCommand(session))
        .addSubcommand(faults);
  }

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
                nested && name.equals("catalog") ? catalog(session) : make.apply(session));
          }
        });
  }
}
