package org.osbctl.cli.session;

import java.util.Optional;
import java.util.UUID;
import org.osbctl.client.Caller.Manners;
import org.osbctl.http.Exchange;
import org.osbctl.inventory.InstanceEntry;
import org.osbctl.operation.Operation;
import org.osbctl.operation.Operation.Provision;
import org.osbctl.operation.OperationKind;
import org.osbctl.profile.Profile;
import org.osbctl.profile.Values;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Catalog;
import org.osbctl.spec.Json;
import org.osbctl.spec.ServicePlan;

/**
 * The platform as which a command speaks: that of a profile, or none in particular, which sends
 * what the specification asks of every platform.
 */
public final class Platform {
  private final Optional<Profile> profile;
  private final ApiVersion version;
  private final Values values;

  /**
   * A platform.
   *
   * @param values what the user says of it
   */
  Platform(Optional<Profile> profile, ApiVersion version, Values values) {
    this.profile = profile;
    this.version = version;
    this.values = values;
  }

  /** Without a profile. */
  static Platform plain(ApiVersion version) {
    return new Platform(Optional.empty(), version, Values.of(Json.object(), UUID::randomUUID));
  }

  /** The request for a new instance, as this platform sends it. */
  public Provision provision(Provision request, ServicePlan plan, String instanceName) {
    if (profile.isEmpty()) {
      return request.context().isMissingNode() && version.atLeast(ApiVersion.V2_12)
          ? request.with("context", Json.object().put("platform", "osbctl"))
          : request;
    }
    return profile.get().shape(request, values.with("instance_name", instanceName).of(plan));
  }

  /** Any other request, as this platform sends it; the plan is that of the instance. */
  public <O extends Operation> O shape(O request, InstanceEntry entry, Catalog catalog) {
    return shape(request, entry, catalog, entry.planId());
  }

  /** A request, as this platform sends it, for an instance that is to have a plan after it. */
  public <O extends Operation> O shape(
      O request, InstanceEntry entry, Catalog catalog, String wantedPlanId) {
    return profile
        .map(
            each ->
                each.shape(
                    request,
                    values
                        .with("instance_name", entry.name())
                        .with("offering", Json.object().put("id", entry.serviceId()))
                        .of(catalog, wantedPlanId)
                        .withPrevious(catalog, entry.planId())))
        .orElse(request);
  }

  /** What it sends as headers. */
  Manners manners(Optional<String> identity) {
    return profile
        .<Manners>map(each -> (kind, standard) -> each.headers(kind, standard, identity, values))
        .orElse(Manners.PLAIN);
  }

  /** Whether this platform deletes what may have been created, after an answer to a request. */
  public boolean cleansUpAfter(OperationKind kind, Exchange exchange) {
    return profile.isPresent()
        && exchange
            .response()
            .filter(answer -> profile.get().answers().mitigates(kind, answer))
            .isPresent();
  }

  /** The catalog, for commands that otherwise need none: a profile may go by it. */
  public Catalog catalog(Session session) {
    return profile.isPresent() ? Catalogs.fetch(session) : Catalog.EMPTY;
  }

  Optional<Profile> profile() {
    return profile;
  }
}
