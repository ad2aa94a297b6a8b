package org.osbctl.cli.params;

import java.util.concurrent.Callable;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.session.Session;
import org.osbctl.spec.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "check",
    description =
        "Check parameters against the schema of a plan without sending them: exit code 2 when they"
            + " do not fit.",
    footer = {"", "Example: osbctl params check -s my-service -p small -c @db1.json"})
final class ParamsCheckCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private SchemaOptions options;
  @Mixin private ParameterOptions parameters;

  ParamsCheckCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var schema = options.schema(session);
    var given = parameters.parameters(session, options.plan(session), options.of());
    if (given.isMissingNode()) {
      // Nothing given may lack something, too.
      ParameterOptions.check(Json.object(), options.plan(session), options.of());
    }
    if (!schema.isMissingNode()) {
      session.output().info("the parameters are as the plan wants them");
    }
    return ExitCode.DONE.code();
  }
}
