package org.osbctl.cli.doctor;

import java.util.List;
import java.util.concurrent.Callable;
import org.osbctl.cli.doctor.Checkup.Check;
import org.osbctl.cli.doctor.Checkup.Result;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Output.Table;
import org.osbctl.cli.io.OutputFormat;
import org.osbctl.cli.session.Session;
import org.osbctl.http.Visible;
import org.osbctl.spec.Json;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** {@code doctor}: what is wrong between here and the broker, step by step. */
@Command(
    name = "doctor",
    description = {
      "Find out what stands between you and a broker: settings, name, connection, TLS, HTTP,"
          + " authentication, version, catalog; and whether osbctl can keep what it has to.",
      "Reads the catalog and changes nothing."
    },
    footer = {"", "Example: osbctl doctor --url https://broker.example.com"})
public final class DoctorCommand implements Callable<Integer> {
  /** What counts more than what, when several things failed. */
  private static final List<ExitCode> WORST_FIRST =
      List.of(ExitCode.USAGE, ExitCode.UNREACHABLE, ExitCode.REFUSED);

  private final Session session;

  /** A command of this session. */
  public DoctorCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var live = session.output().format() == OutputFormat.table;
    var checks = new Checkup(session, live ? this::tell : check -> {}).make();
    if (!live) {
      var table = Table.of("CHECK", "RESULT", "SEEN", "REMEDY");
      checks.forEach(c -> table.row(c.name(), c.result().word(), seen(c), remedy(c)));
      session.output().result(table, () -> document(checks), failed(checks));
    }
    var exits = checks.stream().filter(c -> c.result() == Result.FAIL).map(Check::exit).toList();
    return WORST_FIRST.stream().filter(exits::contains).findFirst().orElse(ExitCode.DONE).code();
  }

  private void tell(Check check) {
    var line = String.format("%-4s  %-14s  %s", check.result().word(), check.name(), seen(check));
    session.output().print(Visible.lines(line));
    if (!check.remedy().isEmpty()) {
      session.output().print(Visible.lines(" ".repeat(22) + "remedy: " + remedy(check)));
    }
  }

  private String seen(Check check) {
    return session.knownTarget().isPresent()
        ? session.redaction().text(check.seen())
        : check.seen();
  }

  private static String remedy(Check check) {
    return check.remedy();
  }

  private static List<String> failed(List<Check> checks) {
    return checks.stream().filter(c -> c.result() == Result.FAIL).map(Check::name).toList();
  }

  private JsonNode document(List<Check> checks) {
    var document = Json.object().put("apiVersion", "osbctl/v1").put("kind", "Diagnosis");
    var list = document.putArray("checks");
    checks.forEach(
        check ->
            list.addObject()
                .put("name", check.name())
                .put("result", check.result().word())
                .put("seen", seen(check))
                .put("remedy", check.remedy()));
    return document;
  }
}
