package org.osbctl.cli;

import picocli.CommandLine.Command;

@Command(
    name = "get",
    description = "Fetch a service instance or a service binding from the broker.")
final class GetCommand {}
