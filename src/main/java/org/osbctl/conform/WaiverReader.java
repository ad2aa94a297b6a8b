package org.osbctl.conform;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osbctl.spec.Nearest;
import org.osbctl.spec.Requirement;
import org.osbctl.spec.Requirements;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Reads files of waivers: YAML, a list {@code waivers} of objects with {@code requirement}, {@code
 * reason}, {@code owner}, {@code expires} (a day, {@code 2027-01-31}), and {@code service} and
 * {@code plan} where the waiver is restricted to them.
 */
public final class WaiverReader {
  private static final List<String> MANDATORY =
      List.of("requirement", "reason", "owner", "expires");
  private static final List<String> KEYS =
      List.of("requirement", "service", "plan", "reason", "owner", "expires");

  private final JsonParser parser;
  private final Requirements requirements;

  private WaiverReader(JsonParser parser, Requirements requirements) {
    this.parser = parser;
    this.requirements = requirements;
  }

  /** What is wrong with a file of waivers; the message names line and key. */
  public static final class WaiverException extends RuntimeException {
    WaiverException(int line, String message) {
      super("line " + line + ": " + message);
    }
  }

  /** A value and the line its key stands in. */
  private record Value(int line, String text) {}

  /**
   * Reads a file.
   *
   * @throws WaiverException if it is no list of waivers
   */
  public static Waivers read(String yaml) {
    try (var parser = YAMLMapper.shared().createParser(yaml)) {
      return new WaiverReader(parser, Requirements.bundled()).read();
    } catch (JacksonException e) {
      var at = e.getLocation();
      throw new WaiverException(at == null ? 1 : at.getLineNr(), firstLine(e.getOriginalMessage()));
    }
  }

  private static String firstLine(String message) {
    return message == null ? "it is no YAML" : message.lines().findFirst().orElse("");
  }

  private Waivers read() {
    var waivers = new ArrayList<Waiver>();
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw wrong("the file has no list 'waivers'");
    }
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      if (!parser.currentName().equals("waivers")) {
        throw unknown(parser.currentName(), List.of("waivers"));
      }
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw wrong("key 'waivers' is no list");
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        waivers.add(waiver());
      }
    }
    return new Waivers(waivers);
  }

  private Waiver waiver() {
    int line = line();
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw wrong("a waiver has the keys " + String.join(", ", KEYS));
    }
    Map<String, Value> values = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      var key = parser.currentName();
      int at = line();
      if (!KEYS.contains(key)) {
        throw unknown(key, KEYS);
      }
      var token = parser.nextToken();
      if (!token.isScalarValue() || parser.getString().isBlank()) {
        throw new WaiverException(at, "key '" + key + "' is no text");
      }
      if (values.put(key, new Value(at, parser.getString().strip())) != null) {
        throw new WaiverException(at, "key '" + key + "' stands twice");
      }
    }
    for (var key : MANDATORY) {
      if (!values.containsKey(key)) {
        throw new WaiverException(line, "key '" + key + "' is missing from this waiver");
      }
    }
    return new Waiver(
        line,
        requirement(values),
        Optional.ofNullable(values.get("service")).map(Value::text),
        Optional.ofNullable(values.get("plan")).map(Value::text),
        text(values, "reason"),
        text(values, "owner"),
        day(values));
  }

  private static String text(Map<String, Value> values, String key) {
    return value(values, key).text();
  }

  private static Value value(Map<String, Value> values, String key) {
    var value = values.get(key);
    if (value == null) {
      throw new IllegalStateException("mandatory keys are there: " + key);
    }
    return value;
  }

  private String requirement(Map<String, Value> values) {
    var value = value(values, "requirement");
    if (requirements.find(value.text()).isEmpty()) {
      var ids = requirements.all().stream().map(Requirement::id).toList();
      throw new WaiverException(
          value.line(),
          "key 'requirement': there is no requirement '"
              + value.text()
              + "'"
              + hint(value.text(), ids));
    }
    return value.text();
  }

  private static LocalDate day(Map<String, Value> values) {
    var value = value(values, "expires");
    try {
      return LocalDate.parse(value.text());
    } catch (DateTimeException e) {
      throw new WaiverException(
          value.line(), "key 'expires': '" + value.text() + "' is no day like 2027-01-31");
    }
  }

  private WaiverException unknown(String key, List<String> known) {
    return wrong("there is no key '" + key + "'" + hint(key, known));
  }

  private static String hint(String word, List<String> known) {
    return Nearest.to(word, known).map(near -> "; did you mean '" + near + "'?").orElse("");
  }

  private WaiverException wrong(String message) {
    return new WaiverException(line(), message);
  }

  private int line() {
    return Math.max(1, parser.currentTokenLocation().getLineNr());
  }
}
