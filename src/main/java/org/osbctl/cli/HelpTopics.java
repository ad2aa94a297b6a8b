package org.osbctl.cli;

import org.osbctl.cli.Output.Table;
import picocli.CommandLine;

/** What {@code osbctl help TOPIC} explains. */
final class HelpTopics {
  private HelpTopics() {}

  static String exitCodes() {
    var table = Table.of("CODE", "MEANING");
    for (var code : ExitCode.values()) {
      table.row(Integer.toString(code.code()), code.meaning());
    }
    return table.text() + "\nWhen several apply, the first of 70, 2, 3, 1, 4, 5, 6 counts.\n";
  }

  static String environment() {
    return Table.of("VARIABLE", "STANDS FOR")
            .row("SB_BROKER_URL, SB_HOST", "--url")
            .row("SB_BROKER_USERNAME, SB_USERNAME", "--username")
            .row("SB_BROKER_PASSWORD, SB_PASSWORD", "the password")
            .row("SB_BROKER_API_VERSION", "--api-version")
            .row("SB_INSTANCE, SB_BINDING", "--instance, --binding")
            .row("SB_SKIP_SSL_VERIFY", "--insecure")
            .row("OSBCTL_TOKEN", "a bearer token")
            .row("OSBCTL_<OPTION>", "any long option: OSBCTL_REQUEST_TIMEOUT for --request-timeout")
            .row("OSBCTL_HOME", "the folder of the inventory; else XDG_STATE_HOME/osbctl")
            .row("NO_COLOR, FORCE_COLOR, TERM=dumb", "no colours, or always")
            .row("HTTPS_PROXY, HTTP_PROXY, NO_PROXY", "proxies")
            .text()
        + "\n"
        + "An option on the command line counts more than a variable; of several variables the"
        + " first counts.\n";
  }

  /** The options all commands share, which the help of a command leaves out. */
  static String options(CommandLine root) {
    return root.getHelp().optionList();
  }
}
