package org.osbctl.cli.params;

import org.osbctl.cli.session.Group;
import picocli.CommandLine.Command;

@Command(
    name = "params",
    description = "Look at the parameters a plan takes, and check one's own.",
    commandListHeading = "%nCommands:%n",
    footer = {"", "Example: osbctl params show -s my-service -p small"})
final class ParamsCommand extends Group {}
