package org.osbctl.cli.credentials;

import java.util.List;
import org.osbctl.cli.inventory.Assumptions;
import org.osbctl.cli.inventory.CredentialStore;
import org.osbctl.cli.inventory.Remembered;
import org.osbctl.cli.io.CredentialForms;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Names;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.session.Catalogs;
import org.osbctl.cli.session.Session;
import org.osbctl.inventory.InstanceEntry;
import org.osbctl.inventory.InstanceEntry.BindingEntry;
import org.osbctl.operation.Operation.FetchBinding;
import org.osbctl.spec.Json;
import org.osbctl.spec.ServiceOffering;
import tools.jackson.databind.JsonNode;

/** Finds the credentials of a binding: kept ones, or those the broker tells again. */
public final class Credentials {
  private Credentials() {}

  /** The credentials; ends the command when there is no way to them. */
  static CredentialForms of(Session session, InstanceEntry instance, BindingEntry binding) {
    var kept = new CredentialStore(session).find(instance, binding);
    return new CredentialForms(
        instance, binding, kept.orElseGet(() -> fetched(session, instance, binding)));
  }

  private static JsonNode fetched(Session session, InstanceEntry instance, BindingEntry binding) {
    var catalog = Catalogs.fetch(session);
    var offering = catalog.offering(instance.serviceId());
    var remembered = new Remembered(instance, binding);
    var words = remembered.words();
    if (offering.map(Credentials::isSensitive).orElse(false)) {
      throw new Problem(
              "credentials-shown-once",
              "The credentials of " + words + " cannot be had again.",
              "the service is sensitive: they are shown once, when it is bound, and kept nowhere",
              "bind it again: osbctl bind -i " + Names.word(instance.name()) + " --show")
          .exit(ExitCode.USAGE);
    }
    if (!offering.map(ServiceOffering::bindingsRetrievable).orElse(false)) {
      throw new Problem(
              "credentials-not-retrievable",
              "The credentials of " + words + " cannot be had again.",
              "the broker does not let bindings of this service be fetched, and they were not kept",
              "bind it again and keep them: osbctl bind -i "
                  + Names.word(instance.name())
                  + " --save")
          .exit(ExitCode.USAGE);
    }
    var exchange =
        session
            .judgedClient(catalog, Assumptions.of(instance))
            .send(
                session
                    .platform()
                    .shape(
                        new FetchBinding(instance.id(), binding.id(), session.hints(instance)),
                        instance,
                        catalog));
    var body =
        session
            .problems()
            .whenUnknown(remembered.whenUnknown())
            .body("The binding " + words + " cannot be fetched", exchange);
    var credentials = body.path("credentials");
    if (credentials.isMissingNode()) {
      throw new Problem("no-credentials", "The binding " + words + " has no credentials.", "", "")
          .exit(ExitCode.REFUSED);
    }
    return credentials;
  }

  /** Whether credentials are shown once and kept nowhere (meshmarketplace, metadata.sensitive). */
  public static boolean isSensitive(ServiceOffering offering) {
    return offering.json().path("metadata").path("sensitive").booleanValue(false);
  }

  /** A part of the credentials; ends the command when there is none. */
  static JsonNode part(CredentialForms forms, String pointer) {
    JsonNode found;
    try {
      found =
          pointer.startsWith("/")
              ? forms.credentials().at(pointer)
              : forms.credentials().path(pointer);
    } catch (IllegalArgumentException e) {
      found = Json.missing();
    }
    if (found.isMissingNode()) {
      throw Catalogs.unknown(
          "member of the credentials", pointer, List.copyOf(forms.credentials().propertyNames()));
    }
    return found;
  }
}
