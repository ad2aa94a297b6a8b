package org.osbctl.cli.conform;

import org.osbctl.cli.session.Group;
import picocli.CommandLine.Command;

@Command(
    name = "conform",
    aliases = "test",
    description = "Judge a broker by the specification.",
    commandListHeading = "%nCommands:%n",
    footer = {"", "Example: osbctl conform run --quick"})
final class ConformCommand extends Group {}
