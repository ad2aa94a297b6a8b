package org.osbctl.report;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.osbctl.conform.Verdict;
import org.osbctl.report.Report.Entry;
import org.osbctl.report.Report.Found;
import org.osbctl.report.Report.Traffic;
import org.osbctl.report.Report.Violation;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Json;
import org.osbctl.spec.Level;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what {@link JsonReport} or {@link NdjsonReport} wrote. */
public final class ReportReader {
  private ReportReader() {}

  /** A text that is no report; the message says where and why, in words. */
  public static final class UnreadableException extends RuntimeException {
    UnreadableException(String message) {
      super(message);
    }
  }

  /**
   * Reads a report.
   *
   * @throws UnreadableException if it is none
   */
  public static Report read(byte[] json) {
    var text = new String(json, StandardCharsets.UTF_8);
    if (StreamReader.isStream(text)) {
      return StreamReader.read(text);
    }
    return switch (Json.parse(json)) {
      case Json.Parsed.Value value -> read(value.node());
      case Json.Parsed.Nothing nothing -> throw new UnreadableException("it is empty");
      case Json.Parsed.Malformed malformed ->
          throw new UnreadableException("it is not JSON: " + malformed.why());
    };
  }

  /**
   * Reads a report.
   *
   * @throws UnreadableException if it is none
   */
  public static Report read(JsonNode tree) {
    if (!tree.path("kind").asString("").equals("ConformanceReport")) {
      throw new UnreadableException("it is no report of a conformance run");
    }
    var form = text(tree, "apiVersion");
    if (!form.equals("osbctl/v1")) {
      throw new UnreadableException(
          "it is of the form " + form + ", written by another osbctl; this one reads osbctl/v1");
    }
    var gate = tree.path("gate");
    return new Report(
        new Tool(text(tree.path("tool"), "name"), text(tree.path("tool"), "version")),
        text(tree.path("target"), "url"),
        one(tree, "specVersion", ApiVersion::parse),
        texts(tree, "profiles"),
        instant(tree, "startedAt"),
        Duration.ofMillis(number(tree, "durationMs")),
        tree.path("interrupted").asBoolean(false),
        gate.path("planless").asBoolean(false),
        number(tree, "requests"),
        number(tree.path("created"), "instances"),
        number(tree.path("created"), "bindings"),
        texts(tree, "leftBehind"),
        texts(tree, "blockers"),
        texts(tree, "staleWaivers"),
        one(gate, "level", word -> constant(Gate.values(), word)),
        number(tree.path("coverage"), "judgeable"),
        all(tree, "requirements", ReportReader::entry),
        all(tree, "exchanges", ReportReader::traffic),
        tree.has("platforms") ? all(tree, "platforms", ReportReader::platform) : List.of());
  }

  private static PlatformVerdict platform(JsonNode tree) {
    return new PlatformVerdict(
        text(tree, "profile"),
        text(tree, "title"),
        tree.path("accepts").asBoolean(false),
        all(tree, "notes", ReportReader::note));
  }

  private static PlatformVerdict.Note note(JsonNode tree) {
    return new PlatformVerdict.Note(
        text(tree, "rule"),
        text(tree, "severity"),
        tree.path("verified").asBoolean(false),
        text(tree, "where"),
        text(tree, "says"),
        text(tree, "remedy"),
        number(tree, "times"),
        number(tree, "number"));
  }

  private static Entry entry(JsonNode tree) {
    return new Entry(
        text(tree, "id"),
        one(tree, "level", Level::parse),
        text(tree, "section"),
        text(tree, "link"),
        text(tree, "subject"),
        text(tree, "gist"),
        text(tree, "hint"),
        one(tree, "verdict", word -> constant(Verdict.values(), word)),
        number(tree, "seen"),
        tree.path("reason").asString(""),
        texts(tree, "notes"),
        all(tree, "findings", ReportReader::found));
  }

  private static Found found(JsonNode tree) {
    return new Found(
        text(tree, "because"),
        text(tree, "expected"),
        text(tree, "actual"),
        tree.has("pointer") ? text(tree, "pointer") : null,
        number(tree, "times"),
        number(tree, "number"),
        tree.path("said").asString(""),
        object(tree, "exchange"),
        text(tree, "curl"));
  }

  private static Traffic traffic(JsonNode tree) {
    return new Traffic(
        number(tree, "number"),
        text(tree, "lane"),
        text(tree, "scenario"),
        all(
            tree,
            "violations",
            each ->
                new Violation(
                    text(each, "requirement"),
                    number(each, "number"),
                    text(each, "because"),
                    text(each, "expected"),
                    text(each, "actual"))),
        object(tree, "exchange"));
  }

  private static String text(JsonNode tree, String member) {
    var value = tree.path(member);
    if (!value.isString()) {
      throw wrong(member, "a text");
    }
    return value.stringValue();
  }

  private static int number(JsonNode tree, String member) {
    var value = tree.path(member);
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw wrong(member, "a number");
    }
    return value.intValue();
  }

  private static Instant instant(JsonNode tree, String member) {
    try {
      return Instant.parse(text(tree, member));
    } catch (DateTimeException e) {
      throw wrong(member, "a point in time");
    }
  }

  private static ObjectNode object(JsonNode tree, String member) {
    if (tree.path(member) instanceof ObjectNode object) {
      return object;
    }
    throw wrong(member, "an object");
  }

  private static List<String> texts(JsonNode tree, String member) {
    return all(tree, member, each -> each.asString(""));
  }

  private static <T> List<T> all(JsonNode tree, String member, Function<JsonNode, T> each) {
    if (!tree.path(member).isArray()) {
      throw wrong(member, "a list");
    }
    var result = new ArrayList<T>();
    tree.path(member).forEach(node -> result.add(each.apply(node)));
    return result;
  }

  private static <T> T one(JsonNode tree, String member, Function<String, Optional<T>> parser) {
    var word = text(tree, member);
    return parser
        .apply(word)
        .orElseThrow(
            () -> new UnreadableException("its " + member + " is '" + word + "', of another kind"));
  }

  private static <T extends Enum<T>> Optional<T> constant(T[] values, String word) {
    for (var each : values) {
      if (each.name().toLowerCase(Locale.ROOT).equals(word)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  private static UnreadableException wrong(String member, String what) {
    return new UnreadableException("its " + member + " is not " + what);
  }
}
