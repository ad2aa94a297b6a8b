package org.osbctl.cli.broker;

import org.osbctl.cli.session.Group;
import picocli.CommandLine.Command;

@Command(
    name = "get",
    description = "Fetch a service instance or a service binding from the broker.",
    commandListHeading = "%nCommands:%n",
    footer = {"", "Example: osbctl get instance -i db1"})
final class GetCommand extends Group {}
