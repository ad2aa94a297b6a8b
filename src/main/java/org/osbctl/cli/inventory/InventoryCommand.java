package org.osbctl.cli.inventory;

import org.osbctl.cli.session.Group;
import picocli.CommandLine.Command;

@Command(
    name = "inventory",
    description = "Ask the inventory: what was created, by whom, and what became of it.",
    commandListHeading = "%nCommands:%n",
    footer = {"", "Example: osbctl inventory stats"})
final class InventoryCommand extends Group {}
