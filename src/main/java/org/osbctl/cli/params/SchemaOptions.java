package org.osbctl.cli.params;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.session.Catalogs;
import org.osbctl.cli.session.PlanOption;
import org.osbctl.cli.session.Session;
import org.osbctl.spec.Json;
import org.osbctl.spec.ServicePlan;
import org.osbctl.spec.ServicePlan.SchemaOf;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Which plan's parameters are meant, and for what. */
final class SchemaOptions {
  @Mixin private PlanOption plan;

  @Option(
      names = "--for",
      paramLabel = "OPERATION",
      description = "provision, update or bind. Default: provision.")
  private SchemaOf of = SchemaOf.PROVISION;

  private @Nullable ServicePlan chosen;

  /** The plan. */
  ServicePlan plan(Session session) {
    var found = chosen;
    if (found == null) {
      found = plan.in(Catalogs.fetch(session));
      chosen = found;
    }
    return found;
  }

  /** The operation. */
  SchemaOf of() {
    return of;
  }

  /** The operation in words. */
  String words() {
    return of.name().toLowerCase(Locale.ROOT);
  }

  /** The schema; missing when the plan has none, which is told. */
  JsonNode schema(Session session) {
    var schema = plan(session).schema(of);
    if (schema.isEmpty()) {
      session
          .output()
          .info(
              "the plan \""
                  + plan(session).name()
                  + "\" says nothing of parameters for "
                  + words());
    }
    return schema.orElseGet(Json::missing);
  }
}
