package org.osbctl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osbctl.cli.completion.CompletionShell;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Surroundings;
import org.osbctl.mock.MockBroker;
import org.osbctl.mock.MockOptions;
import picocli.CommandLine;

/** Completion scripts, and the names that commands leave for them. */
class CompletionTest {
  @TempDir Path home;

  private Osbctl osbctl() {
    return new Osbctl(home);
  }

  @ParameterizedTest
  @EnumSource
  void committed_script_is_fresh(CompletionShell shell) throws IOException {
    var file = Path.of("completions", shell.fileName());
    var text = osbctl().done("completion", shell.name()).saysNothing().out();
    if (Boolean.getBoolean("osbctl.remake")) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text);
    }
    assertEquals(
        text, Files.readString(file), file + " is stale; remake it with -Dosbctl.remake=true");
  }

  @ParameterizedTest
  @EnumSource
  void every_command_and_option_is_there(CompletionShell shell) {
    var script = osbctl().done("completion", shell.name()).out();
    assertFalse(script.contains("@COMMANDS@"), script);
    assertHas(script, Main.commandLine(Surroundings.real()));
  }

  private static void assertHas(String script, CommandLine command) {
    for (var option : command.getCommandSpec().options()) {
      assertTrue(option.hidden() || script.contains(option.longestName()), option::longestName);
    }
    command
        .getSubcommands()
        .forEach(
            (name, below) -> {
              assertTrue(script.contains(name), name);
              assertHas(script, below);
            });
  }

  /** No PowerShell is to be had from Debian: what can be seen without one. */
  @Test
  void powershell_script_has_its_brackets_and_quotes_in_pairs() {
    var script = osbctl().done("completion", "powershell").out();
    var open = new ArrayDeque<Integer>();
    var quote = 0;
    for (int i = 0; i < script.length(); i++) {
      int c = script.charAt(i);
      if (quote != 0) {
        i += c == '`' && quote == '"' ? 1 : 0;
        quote = c == quote ? 0 : quote;
      } else if (c == '#') {
        i = script.indexOf('\n', i);
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if ("({[".indexOf(c) >= 0) {
        open.push(")}]".codePointAt("({[".indexOf(c)));
      } else if (")}]".indexOf(c) >= 0) {
        assertEquals(c, open.poll(), "before " + script.substring(i));
      }
    }
    assertEquals(0, quote);
    assertTrue(open.isEmpty(), open::toString);
  }

  @Test
  void unknown_shell_is_refused() {
    osbctl().run("completion", "tcsh").ends(ExitCode.USAGE).printsNothing().says("[bash, zsh");
    osbctl().run("completion").ends(ExitCode.USAGE).says("SHELL");
  }

  private Path file(MockBroker broker, String kind) {
    var key = broker.url().toString().replaceAll("[^A-Za-z0-9.-]", "_");
    return home.resolve("cache/completion").resolve(key + "." + kind);
  }

  @Test
  void successful_commands_leave_names_for_nobody_else_to_read() throws IOException {
    try (var broker = MockBroker.start(MockOptions.defaults())) {
      var osbctl = Osbctl.of(home, broker);
      osbctl.done("catalog");
      var catalog = Files.readAllLines(file(broker, "catalog"));
      var names = osbctl.done("catalog", "-o", "name").out().lines().toList();
      for (var name : names) {
        var parts = name.split("/", -1);
        assertTrue(catalog.contains("service\t" + parts[0]), catalog::toString);
        assertTrue(catalog.contains("plan\t" + parts[1] + "\t" + parts[0]), catalog::toString);
      }
      assertFalse(Files.exists(file(broker, "instances")));
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(file(broker, "catalog"))));

      var plan = names.getFirst().split("/", -1);
      osbctl.done("provision", "-s", plan[0], "-p", plan[1], "-i", "db1");
      osbctl.done("bind", "-i", "db1", "-b", "app1");
      assertEquals(
          List.of("instance\tdb1\t" + names.getFirst(), "binding\tapp1\tdb1"),
          Files.readAllLines(file(broker, "instances")));
      osbctl.done("unbind", "-i", "db1", "-b", "app1", "--yes");
      osbctl.done("deprovision", "-i", "db1", "--yes");
      assertEquals(List.of(), Files.readAllLines(file(broker, "instances")));
      try (var files = Files.list(home.resolve("cache/completion"))) {
        assertEquals(2, files.count());
      }
    }
  }

  @Test
  void odd_names_are_left_out() throws IOException {
    try (var broker = ScriptedBroker.start()) {
      broker.on(
          "GET",
          "/v2/catalog",
          ScriptedBroker.Reply.of(
              200,
              """
              {"services": [
                {"id": "1", "name": "plain", "plans": [{"id": "2", "name": "$(rm)"}, {"id": "3", "name": "ok"}]},
                {"id": "4", "name": "a b"}, {"id": "5", "name": "-x"}, {"id": "6", "name": "x\\ny"},
                {"id": "7", "name": "\\u001b[31m"}, {"id": "8", "name": "`x`", "plans": [{"id": "9", "name": "lost"}]}
              ]}\
              """));
      Osbctl.of(home, broker).done("catalog");
      try (var files = Files.list(home.resolve("cache/completion"))) {
        assertEquals(
            List.of("service\tplain", "plan\tok\tplain"),
            Files.readAllLines(files.findFirst().orElseThrow()));
      }
    }
  }

  @Test
  void parameters_are_left_with_the_values_a_schema_lists() throws IOException {
    try (var broker = ScriptedBroker.start()) {
      broker.on(
          "GET",
          "/v2/catalog",
          ScriptedBroker.Reply.of(
              200,
              """
              {"services": [{"id": "1", "name": "db", "plans": [{"id": "2", "name": "small",
                "schemas": {"service_instance": {
                  "create": {"parameters": {"definitions": {"s": {"type": "integer"}}, "properties": {
                    "size": {"$ref": "#/definitions/s"}, "name": {"type": "string"},
                    "color": {"enum": ["red", "$(rm)", "blue"]}, "level": {"enum": [1, 2]},
                    "ha": {"type": "boolean"}, "a=b": {"type": "string"}, "x y": {"type": "string"},
                    "lost": {"$ref": "#nowhere"}}}},
                  "update": {"parameters": {"properties": {"tags": {"type": "array"}}}}}}}]}]}\
              """));
      Osbctl.of(home, broker).done("catalog");
      try (var files = Files.list(home.resolve("cache/completion"))) {
        assertEquals(
            List.of(
                "service\tdb",
                "plan\tsmall\tdb",
                "provision-parameter\tsize:=\tdb/small",
                "provision-parameter\tname=\tdb/small",
                "provision-parameter\tcolor=red\tdb/small",
                "provision-parameter\tcolor=blue\tdb/small",
                "provision-parameter\tlevel:=1\tdb/small",
                "provision-parameter\tlevel:=2\tdb/small",
                "provision-parameter\tha:=true\tdb/small",
                "provision-parameter\tha:=false\tdb/small",
                "provision-parameter\tlost=\tdb/small",
                "update-parameter\ttags:=\tdb/small"),
            Files.readAllLines(files.findFirst().orElseThrow()));
      }
    }
  }

  @Test
  void folder_that_cannot_be_written_fails_no_command() throws IOException {
    Files.writeString(home.resolve("cache"), "a file where a folder should be");
    try (var broker = MockBroker.start(MockOptions.defaults())) {
      Osbctl.of(home, broker).done("catalog").saysNothing();
    }
  }

  @Test
  void contexts_are_left_with_their_brokers() throws IOException {
    osbctl().done("context", "set", "local", "url=http://127.0.0.1:1/x/");
    osbctl().done("context", "set", "staging", "url=https://b.example.com");
    osbctl().done("context", "use", "staging");
    assertEquals(
        List.of(
            "context\tlocal\thttp___127.0.0.1_1_x",
            "context\tstaging\thttps___b.example.com\tcurrent"),
        Files.readAllLines(home.resolve("cache/completion/contexts")));
  }

  @Test
  void requirements_and_faults_are_left_by_commands_about_them() throws IOException {
    osbctl().done("mock", "faults");
    var words = Files.readAllLines(home.resolve("cache/completion/words"));
    for (var name : osbctl().done("mock", "faults", "-o", "name").out().lines().toList()) {
      assertTrue(words.contains("fault\t" + name), name);
    }
    for (var id : osbctl().done("conform", "list", "-o", "name").out().lines().toList()) {
      assertTrue(words.contains("requirement\t" + id), id);
    }
  }
}
