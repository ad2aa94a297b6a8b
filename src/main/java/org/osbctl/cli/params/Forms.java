package org.osbctl.cli.params;

import java.io.IOException;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.FileTrouble;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.session.Session;
import org.osbctl.cli.shell.CancelledException;
import org.osbctl.cli.shell.Form;
import org.osbctl.cli.shell.Terminals;
import org.osbctl.spec.ServicePlan;
import org.osbctl.spec.ServicePlan.SchemaOf;
import tools.jackson.databind.JsonNode;

/** The way from commands to forms; loaded only where there is one to fill in. */
final class Forms {
  private Forms() {}

  /** Whether something is not given that a plan cannot do without. */
  static boolean isNeeded(ServicePlan plan, SchemaOf of, JsonNode given) {
    for (var name : plan.schema(of).map(schema -> schema.path("required")).orElse(given)) {
      if (name.isString() && !given.has(name.stringValue())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Asks for parameters; ends the command when somebody leaves the form.
   *
   * @param given what is known already
   */
  static JsonNode fill(Session session, ServicePlan plan, SchemaOf of, JsonNode given) {
    if (!session.canAsk()) {
      throw new Problem(
              "no-terminal",
              "A form needs somebody to fill it in.",
              "there is no terminal, or --no-input was given",
              "give the parameters with -c")
          .exit(ExitCode.USAGE);
    }
    var schema = plan.schema(of);
    if (schema.isEmpty()) {
      session.output().info("the plan \"" + plan.name() + "\" says nothing about its parameters");
      return given;
    }
    session.output().clear();
    var surroundings = session.surroundings();
    try (var terminal = Terminals.open(surroundings.in(), surroundings.err())) {
      return new Form(terminal, schema.get()).fill(given);
    } catch (CancelledException e) {
      throw new Problem("form-left", "Nothing was sent.", "the form was left", "")
          .exit(e.interrupted() ? ExitCode.INTERRUPTED : ExitCode.USAGE);
    } catch (IOException e) {
      throw new Problem(
              "no-terminal",
              "The terminal cannot be used.",
              FileTrouble.reason(e),
              "give the parameters with -c")
          .exit(ExitCode.USAGE);
    }
  }
}
