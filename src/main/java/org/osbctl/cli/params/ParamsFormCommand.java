package org.osbctl.cli.params;

import java.util.concurrent.Callable;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.session.Session;
import org.osbctl.http.Visible;
import org.osbctl.spec.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "form",
    description =
        "Ask for the parameters of a plan, and print them; secrets among them as they are.",
    footer = {"", "Example: osbctl params form -s my-service -p small > db1.json"})
final class ParamsFormCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private SchemaOptions options;

  ParamsFormCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var plan = options.plan(session);
    var filled = Forms.fill(session, plan, options.of(), Json.object());
    session.output().out().println(Visible.logged(Visible.lines(Json.pretty(filled))));
    session.output().out().flush();
    return ExitCode.DONE.code();
  }
}
