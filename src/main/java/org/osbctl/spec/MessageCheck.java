package org.osbctl.spec;

import com.networknt.schema.Error;
import com.networknt.schema.OutputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** One sentence about the shape of a message: at these places, such values. */
public final class MessageCheck {
  /** The step of a path that stands for all items of an array. */
  static final String EACH = "*";

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private final String requirement;
  private final boolean permission;
  private final @Nullable String note;
  private final boolean nullIsAbsent;
  private final List<String> path;
  private final JsonNode schema;
  private final QuickPass quick;
  private volatile @Nullable Schema compiled;

  /**
   * A check.
   *
   * @param path the members, and {@link #EACH}, that lead to the values
   * @param annotated the schema as it stands in the file, for its annotations
   * @param schema what the values have to pass
   */
  MessageCheck(List<String> path, JsonNode annotated, JsonNode schema) {
    this.permission = annotated.has("x-permits");
    this.requirement = annotated.path(permission ? "x-permits" : "x-requirement").asString();
    this.note = annotated.path("x-note").stringValueOpt().orElse(null);
    this.nullIsAbsent = annotated.has("x-null");
    this.path = List.copyOf(path);
    this.schema = schema;
    this.quick = QuickPass.of(schema);
  }

  /** The id of the requirement that says it. */
  public String requirement() {
    return requirement;
  }

  /** Whether it is a permission, which is used or not but never violated. */
  public boolean isPermission() {
    return permission;
  }

  /** What to tell about values that do not pass; null when they violate the requirement. */
  public @Nullable String note() {
    return note;
  }

  /** Where the values are, as a JSON pointer with {@code *} for every item: {@code /services/*}. */
  public String where() {
    return path.isEmpty() ? "" : "/" + String.join("/", path);
  }

  /** What the values have to pass, annotations left out. */
  JsonNode schema() {
    return schema;
  }

  /** Whether a value passes, by the validator's word. */
  boolean isValid(JsonNode value) {
    return compiled().validate(value, OutputFormat.BOOLEAN);
  }

  /**
   * What a look at a message brought to light.
   *
   * @param places how many places there are to look at; null that stands for an absent member
   *     counts
   * @param offences how many of them do not pass
   * @param first the first that does not pass
   * @param nullAt the first place where null stands for an absent member
   */
  public record Findings(
      int places, int offences, @Nullable Offence first, @Nullable String nullAt) {}

  /**
   * A value that does not pass.
   *
   * @param pointer where it is
   * @param what what is wrong with it, in words
   * @param expected what would have passed
   * @param actual what it is; secret values are not told
   */
  public record Offence(String pointer, String what, String expected, String actual) {}

  /** Looks at a message; one that is no JSON is looked at as if it were null. */
  public Findings examine(JsonNode message) {
    var look = new Look();
    look.visit(message.isMissingNode() ? NullNode.getInstance() : message, 0);
    return new Findings(look.places, look.offences, look.first, look.nullAt);
  }

  private Schema compiled() {
    var known = compiled;
    if (known == null) {
      known = REGISTRY.getSchema(schema);
      compiled = known;
    }
    return known;
  }

  private final class Look {
    private final Object[] at = new Object[path.size()];
    private int places;
    private int offences;
    private @Nullable Offence first;
    private @Nullable String nullAt;

    void visit(JsonNode node, int depth) {
      if (depth == at.length) {
        look(node);
      } else if (!path.get(depth).equals(EACH)) {
        var member = node.isObject() ? node.get(path.get(depth)) : null;
        if (member != null) {
          at[depth] = path.get(depth);
          visit(member, depth + 1);
        }
      } else if (node.isArray()) {
        for (int i = 0; i < node.size(); i++) {
          at[depth] = i;
          visit(node.get(i), depth + 1);
        }
      }
    }

    private void look(JsonNode node) {
      places++;
      if (nullIsAbsent && node.isNull()) {
        nullAt = nullAt == null ? pointer() : nullAt;
      } else if (!quick.passes(node) && !isValid(node)) {
        offences++;
        if (first == null) {
          first = offence(node);
        }
      }
    }

    private Offence offence(JsonNode node) {
      Error error = compiled().validate(node).getFirst();
      return SchemaWords.offence(schema, error, node, pointer());
    }

    private String pointer() {
      var pointer = new StringBuilder();
      for (var step : at) {
        pointer.append('/').append(step);
      }
      return pointer.toString();
    }
  }
}
