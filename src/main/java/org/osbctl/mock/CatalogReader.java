package org.osbctl.mock;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.osbctl.spec.Catalog;
import org.osbctl.spec.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads a catalog somebody wrote, and tells what a mock could not do with it. */
public final class CatalogReader {
  private static final int TOLD = 5;

  private CatalogReader() {}

  /** What became of a text. */
  public sealed interface Read {}

  /** A catalog that can be served. */
  public record Good(Catalog catalog) implements Read {}

  /** No catalog, for these reasons. */
  public record Bad(List<String> reasons) implements Read {
    /** The first reasons on one line. */
    public String words() {
      var more = reasons.size() - TOLD;
      return String.join("; ", reasons.subList(0, Math.min(TOLD, reasons.size())))
          + (more > 0 ? "; and " + more + " more" : "");
    }
  }

  /** Reads JSON, or else YAML. */
  public static Read read(String text) {
    JsonNode tree;
    if (text.stripLeading().startsWith("{")) {
      var parsed = Json.parse(text.getBytes(StandardCharsets.UTF_8));
      if (parsed instanceof Json.Parsed.Malformed malformed) {
        return new Bad(List.of("it is no JSON: " + malformed.why()));
      }
      tree = parsed.node();
    } else {
      try {
        tree =
            YAMLMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build()
                .readTree(text);
      } catch (JacksonException e) {
        return new Bad(List.of("it is neither JSON nor YAML: " + firstLine(e)));
      }
    }
    var reasons = new CatalogCheck().of(tree);
    return reasons.isEmpty() ? new Good(new Catalog(tree)) : new Bad(reasons);
  }

  private static String firstLine(JacksonException e) {
    var message = e.getOriginalMessage() == null ? "not readable" : e.getOriginalMessage();
    var line = message.lines().findFirst().orElse(message);
    var at = e.getLocation();
    return at == null ? line : line + " (line " + at.getLineNr() + ")";
  }
}
