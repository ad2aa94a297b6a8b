package org.osbctl.mock.fault;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.osbctl.lifecycle.Answer;
import org.osbctl.lifecycle.Defect;
import org.osbctl.mock.MockOptions.Mode;
import org.osbctl.mock.fault.Fault.Kind;
import org.osbctl.mock.fault.Fault.Showing;
import org.osbctl.mock.fault.Fault.Versions;
import org.osbctl.operation.OperationKind;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Requirement;
import org.osbctl.spec.Requirements;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads files of faults and quirks; the words are explained in {@code specs/README.md}. */
final class FaultReader {
  private FaultReader() {}

  static List<Fault> read(InputStream yaml, String list) {
    JsonNode tree;
    try {
      tree = YAMLMapper.shared().readTree(yaml);
    } catch (JacksonException e) {
      throw new FaultException(list + ": " + e.getOriginalMessage());
    }
    var document = new Members("the file", tree);
    var faults = new ArrayList<Fault>();
    for (var entry : document.nodes(list)) {
      var name = entry.path("name").stringValue("?");
      try {
        faults.add(fault(new Members("the entry", entry), list.equals("quirks")));
      } catch (FaultException e) {
        throw new FaultException(list + ", " + name + ": " + e.getMessage());
      }
    }
    document.end();
    return faults;
  }

  private static Fault fault(Members entry, boolean quirk) {
    var versions = versions(entry);
    var fault =
        new Fault(
            entry.text("name"),
            Members.word("kind", entry.text("kind"), Kind.values(), Kind::word),
            entry.text("says"),
            quirk ? entry.text("because") : "",
            quirk ? List.of() : requirements(entry, "violates"),
            quirk ? List.of() : requirements(entry, "also"),
            !quirk && entry.flag("blocks"),
            versions,
            showing(entry.object("shows"), versions),
            occasion(entry.object("on")),
            EffectReader.effect(entry.object("effect")));
    entry.end();
    if (!quirk && fault.isQuirk()) {
      throw new FaultException("it violates nothing and blocks nothing");
    }
    return fault;
  }

  private static Versions versions(Members entry) {
    return new Versions(
        entry.optional("since").map(FaultReader::version).orElse(ApiVersion.V2_11),
        entry.optional("until").map(FaultReader::version).orElse(ApiVersion.LATEST));
  }

  private static ApiVersion version(String text) {
    return ApiVersion.parse(text)
        .orElseThrow(() -> new FaultException("unknown version \"" + text + "\""));
  }

  private static List<String> requirements(Members entry, String member) {
    var ids = entry.texts(member);
    for (var id : ids) {
      if (Requirements.bundled().find(id).isEmpty()) {
        throw FaultException.unknown(
            "requirement",
            id,
            Requirements.bundled().all().stream().map(Requirement::id).toList());
      }
    }
    return ids;
  }

  private static Showing showing(Members shows, Versions versions) {
    var showing =
        new Showing(
            shows
                .optional("mode")
                .map(text -> Members.word("mode", text, Mode.values(), FaultReader::word))
                .orElse(Mode.SYNC),
            shows.optional("version").map(FaultReader::version).orElse(versions.until()),
            shows.optional("plan"));
    shows.end();
    return showing;
  }

  private static Occasion occasion(Members on) {
    var request = on.object("request");
    var look =
        new RequestLook(
            request.texts("has"),
            request.texts("lacks"),
            request.flag("foreign"),
            patterns(request),
            request.has("accepts-incomplete")
                ? Optional.of(request.flag("accepts-incomplete"))
                : Optional.empty());
    request.end();
    var occasion =
        new Occasion(
            operations(on.texts("operation")),
            words("state", on.texts("state"), StateName.values()),
            operations(on.texts("last")),
            words("defect", on.texts("defect"), Defect.Kind.values()),
            on.flag("honest"),
            on.flag("others-busy"),
            look,
            on.nodes("answer").stream().map(FaultReader::answer).toList(),
            pace(on));
    on.end();
    return occasion;
  }

  private static Map<String, Pattern> patterns(Members request) {
    var patterns = new LinkedHashMap<String, Pattern>();
    request.node("header").forEachEntry((name, text) -> patterns.put(name, pattern(text)));
    return patterns;
  }

  private static Pattern pattern(JsonNode text) {
    try {
      return Pattern.compile(text.stringValue());
    } catch (PatternSyntaxException e) {
      throw new FaultException("\"" + text.stringValue() + "\" is no pattern");
    }
  }

  private static Set<OperationKind> operations(List<String> words) {
    return words.stream().map(FaultSelection::operation).collect(Collectors.toSet());
  }

  private static <E extends Enum<E>> Set<E> words(String what, List<String> texts, E[] values) {
    var found = EnumSet.noneOf(values[0].getDeclaringClass());
    texts.forEach(text -> found.add(Members.word(what, text, values, FaultReader::word)));
    return found;
  }

  /** A constant's word in files: {@code body-malformed}. */
  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Answer answer(JsonNode node) {
    if (node.isInt()) {
      return Answer.of(node.intValue());
    }
    var answer = new Members("answer", node);
    var read =
        new Answer(
            answer.number("status"),
            answer.optional("error").orElse(null),
            answer.optional("state").orElse(null));
    answer.end();
    return read;
  }

  private static Pace pace(Members on) {
    var chance = on.node("chance");
    if (!chance.isMissingNode() && !chance.isNumber()) {
      throw new FaultException("chance is no number");
    }
    return new Pace(
        on.number("every"),
        on.number("nth"),
        on.number("after"),
        on.number("first"),
        chance.doubleValue(1),
        on.flag("per-request"));
  }
}
