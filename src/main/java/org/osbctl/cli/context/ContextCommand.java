package org.osbctl.cli.context;

import java.util.function.UnaryOperator;
import org.osbctl.cli.session.Group;
import org.osbctl.cli.session.Session;
import org.osbctl.cli.session.Settings;
import org.osbctl.cli.settings.Contexts;
import org.osbctl.cli.settings.SettingsException;
import picocli.CommandLine.Command;

@Command(
    name = "context",
    description = "Keep settings under a name: which broker, as whom, in which way.",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "The command line counts most, then the environment, the project file .osbctl.yaml, the"
          + " context.",
      "",
      "Example: osbctl context set staging url=https://b.example.com username=me password=env:PW"
    })
final class ContextCommand extends Group {
  /** Changes the contexts; ends the command when they cannot be read or written. */
  static void change(Session session, UnaryOperator<Contexts> edit) {
    try {
      session.settings().file().change(edit);
    } catch (SettingsException e) {
      throw Settings.problem(e);
    }
    session.names().sawContexts();
  }

  /** Changes the contexts, of which one must have this name. */
  static void change(Session session, String name, UnaryOperator<Contexts> edit) {
    change(
        session,
        contexts -> {
          if (contexts.find(name).isEmpty()) {
            throw Settings.unknown(name, contexts);
          }
          return edit.apply(contexts);
        });
  }
}
