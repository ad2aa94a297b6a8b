package org.osbctl.cli.mock;

import org.osbctl.cli.session.Group;
import picocli.CommandLine.Command;

@Command(
    name = "mock",
    description = "Imitate a broker.",
    commandListHeading = "%nCommands:%n",
    footer = {"", "Example: osbctl mock serve --port 8080"})
final class MockCommand extends Group {}
