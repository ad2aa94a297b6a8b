package org.osbctl.cli.params;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.io.Arguments;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.session.Session;
import org.osbctl.spec.Json;
import org.osbctl.spec.ParameterSchema;
import org.osbctl.spec.ServicePlan;
import org.osbctl.spec.ServicePlan.SchemaOf;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code -c JSON}: configuration parameters, checked against the plan's schema before they are
 * sent.
 */
public final class ParameterOptions {
  @Option(
      names = {"-c", "--parameters", "-P"},
      paramLabel = "JSON|@FILE|-",
      description = "Configuration parameters: a JSON object, a file, or standard input.")
  private @Nullable String parameters;

  @Option(
      names = "--param",
      paramLabel = "NAME=TEXT|NAME:=JSON|NAME@FILE",
      description =
          "One parameter, added to those of -c; /a/b:=3 for nested ones. May be repeated.")
  private List<String> items = new ArrayList<>();

  @Option(
      names = "--form",
      description =
          "Ask for the parameters, one after the other. Also done on a terminal when one is"
              + " missing that has to be there.")
  private boolean form;

  @Option(
      names = "--no-validate",
      description = "Send the parameters without checking them against the plan's schema.")
  private boolean noValidate;

  @Option(
      names = "--context-json",
      paramLabel = "JSON|@FILE",
      description = "The contextual data to send.")
  private @Nullable String context;

  /**
   * The parameters, missing when none are given; ends the command when they are not as the plan
   * wants them.
   */
  public JsonNode parameters(Session session, ServicePlan plan, SchemaOf of) {
    var given =
        parameters == null
            ? Json.missing()
            : Arguments.object("-c", parameters, session.surroundings());
    if (!items.isEmpty()) {
      var object = given instanceof ObjectNode from ? from : Json.object();
      given = ParameterItems.into(object, items, session.surroundings());
    }
    var asks = of != SchemaOf.UPDATE && parameters == null && session.canAsk();
    if (form || (asks && Forms.isNeeded(plan, of, given))) {
      given = Forms.fill(session, plan, of, given);
    }
    if (!noValidate && given.isObject()) {
      check(given, plan, of);
    }
    return given;
  }

  /** The contextual data, missing when none are given. */
  public JsonNode context(Session session) {
    return context == null
        ? Json.missing()
        : Arguments.object("--context-json", context, session.surroundings());
  }

  /** Ends the command when parameters are not as a plan wants them. */
  static void check(JsonNode given, ServicePlan plan, SchemaOf of) {
    var violations =
        plan.schema(of)
            .flatMap(ParameterSchema::of)
            .map(s -> s.violations(given))
            .orElse(List.of());
    if (!violations.isEmpty()) {
      var words = violations.stream().map(v -> v.toString()).limit(5).toList();
      throw new Problem(
              "bad-parameters",
              "The parameters are not as the plan \"" + plan.name() + "\" wants them.",
              String.join("; ", words),
              "correct them, or send them all the same with --no-validate")
          .exit(ExitCode.USAGE);
    }
  }
}
