package org.osbctl.cli.smoke;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osbctl.cli.smoke.Scenario.Action;
import org.osbctl.cli.smoke.Scenario.Expectation;
import org.osbctl.cli.smoke.Scenario.Step;
import org.osbctl.spec.Json;
import org.osbctl.spec.Nearest;
import org.osbctl.spec.ParameterSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * Reads scenarios: the shape is checked by {@code specs/smoke.schema.json}, variables are filled
 * in, and no step names an instance or binding that no step before it made.
 */
public final class ScenarioFile {
  private static final Pattern VARIABLE = Pattern.compile("\\{\\{\\s*([^{}]*?)\\s*}}");
  private static final Pattern TIME = Pattern.compile("(\\d+)(ms|s|m|h)");
  private static final Pattern UNKNOWN = Pattern.compile("property '([^']*)' is not defined");
  private static final int MOST_TOLD = 5;

  private final LinedYaml yaml;
  private final Map<String, String> variables = new LinkedHashMap<>();
  private final Map<String, String> environment;

  private ScenarioFile(LinedYaml yaml, Map<String, String> given, Map<String, String> environment) {
    this.yaml = yaml;
    this.environment = environment;
    yaml.tree()
        .path("variables")
        .forEachEntry((name, value) -> variables.put(name, value.asString()));
    variables.putAll(given);
  }

  /**
   * Reads a scenario.
   *
   * @param text YAML or JSON
   * @param given variables that count more than those of the file
   * @param environment what {@code {{env.NAME}}} stands for
   * @throws ScenarioException if it cannot be used
   */
  public static Scenario read(
      String text, Map<String, String> given, Map<String, String> environment)
      throws ScenarioException {
    var yaml = LinedYaml.parse(text);
    checkShape(yaml);
    return new ScenarioFile(yaml, given, environment).scenario();
  }

  private static void checkShape(LinedYaml yaml) throws ScenarioException {
    var schema = schema();
    var violations = ParameterSchema.of(schema).orElseThrow().violations(yaml.tree());
    if (violations.isEmpty()) {
      return;
    }
    for (var each : violations) {
      // What nobody knows explains all else that is wrong around it.
      var unknown = UNKNOWN.matcher(each.message());
      if (unknown.find()) {
        var key = each.pointer() + "/" + unknown.group(1);
        throw new ScenarioException(
            yaml.line(key),
            key,
            "nothing of this name can stand here"
                + Nearest.to(unknown.group(1), names(schema))
                    .map(n -> "; did you mean \"" + n + "\"?")
                    .orElse(""));
      }
    }
    // The longest pointer is the most exact: "oneOf" is broken by whatever is wrong inside, too.
    var first =
        violations.stream()
            .max(
                Comparator.comparingInt(
                    v -> v.pointer().length() * 2 + (v.message().contains("oneOf") ? 0 : 1)))
            .orElseThrow();
    var all =
        violations.stream()
            .filter(v -> v.pointer().equals(first.pointer()))
            .map(ParameterSchema.Violation::message)
            .distinct()
            .limit(MOST_TOLD)
            .collect(Collectors.joining("; "));
    throw new ScenarioException(yaml.line(first.pointer()), first.pointer(), all);
  }

  /** All that can stand in a scenario. */
  private static Set<String> names(JsonNode schema) {
    var names = new HashSet<String>();
    schema.path("properties").forEachEntry((name, any) -> names.add(name));
    for (var below : schema) {
      names.addAll(names(below));
    }
    return names;
  }

