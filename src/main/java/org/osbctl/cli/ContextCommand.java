package org.osbctl.cli;

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
final class ContextCommand extends Group {}
