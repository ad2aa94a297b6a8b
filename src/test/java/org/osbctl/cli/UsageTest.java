package org.osbctl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Surroundings;
import picocli.CommandLine;

/** Help, and what is said to a command line that cannot be understood. */
class UsageTest {
  @TempDir Path home;

  private Osbctl osbctl() {
    return new Osbctl(home);
  }

  static Stream<List<String>> commands() {
    var root = Main.commandLine(Surroundings.real());
    return Stream.concat(Stream.of(List.of()), below(root, List.of()));
  }

  private static Stream<List<String>> below(CommandLine line, List<String> words) {
    return line.getSubcommands().entrySet().stream()
        .filter(each -> each.getKey().equals(each.getValue().getCommandName()))
        .flatMap(
            each -> {
              var path = new ArrayList<>(words);
              path.add(each.getKey());
              return Stream.concat(Stream.of(path), below(each.getValue(), path));
            });
  }

  private static String[] with(List<String> words, String more) {
    var all = new ArrayList<>(words);
    all.add(more);
    return all.toArray(String[]::new);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void help_fits_a_terminal_and_has_an_example(List<String> command) {
    var help = osbctl().done(with(command, "--help")).saysNothing().out();
    for (var line : help.lines().toList()) {
      assertTrue(line.length() <= 80, line);
    }
    var name = String.join(" ", command);
    assertTrue(help.startsWith(("Usage: osbctl " + name).strip()), help);
    assertTrue(help.contains("Example"), help);
    assertTrue(help.contains("osbctl help options"), help);
    assertFalse(help.contains("--password"), help);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void help_command_prints_the_same(List<String> command) {
    var words = new ArrayList<>(List.of("help"));
    words.addAll(command);
    assertEquals(
        osbctl().done(with(command, "-h")).out(),
        osbctl().done(words.toArray(String[]::new)).out());
  }

  @Test
  void required_options_stand_in_the_first_line() {
    osbctl().done("provision", "-h").prints("Usage: osbctl provision -s SERVICE [OPTIONS]\n");
    osbctl().done("curl", "-h").prints("Usage: osbctl curl METHOD PATH [OPTIONS]\n");
    osbctl().done("get", "-h").prints("Usage: osbctl get COMMAND [OPTIONS]\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"exit-codes", "env", "options"})
  void topics_fit_a_terminal(String topic) {
    var text = osbctl().done("help", topic).saysNothing().out();
    for (var line : text.lines().toList()) {
      assertTrue(line.length() <= 80, line);
    }
    osbctl().done("help").prints(topic);
  }

  @Test
  void exit_codes_are_told_as_in_the_readme() throws IOException {
    var readme = Files.readString(Path.of("README.md"));
    var topic = osbctl().done("help", "exit-codes").out().replaceAll("\\s+", " ");
    for (var code : ExitCode.values()) {
      assertTrue(topic.contains(code.code() + " " + code.meaning()), code::toString);
      assertTrue(
          readme.contains("| " + code.code() + " | " + code.meaning() + " |"), code::toString);
    }
  }

  @Test
  void every_shared_option_is_explained() {
    osbctl()
        .done("help", "options")
        .prints("--url=URL")
        .prints("--trace[=FILE]")
        .prints("-q, --quiet");
  }

  @Test
  void no_arguments_show_the_usage() {
    for (var words : List.of(new String[0], new String[] {"get"}, new String[] {"conform"})) {
      osbctl()
          .run(words)
          .ends(ExitCode.USAGE)
          .printsNothing()
          .says("Usage: osbctl")
          .says("Commands:");
    }
  }

  @Test
  void version_is_printed() {
    for (var words : List.of(new String[] {"--version"}, new String[] {"-q", "-V"})) {
      assertEquals("osbctl " + Version.VERSION + "\n", osbctl().done(words).saysNothing().out());
    }
  }

  @Test
  void near_miss_is_offered() {
    wrong("There is no option '--servce'.", "did you mean --service?", "catalog", "--servce", "x");
    wrong("There is no command 'catalgo'.", "did you mean catalog?", "catalgo");
    wrong("There is no command 'instances'.", "did you mean instance?", "get", "instances");
    wrong("'x' is one word too many.", "osbctl catalog --help", "catalog", "x");
    wrong("There is no option '--nonsense'.", "osbctl wait --help", "wait", "--nonsense");
    for (var option : List.of("--yes", "--for", "-x")) {
      osbctl().run("context", "delete", option).ends(ExitCode.USAGE).saysNot("did you mean");
    }
    wrong("There is no option '--instnace'.", "--instance?", "deprovision", "--instnace", "x");
    osbctl()
        .run("help", "exit-code")
        .ends(ExitCode.USAGE)
        .printsNothing()
        .says("did you mean \"exit-codes\"?");
    osbctl().run("help", "nonsense").ends(ExitCode.USAGE).says("see: osbctl help");
  }

  private void wrong(String what, String remedy, String... words) {
    osbctl()
        .run(words)
        .ends(ExitCode.USAGE)
        .printsNothing()
        .says("wrong-usage: " + what)
        .says(remedy)
        .saysNot("Usage:");
  }

  @Test
  void word_behind_a_misspelt_option_is_not_shown() {
    for (var words :
        List.of(
            new String[] {"catalog", "--pasword", "hunter2"},
            new String[] {"catalog", "--pasword=hunter2"},
            new String[] {"catalog", "-x", "hunter2"})) {
      osbctl().run(words).ends(ExitCode.USAGE).saysNot("hunter2");
    }
  }

  @Test
  void missing_and_wrong_values_are_told() {
    osbctl().run("provision").ends(ExitCode.USAGE).says("--service=SERVICE");
    osbctl().run("get", "instance").ends(ExitCode.USAGE).says("--instance=NAME");
    osbctl().run("curl", "GET").ends(ExitCode.USAGE).says("PATH");
    osbctl()
        .run("catalog", "-o", "xml")
        .ends(ExitCode.USAGE)
        .says("[table, json, yaml, markdown, name]");
    osbctl().run("catalog", "--request-timeout", "soon").ends(ExitCode.USAGE).says("90s");
    osbctl().run("catalog", "--max-body", "many").ends(ExitCode.USAGE).says("--max-body");
  }

  @Test
  void settings_nobody_understands_send_nothing() {
    try (var broker = ScriptedBroker.start()) {
      var osbctl = new Osbctl(home).to(broker.url());
      osbctl.run("catalog", "--api-version", "3.0").ends(ExitCode.USAGE).says("2.16, 2.17");
      osbctl.run("catalog", "-H", "secret-without-colon").ends(ExitCode.USAGE).says("-H 'X-Name");
      osbctl
          .run("catalog", "--originating-identity", "cloudfoundry")
          .ends(ExitCode.USAGE)
          .says("bad-identity:");
      osbctl
          .run("provision", "-s", "db", "-p", "small", "--timeout", "soon")
          .ends(ExitCode.USAGE)
          .says("--timeout: 'soon' is no time");
      assertEquals(List.of(), broker.seen("PUT"));
    }
  }

  @Test
  void wrong_usage_is_json_where_results_are() {
    osbctl()
        .run("catalog", "-o", "json", "--nonsense")
        .ends(ExitCode.USAGE)
        .printsNothing()
        .says("{\"apiVersion\":\"osbctl/v1\",\"kind\":\"Problem\",\"code\":\"wrong-usage\"");
  }

  @Test
  void help_is_coloured_only_where_colours_are_wanted() {
    assertFalse(osbctl().done("--help").out().contains("\u001b"));
    assertTrue(osbctl().atTerminal().done("--help").out().contains("\u001b"));
    assertTrue(osbctl().with("FORCE_COLOR", "1").done("--help").out().contains("\u001b"));
    assertFalse(
        osbctl().atTerminal().with("NO_COLOR", "1").done("--help").out().contains("\u001b"));
    assertFalse(osbctl().atTerminal().with("TERM", "dumb").done("--help").out().contains("\u001b"));
  }
}
