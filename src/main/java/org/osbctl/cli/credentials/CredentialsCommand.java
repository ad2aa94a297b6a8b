package org.osbctl.cli.credentials;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.inventory.BindingOption;
import org.osbctl.cli.inventory.InstanceOption;
import org.osbctl.cli.io.CredentialForms;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.FileTrouble;
import org.osbctl.cli.io.Output;
import org.osbctl.cli.io.Output.Table;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.io.ProblemException;
import org.osbctl.cli.session.Session;
import org.osbctl.cli.settings.PrivateFile;
import org.osbctl.http.Redaction;
import org.osbctl.http.Visible;
import org.osbctl.spec.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "credentials",
    aliases = "creds",
    description = {
      "Print the credentials of a service binding, in the form another program reads: -o table,"
          + " json, yaml, env, dotenv, vcap, k8s-secret, or servicebinding=DIR, which writes"
          + " files.",
      "On a terminal the values are hidden, unless --show is given."
    },
    footer = {
      "",
      "Examples:",
      "  psql \"$(osbctl credentials -i db1 -a uri)\"",
      "  osbctl credentials -i db1 -o k8s-secret | kubectl apply -f -",
      "  osbctl credentials -i db1 -o servicebinding=bindings"
    })
final class CredentialsCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private InstanceOption instance;
  @Mixin private BindingOption binding;

  @Option(
      names = {"-a", "--attribute", "--pointer"},
      paramLabel = "NAME|/a/b",
      description = "Only this member of the credentials, by name or as a JSON pointer.")
  private @Nullable String attribute;

  @Option(names = "--show", description = "Print the values on a terminal, too.")
  private boolean show;

  @Option(
      names = "--prefix",
      paramLabel = "NAME",
      description = "What the names of variables begin with (env, dotenv). Default: nothing.")
  private String prefix = "";

  @Option(
      names = "--namespace",
      paramLabel = "NAME",
      description = "Namespace of the Kubernetes Secret. Default: none.")
  private String namespace = "";

  CredentialsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var form = session.credentialForm().orElse("");
    if (form.equals("servicebinding")) {
      throw new Problem(
              "wrong-usage",
              "The form servicebinding needs a folder.",
              "",
              "write it like -o servicebinding=bindings")
          .exit(ExitCode.USAGE);
    }
    var entry = instance.entry(session);
    var found = Credentials.of(session, entry, binding.entry(entry));
    if (form.startsWith("servicebinding=")) {
      return written(found, form.substring(form.indexOf('=') + 1));
    }
    var hidden = session.surroundings().terminal().out() && !show;
    var shown =
        hidden
            ? new CredentialForms(found.instance(), found.binding(), masked(found.credentials()))
            : found;
    if (attribute != null) {
      var part = Credentials.part(shown, attribute);
      session.output().out().println(seen(CredentialForms.text(part)));
    } else {
      print(shown, form);
    }
    session.output().out().flush();
    if (hidden) {
      session.output().info("values are hidden on a terminal; --show prints them");
    }
    return ExitCode.DONE.code();
  }

  private void print(CredentialForms forms, String form) {
    var out = session.output().out();
    switch (form) {
      case "env" -> out.print(seen(forms.env(prefix)));
      case "dotenv" -> out.print(seen(forms.dotenv(prefix)));
      case "vcap" -> out.println(Visible.lines(Json.text(forms.vcap())));
      case "k8s-secret" -> out.print(Output.yaml(forms.secret(namespace)));
      default -> {
        var table = Table.fields();
        forms
            .credentials()
            .forEachEntry((key, value) -> table.row(key + ":", CredentialForms.text(value)));
        session
            .output()
            .result(table, forms::credentials, List.copyOf(forms.credentials().propertyNames()));
      }
    }
  }

  /** Programs get each character as it is, a terminal only what shows. */
  private String seen(String text) {
    return session.surroundings().terminal().out() ? Visible.lines(text) : text;
  }

  /** The folder of the binding below the one given, as workloads in Kubernetes find it. */
  private int written(CredentialForms forms, String folder) {
    var target =
        session
            .surroundings()
            .folder()
            .resolve(folder)
            .resolve(CredentialForms.dns(forms.binding().name()));
    try {
      for (var each : forms.files().entrySet()) {
        PrivateFile.put(target.resolve(each.getKey()), each.getValue());
      }
    } catch (IOException e) {
      throw unwritable(target, e);
    }
    session.output().info("written to " + target);
    return ExitCode.DONE.code();
  }

  private static ProblemException unwritable(Path target, IOException e) {
    return new Problem(
            "unwritable-file",
            "The folder " + target + " cannot be written.",
            FileTrouble.reason(e),
            "choose another one")
        .exit(ExitCode.USAGE);
  }

  /** The shape stays, the values do not. */
  private static JsonNode masked(JsonNode node) {
    if (node instanceof ObjectNode object) {
      var copy = Json.object();
      object.forEachEntry((key, value) -> copy.set(key, masked(value)));
      return copy;
    }
    return Json.object().stringNode(Redaction.MASK);
  }
}
