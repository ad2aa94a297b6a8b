package org.osbctl.cli;

import picocli.CommandLine.Command;

@Command(name = "conform", aliases = "test", description = "Judge a broker by the specification.")
final class ConformCommand {}
