package org.osbctl.cli;

import java.util.List;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Output.Table;
import picocli.CommandLine;

/** What {@code osbctl help TOPIC} explains. */
final class HelpTopics {
  /** Their names. */
  static final List<String> NAMES = List.of("exit-codes", "env", "options");

  private static final int WIDTH = 80;

  private HelpTopics() {}

  static String exitCodes() {
    var table = Table.of("CODE", "MEANING");
    for (var code : ExitCode.values()) {
      table.row(Integer.toString(code.code()), code.meaning());
    }
    return table.text(WIDTH) + "\nWhen several apply, the first of 70, 2, 3, 1, 4, 5, 6 counts.\n";
  }

  static String environment() {
    return Table.of("VARIABLE", "STANDS FOR")
            .row("OSBCTL_<OPTION>", "any long option: OSBCTL_API_VERSION is --api-version")
            .row("SB_BROKER_URL, SB_HOST", "--url")
            .row("SB_BROKER_USERNAME, SB_USERNAME", "--username")
            .row("SB_BROKER_PASSWORD, SB_PASSWORD", "the password")
            .row("SB_BROKER_API_VERSION", "--api-version")
            .row("SB_INSTANCE, SB_BINDING", "--instance, --binding")
            .row("SB_SKIP_SSL_VERIFY", "--insecure")
            .row("OSBCTL_TOKEN", "a bearer token")
            .row("OSBCTL_CLIENT_SECRET", "the secret of --client-id")
            .row("OS_AUTH_URL, OS_CLOUD, OS_…", "the Keystone of --auth keystone, and who asks it")
            .row("OSBCTL_CONTEXT, OSBCTL_CONFIG", "--context, --config")
            .row("OSBCTL_HOME", "folder of inventory and contexts; else by the XDG rules")
            .row("PGUSER, PGPASSWORD", "user and password of an --inventory in PostgreSQL")
            .row("OSBCTL_RUN", "what the instances of one job have in common, for --run")
            .row("OSBCTL_OWNER", "who creates; else USER@HOST")
            .row("NO_COLOR, TERM=dumb", "no colours")
            .row("FORCE_COLOR", "colours, even where no terminal is")
            .row("HTTPS_PROXY, HTTP_PROXY, NO_PROXY", "proxies")
            .text(WIDTH)
        + "\nThe command line counts most, then OSBCTL_ variables, then the others, then the\n"
        + "project file .osbctl.yaml and the context.\n";
  }

  /** The options all commands share, which the help of a command leaves out. */
  static String options(CommandLine root) {
    return ((CommandHelp) root.getHelp()).sharedOptions();
  }
}
