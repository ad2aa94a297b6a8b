package org.osbctl.cli.params;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.session.Catalogs;
import org.osbctl.cli.session.Session;
import org.osbctl.spec.Json;
import org.osbctl.spec.ServicePlan;
import org.osbctl.spec.ServicePlan.SchemaOf;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Which plan's parameters are meant, and for what. */
final class SchemaOptions {
  @Option(
      names = {"-s", "--service"},
      paramLabel = "SERVICE",
      required = true,
      description = "Service offering, by name or id.")
  private String service = "";

  @Option(
      names = {"-p", "--plan"},
      paramLabel = "PLAN",
      description = "Service plan, by name or id; may be left out when there is only one.")
  private @Nullable String plan;

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
      found = Catalogs.plan(Catalogs.offering(Catalogs.fetch(session), service), plan);
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
