package org.osbctl.cli.credentials;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.osbctl.cli.inventory.BindingOption;
import org.osbctl.cli.inventory.InstanceOption;
import org.osbctl.cli.io.CredentialForms;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Interruption;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.session.Session;
import org.osbctl.cli.session.Settings;
import org.osbctl.cli.shell.Terminals;
import org.osbctl.spec.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "exec",
    description = {
      "Run a command with the credentials of a service binding in its environment, and nowhere"
          + " else: each member as a variable that begins with the instance's name (DB1_URI), and"
          + " all of them as VCAP_SERVICES. The secrets of osbctl itself, SB_BROKER_PASSWORD and"
          + " the like, are not handed on.",
      "Ends with the exit code of the command; 127 when it cannot be started."
    },
    footer = {
      "",
      "Examples:",
      "  osbctl exec -i db1 -- sh -c 'psql \"$DB1_URI\"'",
      "  osbctl exec -i db1 --env DATABASE_URL=uri -- ./migrate"
    })
final class ExecCommand implements Callable<Integer> {
  private static final int NOT_STARTED = 127;

  private final Session session;
  @Mixin private InstanceOption instance;
  @Mixin private BindingOption binding;

  @Option(
      names = "--env",
      paramLabel = "VARIABLE=NAME|/a/b",
      description = "Only this variable, with this member of the credentials; may be repeated.")
  private Map<String, String> chosen = new LinkedHashMap<>();

  @Option(
      names = "--prefix",
      paramLabel = "NAME",
      description = "What the names of variables begin with. Default: the instance's name.")
  private String prefix = "";

  @Parameters(arity = "1..*", paramLabel = "COMMAND", description = "The command and its words.")
  private List<String> words = List.of();

  ExecCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var entry = instance.entry(session);
    var forms = Credentials.of(session, entry, binding.entry(entry));
    var environment = new LinkedHashMap<>(session.surroundings().environment());
    Settings.SECRET_VARIABLES.forEach(environment::remove);
    environment.putAll(variables(forms));
    return run(environment);
  }

  private Map<String, String> variables(CredentialForms forms) {
    if (chosen.isEmpty()) {
      var all =
          new LinkedHashMap<>(forms.variables(prefix.isEmpty() ? forms.instance().name() : prefix));
      all.put("VCAP_SERVICES", Json.text(forms.vcap()));
      return all;
    }
    var some = new LinkedHashMap<String, String>();
    chosen.forEach(
        (variable, pointer) ->
            some.put(variable, CredentialForms.text(Credentials.part(forms, pointer))));
    return some;
  }

  private int run(Map<String, String> environment) {
    var builder =
        new ProcessBuilder(words).directory(session.surroundings().folder().toFile()).inheritIO();
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      return exitCode(builder);
    } catch (IOException e) {
      session
          .output()
          .problem(
              new Problem(
                  "cannot-start",
                  "The command " + words.getFirst() + " cannot be started.",
                  "it is not there, or may not be run",
                  "check its name"));
      return NOT_STARTED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.INTERRUPTED.code();
    }
  }

  private int exitCode(ProcessBuilder builder) throws IOException, InterruptedException {
    var lent = Terminals.lend(session.surroundings().in());
    try {
      var process = builder.start();
      // Whoever ends osbctl means the command.
      var interruption = Interruption.doing(process::destroy);
      try {
        return process.waitFor();
      } finally {
        interruption.over();
      }
    } finally {
      lent.close();
    }
  }
}
