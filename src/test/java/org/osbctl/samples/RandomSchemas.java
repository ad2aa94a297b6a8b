package org.osbctl.samples;

import java.util.Random;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Schemas of parameters, most of which something can meet; the same ones for the same seed. */
public final class RandomSchemas {
  private static final String[] PATTERNS = {
    "^[a-z]{3,8}$",
    "^(a+)+$",
    "\\d+",
    "^$",
    "([",
    "^(?=.*[A-Z])\\S{4,}$",
    ".*",
    "^[^\\s]+\\.[a-z]+$"
  };
  private static final String[] FORMATS = {
    "uri", "email", "date-time", "ipv4", "uuid", "password", "nonsense"
  };

  private final Random random;
  private final RandomJson values;

  public RandomSchemas(Random random) {
    this.random = random;
    this.values = new RandomJson(random);
  }

  /** The next schema, of an object. */
  public JsonNode next() {
    var schema = object(3);
    if (random.nextBoolean()) {
      schema.put("$schema", "http://json-schema.org/draft-0" + oneOf("4", "6", "7") + "/schema#");
    }
    return schema;
  }

  private ObjectNode object(int depth) {
    var schema = Json.object().put("type", "object");
    var properties = schema.putObject("properties");
    var required = Json.object().putArray("required");
    for (int i = random.nextInt(5); i > 0; i--) {
      var name = random.nextInt(4) == 0 ? values.text() : oneOf("a", "b", "size", "tags");
      properties.set(name, any(depth - 1));
      if (random.nextBoolean()) {
        required.add(name);
      }
    }
    // Draft 4 wants at least one.
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    if (random.nextInt(4) == 0) {
      schema.put("additionalProperties", false);
    }
    if (random.nextInt(8) == 0) {
      schema.put("minProperties", random.nextInt(4));
    }
    return schema;
  }

  private JsonNode any(int depth) {
    return switch (random.nextInt(depth > 0 ? 9 : 6)) {
      case 0 -> bounded("integer");
      case 1 -> bounded("number");
      case 2 -> Json.object().put("type", "boolean");
      case 3 -> Json.object().put("type", "string").put("pattern", oneOf(PATTERNS));
      case 4 -> Json.object().put("type", "string").put("format", oneOf(FORMATS));
      case 5 -> enumeration();
      case 6 -> object(depth);
      case 7 -> {
        var list = Json.object().put("type", "array").put("minItems", random.nextInt(4));
        list.set("items", any(depth - 1));
        yield list.put("uniqueItems", random.nextBoolean());
      }
      default -> {
        var choice = Json.object();
        var branches = choice.putArray(oneOf("anyOf", "oneOf", "allOf"));
        branches.add(any(depth - 1)).add(any(depth - 1));
        yield choice;
      }
    };
  }

  private ObjectNode bounded(String type) {
    var schema = Json.object().put("type", type);
    int least = random.nextInt(200) - 100;
    if (random.nextBoolean()) {
      schema.put("minimum", least);
    }
    if (random.nextBoolean()) {
      schema.put("maximum", least + random.nextInt(50));
    }
    if (random.nextInt(4) == 0) {
      schema.put("multipleOf", 1 + random.nextInt(9));
    }
    return schema;
  }

  private ObjectNode enumeration() {
    var schema = Json.object();
    var choices = schema.putArray("enum");
    for (int i = random.nextInt(3); i >= 0; i--) {
      choices.add(values.value(1));
    }
    return schema;
  }

  private String oneOf(String... texts) {
    return texts[random.nextInt(texts.length)];
  }
}
