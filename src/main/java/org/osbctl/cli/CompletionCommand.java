package org.osbctl.cli;

import java.util.concurrent.Callable;
import org.osbctl.cli.completion.CompletionShell;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "completion",
    description = "Print a script with which a shell completes osbctl's command lines.",
    footer = {
      "",
      "Names of services, plans, instances and the like come from files that",
      "successful commands write: no TAB waits for a broker, or for osbctl.",
      "",
      "Examples:",
      "  source <(osbctl completion bash)",
      "  osbctl completion zsh > \"${fpath[1]}/_osbctl\"",
      "  osbctl completion fish > ~/.config/fish/completions/osbctl.fish"
    })
final class CompletionCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
  private CompletionShell shell = CompletionShell.bash;

  CompletionCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var root = Main.commandLine(session.surroundings()).getCommandSpec();
    var out = session.output().out();
    out.print(CommandTree.completion(root).script(shell));
    out.flush();
    session.names().sawWords();
    return ExitCode.DONE.code();
  }
}
