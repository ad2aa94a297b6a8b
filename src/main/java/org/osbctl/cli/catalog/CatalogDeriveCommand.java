package org.osbctl.cli.catalog;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Output.Table;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.session.Session;
import org.osbctl.http.Redaction;
import org.osbctl.profile.DerivedCatalog;
import org.osbctl.profile.DerivedCatalog.Maintenance;
import org.osbctl.spec.Catalog;
import org.osbctl.spec.SemanticVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "derive",
    description = {
      "Make the catalog that osb-cmdb would make of the catalogs of the brokers behind it.",
      "Ids are made of the broker's name and its ids, and stay the same."
    },
    footer = {
      "",
      "Examples:",
      "  osbctl catalog derive --suffix -cmdb -o yaml",
      "  osbctl catalog derive --suffix -cmdb --exclude '.*cmdb.*' mysql=mysql.json"
          + " redis=redis.yaml"
    })
final class CatalogDeriveCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      arity = "0..*",
      paramLabel = "[NAME=]FILE",
      description =
          "Catalogs of brokers, JSON or YAML; a file without a name gives its own. Default: that of"
              + " the broker.")
  private List<String> sources = new ArrayList<>();

  @Option(
      names = "--suffix",
      paramLabel = "TEXT",
      description = "Put behind the names of services.")
  private String suffix = "";

  @Option(
      names = "--exclude",
      paramLabel = "REGEXP",
      description = "Leave out brokers whose whole name is like this.")
  private @Nullable String exclude;

  @Option(
      names = "--maintenance",
      paramLabel = "VERSION",
      description = "Maintenance version of osb-cmdb itself, added to those of the brokers.")
  private @Nullable String maintenance;

  @Option(
      names = "--maintenance-description",
      paramLabel = "TEXT",
      description = "What that version is about.")
  private String description = "";

  CatalogDeriveCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var derived = new DerivedCatalog(suffix, own());
    var excluded = excluded();
    if (sources.isEmpty()) {
      add(derived, excluded, String.valueOf(session.target().baseUrl().getHost()), null);
    }
    for (var source : sources) {
      int equals = source.indexOf('=');
      var file = source.substring(equals + 1);
      add(derived, excluded, equals > 0 ? source.substring(0, equals) : name(file), file);
    }
    var catalog = new Catalog(derived.catalog());
    var table = Table.of("SERVICE", "PLAN", "MAINTENANCE");
    var names = new ArrayList<String>();
    for (var offering : catalog.offerings()) {
      for (var plan : offering.plans()) {
        table.row(offering.name(), plan.name(), plan.maintenanceVersion().orElse(""));
        names.add(offering.name() + "/" + plan.name());
      }
    }
    session.output().result(table, () -> new Redaction(List.of()).json(catalog.json()), names);
    return ExitCode.DONE.code();
  }

  private void add(DerivedCatalog derived, Pattern excluded, String name, @Nullable String source) {
    if (excluded.matcher(name).matches()) {
      session.output().info("the broker " + name + " is left out");
      return;
    }
    derived.add(name, CatalogSource.read(session, source));
  }

  private static String name(String file) {
    var path = Path.of(file).getFileName();
    return path == null ? file : path.toString().replaceFirst("\\.[^.]*$", "");
  }

  private Pattern excluded() {
    try {
      // Nothing is like the pattern that nothing is like.
      return Pattern.compile(exclude == null ? "(?!)" : exclude);
    } catch (PatternSyntaxException e) {
      throw new Problem(
              "bad-pattern",
              "What --exclude was given is no regular expression.",
              e.getDescription(),
              "write it like --exclude '.*cmdb.*'")
          .exit(ExitCode.USAGE);
    }
  }

  private Optional<Maintenance> own() {
    if (maintenance == null) {
      return Optional.empty();
    }
    if (!SemanticVersion.isValid(maintenance)) {
      throw new Problem(
              "bad-version",
              "The maintenance version '" + maintenance + "' is no semantic version.",
              "",
              "write it like 1.2.3")
          .exit(ExitCode.USAGE);
    }
    return Optional.of(new Maintenance(maintenance, description));
  }
}
