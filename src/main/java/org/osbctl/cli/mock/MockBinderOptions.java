package org.osbctl.cli.mock;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.io.Arguments;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.io.ProblemException;
import org.osbctl.cli.io.Surroundings;
import org.osbctl.mock.Binder;
import org.osbctl.mock.PostgresBinder;
import org.osbctl.mock.PostgresSettings;
import org.osbctl.mock.PostgresTroubleException;
import org.osbctl.mock.TemplateBinder;
import org.osbctl.spec.Json;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** What makes a mock's credentials. */
final class MockBinderOptions {
  @Option(
      names = "--binder",
      paramLabel = "KIND",
      description =
          "What makes credentials: template, behind which nothing stands, or postgres, a database"
              + " for each instance and a role for each binding. Default: postgres with"
              + " --binder-url, else template.")
  private @Nullable Kind kind;

  @Option(
      names = "--binder-url",
      paramLabel = "URL",
      description =
          "PostgreSQL to make databases in: jdbc:postgresql://localhost:5432/postgres. The password"
              + " is OSBCTL_BINDER_PASSWORD or in a file.")
  private @Nullable String url;

  @Option(
      names = "--binder-user",
      paramLabel = "NAME",
      description = "Role there that may make databases and roles.")
  private @Nullable String user;

  @Option(
      names = "--binder-password-file",
      paramLabel = "FILE",
      description = "File whose first line is its password.")
  private @Nullable Path passwordFile;

  @Option(
      names = "--credentials",
      paramLabel = "FILE",
      description =
          "Credentials of bindings, a JSON object with {{instance_id}}, {{binding_id}}, {{random"
              + " 24}}, {{param.NAME}} in its strings.")
  private @Nullable Path credentials;

  @Option(
      names = "--outputs",
      paramLabel = "FILE",
      description =
          "Outputs of instances, a JSON object of the same kind, to which --credentials refers as"
              + " {{output.NAME}}.")
  private @Nullable Path outputs;

  /** Kinds of binders. */
  enum Kind {
    template,
    postgres
  }

  /** The binder they ask for; one that needs a server has found it. */
  Binder toBinder(Surroundings surroundings) {
    var wanted = kind != null ? kind : url != null ? Kind.postgres : Kind.template;
    return switch (wanted) {
      case template ->
          credentials == null
              ? standard()
              : new TemplateBinder(
                  (ObjectNode) Arguments.object("--credentials", "@" + credentials, surroundings),
                  outputs == null
                      ? Json.object()
                      : (ObjectNode) Arguments.object("--outputs", "@" + outputs, surroundings));
      case postgres -> postgres(surroundings);
    };
  }

  private Binder standard() {
    if (outputs != null) {
      throw new Problem(
              "bad-binder",
              "--outputs is of no use alone.",
              "credentials refer to them, and none are given",
              "add --credentials FILE with {{output.NAME}} in it")
          .exit(ExitCode.USAGE);
    }
    return TemplateBinder.standard();
  }

  private Binder postgres(Surroundings surroundings) {
    if (credentials != null || outputs != null) {
      throw new Problem(
              "bad-binder",
              "--credentials and --outputs are not for the binder postgres.",
              "that one makes its own",
              "leave them out, or choose --binder template")
          .exit(ExitCode.USAGE);
    }
    if (url == null) {
      throw new Problem(
              "bad-binder",
              "The binder postgres does not know where its PostgreSQL is.",
              "",
              "say so: --binder-url jdbc:postgresql://localhost:5432/postgres")
          .exit(ExitCode.USAGE);
    }
    var password =
        passwordFile == null
            ? surroundings.variable("OSBCTL_BINDER_PASSWORD")
            : Optional.of(Arguments.firstLine(passwordFile));
    try {
      return PostgresBinder.open(PostgresSettings.parse(url, Optional.ofNullable(user), password));
    } catch (PostgresTroubleException e) {
      throw problem(e);
    }
  }

  private static ProblemException problem(PostgresTroubleException e) {
    return switch (e.kind()) {
      case SETTINGS ->
          new Problem("bad-binder", e.what(), e.reason(), e.remedy()).exit(ExitCode.USAGE);
      case REFUSED ->
          new Problem("unusable-postgresql", e.what(), e.reason(), e.remedy()).exit(ExitCode.USAGE);
      case UNREACHABLE ->
          new Problem("cannot-reach-postgresql", e.what(), e.reason(), e.remedy())
              .exit(ExitCode.UNREACHABLE);
    };
  }
}
