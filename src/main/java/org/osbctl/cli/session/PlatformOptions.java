package org.osbctl.cli.session;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Names;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.io.ProblemException;
import org.osbctl.cli.io.Surroundings;
import org.osbctl.profile.Profile;
import org.osbctl.profile.ProfileException;
import org.osbctl.profile.Profiles;
import org.osbctl.spec.Json;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ObjectNode;

/** Which platform to speak as, and what that platform would say of itself. */
public final class PlatformOptions {
  private List<String> profiles = List.of();
  private @Nullable String organization;
  private @Nullable String space;
  private @Nullable String user;
  private List<String> values = List.of();
  private @Nullable List<Profile> loaded;

  /** Declares the options. */
  void addTo(CommandSpec spec) {
    spec.addOption(
        SharedOption.list(value -> profiles = value, "PLATFORM|FILE", "--profile")
            .description(
                "Speak as this platform: cloudfoundry, kubernetes, service-manager,"
                    + " meshmarketplace, osb-cmdb, osb-cmdb-k8s, openstack, or a file.")
            .build());
    spec.addOption(
        SharedOption.of(String.class, value -> organization = value, "NAME", "--org")
            .description("The platform's organization.")
            .build());
    spec.addOption(
        SharedOption.of(String.class, value -> space = value, "NAME", "--space")
            .description("The platform's space, or namespace.")
            .build());
    spec.addOption(
        SharedOption.of(String.class, value -> user = value, "ID", "--user")
            .description("The platform's user on whose behalf requests are sent.")
            .build());
    spec.addOption(
        SharedOption.list(value -> values = value, "NAME=VALUE", "--set")
            .description(
                "A value of the profile, NAME:=JSON if it is no text; may be repeated. Unknown"
                    + " names are refused with those there are.")
            .build());
  }

  /** The profiles that are named, read once. */
  List<Profile> profiles() {
    var made = loaded;
    if (made == null) {
      try {
        made = profiles.stream().map(Profiles::load).toList();
      } catch (ProfileException e) {
        throw problem(e);
      }
      loaded = made;
    }
    return made;
  }

  /** The profiles that are named, or else all that are shipped and know rules of catalogs. */
  List<Profile> withCatalogRules() {
    if (profiles.isEmpty()) {
      return Profiles.SHIPPED.stream()
          .map(Profiles::load)
          // One that extends another has its rules.
          .filter(each -> !each.catalogRules().isEmpty() && !each.isExtension())
          .toList();
    }
    var named = profiles();
    for (var each : named) {
      if (each.catalogRules().isEmpty()) {
        throw new Problem(
                "no-rules",
                "The profile " + each.id() + " has no rules for catalogs.",
                "",
                "name another, or give it rules: specs/profiles/README.md")
            .exit(ExitCode.USAGE);
      }
    }
    return named;
  }

  /** That a profile cannot be used: wrong usage. */
  public static ProblemException problem(ProfileException e) {
    return new Problem("bad-profile", e.what(), e.reason(), e.remedy()).exit(ExitCode.USAGE);
  }

  /** The profile to speak by; ends the command when there are several. */
  Optional<Profile> profile() {
    if (profiles.isEmpty()) {
      if (organization != null || space != null || user != null || !values.isEmpty()) {
        throw new Problem(
                "no-profile",
                "No platform is named to which --org, --space, --user and --set could belong.",
                "",
                "name one: --profile cloudfoundry")
            .exit(ExitCode.USAGE);
      }
      return Optional.empty();
    }
    if (profiles.size() > 1) {
      throw new Problem(
              "several-profiles",
              "Requests can be sent as one platform only.",
              profiles.size() + " profiles are named",
              "leave one --profile")
          .exit(ExitCode.USAGE);
    }
    return Optional.of(profiles().getFirst());
  }

  /** What options and environment say, by the names of the profile's settings. */
  ObjectNode given(Profile profile, Surroundings surroundings) {
    var given = Json.object();
    for (var setting : profile.settings().values()) {
      surroundings
          .variable(setting.variable())
          .ifPresent(value -> given.put(setting.name(), value));
    }
    put(given, profile, "org", organization);
    put(given, profile, "space", space);
    put(given, profile, "user", user);
    values.forEach(value -> put(given, profile, value));
    return given;
  }

  private static void put(
      ObjectNode given, Profile profile, String option, @Nullable String value) {
    if (value == null) {
      return;
    }
    var names = profile.settingsOf(option);
    if (names.isEmpty()) {
      throw unknown(profile, "--" + option);
    }
    names.forEach(name -> given.put(name, value));
  }

  private static void put(ObjectNode given, Profile profile, String assignment) {
    int equals = assignment.indexOf('=');
    boolean isJson = equals > 0 && assignment.charAt(equals - 1) == ':';
    var name = equals < 0 ? assignment : assignment.substring(0, isJson ? equals - 1 : equals);
    if (!profile.settings().containsKey(name)) {
      throw unknown(profile, name);
    }
    var text = equals < 0 ? "" : assignment.substring(equals + 1);
    if (equals < 0) {
      throw new Problem(
              "bad-value", "--set " + name + " has no value.", "", "write --set " + name + "=VALUE")
          .exit(ExitCode.USAGE);
    }
    if (!isJson) {
      given.put(name, text);
      return;
    }
    var parsed = Json.parse(text.getBytes(StandardCharsets.UTF_8)).node();
    if (parsed.isMissingNode()) {
      throw new Problem(
              "bad-json",
              "What --set " + name + ":= was given is no JSON.",
              "",
              "write it like --set '" + name + ":={\"a\":\"b\"}', or " + name + "=TEXT")
          .exit(ExitCode.USAGE);
    }
    given.set(name, parsed);
  }

  private static ProblemException unknown(Profile profile, String name) {
    var names = profile.settings().keySet().stream().sorted().toList();
    return new Problem(
            "unknown-value",
            "The profile " + profile.id() + " has no value for " + name + ".",
            "",
            Names.nearest(name, names)
                .map(near -> "did you mean --set " + near + "=…?")
                .orElse(
                    names.isEmpty() ? "it has none at all" : "it has " + String.join(", ", names)))
        .exit(ExitCode.USAGE);
  }
}