  private static JsonNode schema() {
    try (var in = ScenarioFile.class.getResourceAsStream("/specs/smoke.schema.json")) {
      return Json.parse(Objects.requireNonNull(in, "bundled").readAllBytes()).node();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Scenario scenario() throws ScenarioException {
    var steps = new ArrayList<Step>();
    var instances = new HashSet<String>();
    var bindings = new HashSet<String>();
    var list = yaml.tree().path("steps");
    for (int i = 0; i < list.size(); i++) {
      var step = step("/steps/" + i, list.path(i));
      check("/steps/" + i, step, instances, bindings);
      steps.add(step);
    }
    return new Scenario(filled("/name", yaml.tree().path("name").stringValue("smoke")), steps);
  }

  private Step step(String at, JsonNode json) throws ScenarioException {
    var action =
        Stream.of(Action.values())
            .filter(each -> json.has(each.word()))
            .findFirst()
            .orElseThrow(() -> wrong(at, "says nothing to do"));
    var word = action.word();
    var given = filled(at + "/" + word, json.path(word));
    var details = action == Action.RUN ? Json.object().put("command", given.asString()) : given;
    var bound = action == Action.BIND || action == Action.UNBIND;
    var binding =
        action == Action.RUN
            ? filled(at + "/binding", json.path("binding").stringValue("binding"))
            : details.path("binding").stringValue(bound ? "binding" : "");
    if (action != Action.RUN && json.has("binding")) {
      throw wrong(at + "/binding", "stands beside \"run\" only");
    }
    var retry = json.path("retry");
    return new Step(
        yaml.line(at),
        action,
        details.path("instance").stringValue("instance"),
        binding,
        details,
        expectation(at + "/expect", json.path("expect")),
        retry.path("times").intValue(0) + 1,
        duration(retry.path("pause").stringValue("1s")),
        json.path("timeout").stringValueOpt());
  }

  private Expectation expectation(String at, JsonNode json) throws ScenarioException {
    Optional<String> prints = Optional.empty();
    Optional<String> says = Optional.empty();
    if (json.has("prints")) {
      prints = Optional.of(filled(at + "/prints", json.path("prints").stringValue("")));
    }
    if (json.has("says")) {
      says = Optional.of(filled(at + "/says", json.path("says").stringValue("")));
    }
    return new Expectation(json.path("exit").intValue(0), prints, says);
  }

  private void check(String at, Step step, Set<String> instances, Set<String> bindings)
      throws ScenarioException {
    var pointer = at + "/" + step.action().word();
    var binding = step.instance() + "/" + step.binding();
    switch (step.action()) {
      case PROVISION -> {
        if (!instances.add(step.instance())) {
          throw wrong(pointer, "there is an instance \"" + step.instance() + "\" already");
        }
      }
      case BIND -> {
        known(pointer, "instance", step.instance(), instances);
        if (!bindings.add(binding)) {
          throw wrong(pointer, "there is a binding \"" + step.binding() + "\" already");
        }
      }
      case RUN -> {
        var names = bindings.stream().map(b -> b.substring(b.indexOf('/') + 1)).toList();
        if (!names.isEmpty() || !step.binding().equals("binding")) {
          known(at, "binding", step.binding(), names);
        }
      }
      case UNBIND -> {
        known(pointer, "instance", step.instance(), instances);
        if (!bindings.remove(binding)) {
          throw unknown(pointer, "binding", step.binding(), bindings);
        }
      }
      case DEPROVISION -> {
        known(pointer, "instance", step.instance(), instances);
        instances.remove(step.instance());
      }
      case UPDATE, FETCH -> known(pointer, "instance", step.instance(), instances);
    }
  }

  private void known(String at, String what, String name, Collection<String> names)
      throws ScenarioException {
    if (!names.contains(name)) {
      throw unknown(at, what, name, names);
    }
  }

  private ScenarioException unknown(String at, String what, String name, Collection<String> names) {
    return wrong(
        at,
        "no step before this one makes the "
            + what
            + " \""
            + name
            + "\""
            + Nearest.to(name, names).map(n -> "; did you mean \"" + n + "\"?").orElse(""));
  }

  private ScenarioException wrong(String pointer, String why) {
    return new ScenarioException(yaml.line(pointer), pointer, why);
  }

  /** A tree with the variables in its texts filled in. */
  private JsonNode filled(String at, JsonNode json) throws ScenarioException {
    if (json.isString()) {
      return StringNode.valueOf(filled(at, json.stringValue()));
    }
    if (json.isObject()) {
      var object = Json.object();
      for (var each : json.properties()) {
        object.set(each.getKey(), filled(at + "/" + each.getKey(), each.getValue()));
      }
      return object;
    }
    if (json.isArray()) {
      var array = Json.object().putArray("items");
      for (int i = 0; i < json.size(); i++) {
        array.add(filled(at + "/" + i, json.path(i)));
      }
      return array;
    }
    return json;
  }

  private String filled(String at, String text) throws ScenarioException {
    var matcher = VARIABLE.matcher(text);
    var result = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(result, Matcher.quoteReplacement(value(at, matcher.group(1))));
    }
    return matcher.appendTail(result).toString();
  }

  private String value(String at, String name) throws ScenarioException {
    var found = name.startsWith("env.") ? environment.get(name.substring(4)) : variables.get(name);
    if (found == null) {
      throw wrong(
          at,
          "nothing says what {{"
              + name
              + "}} is"
              + Nearest.to(name, List.copyOf(variables.keySet()))
                  .map(n -> "; did you mean {{" + n + "}}?")
                  .orElse("; set it with --var " + name + "=VALUE"));
    }
    return found;
  }

  private static Duration duration(String text) {
    var matcher = TIME.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("the schema lets no other time pass");
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      default -> Duration.ofHours(number);
    };
  }
}
