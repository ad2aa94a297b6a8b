package org.osbctl.cli;

import picocli.CommandLine.Command;

@Command(name = "mock", description = "Imitate a broker.")
final class MockCommand {}
