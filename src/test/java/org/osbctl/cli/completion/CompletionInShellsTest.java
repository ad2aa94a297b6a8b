package org.osbctl.cli.completion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.osbctl.samples.Typist;

/** The committed scripts in real shells, at a terminal: what a TAB makes of what was typed. */
class CompletionInShellsTest {
  private static final String READY = "READY>";

  @TempDir Path home;

  /** In the place of osbctl stands a program that writes down what it was called with. */
  @BeforeEach
  void stand_in() throws IOException {
    var program = Files.createDirectories(home.resolve("bin")).resolve("osbctl");
    Files.writeString(program, "#!/bin/sh\necho \"$*\" >> called\n");
    assertEquals(true, program.toFile().setExecutable(true));
    leave(
        "http___broker_8080.catalog",
        "service\tdatabase",
        "service\tqueue",
        "plan\tsmall\tdatabase",
        "plan\tlarge\tqueue",
        "provision-parameter\tsize:=\tdatabase/small",
        "provision-parameter\tcolor=red\tdatabase/small",
        "provision-parameter\tcolor=blue\tdatabase/small",
        "provision-parameter\tsilent:=\tqueue/large",
        "update-parameter\tbackup:=true\tdatabase/small",
        "update-parameter\tbatch:=\tqueue/large");
    leave("https___other.catalog", "service\telsewhere");
    leave(
        "http___broker_8080.instances",
        "instance\tdb1\tdatabase/small",
        "instance\tq1\tqueue/large",
        "binding\tapp-of-db\tdb1",
        "binding\tbatch\tq1");
    leave(
        "contexts",
        "context\tlocal\thttp___broker_8080\tcurrent",
        "context\tstaging\thttps___other");
    leave("words", "requirement\tprovision.status", "requirement\tbind.status", "fault\tslow");
  }

  private void leave(String file, String... lines) throws IOException {
    var folder = Files.createDirectories(home.resolve("cache/osbctl/completion"));
    Files.write(folder.resolve(file), List.of(lines));
  }

  /** Somebody at a shell that has read its script, and is about to type. */
  private Typist at(CompletionShell shell) {
    Typist.needs(shell.name());
    var script = Path.of("completions", shell.fileName()).toAbsolutePath();
    var typist =
        switch (shell) {
          case bash -> new Typist(home, "bash", "--norc", "--noprofile", "-i");
          case zsh -> new Typist(home, "zsh", "-f", "-i");
          case fish -> new Typist(home, "fish", "--no-config", "-i");
          case powershell -> throw new IllegalArgumentException("there is none to test with");
        };
    // The prompt does not stand in what is typed, which is shown as well.
    var source =
        switch (shell) {
          case bash -> "source '%s'; PS1=READ; PS1=${PS1}Y'>'\r";
          case zsh ->
              "autoload -U compinit; compinit -u -D; source '%s'; PS1=READ; PS1=${PS1}Y'>'\r";
          default -> "source '%s'; function fish_prompt; echo -n READ; echo -n 'Y>'; end\r";
        };
    return typist
        .with("XDG_CACHE_HOME", home.resolve("cache").toString())
        .with("PATH", home.resolve("bin") + ":" + System.getenv("PATH"))
        .with("SB_BROKER_URL", "http://broker:8080/")
        .awaiting("", String.format(source, script));
  }

  private List<String> called() throws IOException {
    return Files.readAllLines(home.resolve("called"));
  }

  /** What is typed, and which words a program gets of it. */
  private static final List<String> LINES =
      List.of(
          "prov\t|provision",
          "conform ex\t|conform explain",
          "test ru\t|test run",
          "catalog --outp\tj\t|catalog --output json",
          "catalog --output=ya\t|catalog --output=yaml",
          "help exit\t|help exit-codes",
          "curl PO\t/v2|curl POST /v2",
          "catalog -s dat\t|catalog -s database",
          "provision --service=da\t-p sm\t-i new|provision --service=database -p small -i new",
          "provision -s queue -p l\t|provision -s queue -p large",
          "--url https://other catalog -s e\t|--url https://other catalog -s elsewhere",
          "catalog --url=https://other/ -s e\t|catalog --url=https://other/ -s elsewhere",
          "get binding -i db1 -b a\t|get binding -i db1 -b app-of-db",
          "last -i q\t|last -i q1",
          "conform explain prov\t|conform explain provision.status",
          "conform run --only b\t|conform run --only bind.status",
          "mock serve --fault s\t|mock serve --fault slow",
          "provision -c @par\t|provision -c @parameters.json",
          "context use sta\t|context use staging",
          "catalog --context sta\t-s e\t|catalog --context staging -s elsewhere",
          "catalog --cacert par\t|catalog --cacert parameters.json",
          "provision -s database -p small --param si\t3|provision -s database -p small --param"
              + " size:=3",
          "provision -s database --param=col\tr\t-i x|provision -s database --param=color=red -i x",
          "provision -s database -p small --param color=b\t|provision -s database -p small --param"
              + " color=blue",
          "update -i db1 --param ba\t--no-wait|update -i db1 --param backup:=true --no-wait",
          "update -i q1 --param ba\t3|update -i q1 --param batch:=3",
          // Where nothing is known, nothing is offered, and nothing said.
          "catalog --url http://unknown -s \tx|catalog --url http://unknown -s x",
          "nonsense --url \tx|nonsense --url x");

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "powershell")
  void tab_completes(CompletionShell shell) throws IOException {
    Files.writeString(home.resolve("parameters.json"), "{}");
    var typist = at(shell);
    LINES.forEach(
        line -> typist.awaiting(READY, "osbctl " + line.substring(0, line.indexOf('|')) + "\r"));
    typist.awaiting(READY, "exit\r").watch().ends(0).hides("rror").hides("o such file");
    assertEquals(
        LINES.stream().map(line -> line.substring(line.indexOf('|') + 1)).toList(), called());
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "powershell")
  void current_context_counts_where_nothing_else_says_which_broker(CompletionShell shell)
      throws IOException {
    at(shell)
        .with("SB_BROKER_URL", "")
        .awaiting(READY, "osbctl catalog -s dat\t\r")
        .awaiting(READY, "exit\r")
        .watch()
        .ends(0);
    assertEquals(List.of("catalog -s database"), called());
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "powershell")
  void names_of_a_hostile_broker_are_neither_offered_nor_run(CompletionShell shell)
      throws IOException {
    leave(
        "http___broker_8080.catalog",
        "service\t$(touch hacked)",
        "service\t`touch hacked`",
        "service\tx;touch hacked",
        "service\tx|touch hacked",
        "service\t'; touch hacked; '",
        "service\t\"$(touch hacked)\"",
        "service\t-rf",
        "service\t--help",
        "service\t\u001b]0;hacked\u0007",
        "service\tx\r",
        "service\t*",
        "service\t~",
        "service\t!!",
        "service\t%n",
        "service\tx$((hacked[$(touch hacked)]))",
        "$(touch hacked)\tname",
        "service",
        "",
        "service\txylophone\t$(touch hacked)",
        "service\tplain");
    var tabs = shell == CompletionShell.bash ? "\t\t" : "\t";
    at(shell)
        .awaiting(READY, "osbctl catalog -s " + tabs)
        .awaiting("plain", "\u0015osbctl catalog -s xy\t\r")
        .awaiting(READY, "exit\r")
        .watch()
        .ends(0)
        .hides("touch")
        .hides("hacked");
    assertFalse(Files.exists(home.resolve("hacked")));
    assertEquals(List.of("catalog -s xylophone"), called());
  }
}
