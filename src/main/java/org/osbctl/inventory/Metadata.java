package org.osbctl.inventory;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;

/**
 * Labels and annotations of an instance, derived from what was sent as osb-cmdb derives them
 * (orange-cloudfoundry/osb-cmdb, README, "Metadata"): ids become labels, by which things are found;
 * all else becomes annotations. Annotations of organization, space and instance whose key begins
 * with {@code orange.com/} become labels, the nearest one counting.
 *
 * @param labels what it can be found by
 * @param annotations what else is known
 */
public record Metadata(Map<String, String> labels, Map<String, String> annotations) {
  private static final String PREFIX = "brokered_service_";
  private static final String ORANGE = "orange.com/";

  /** What Kubernetes names its resources by, and Cloud Foundry's ids. */
  private static final Pattern LABEL =
      Pattern.compile(".*_guid.*|.*_id(?![a-z]).*|namespace|instance_name|clusterid|uid");

  public Metadata {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }

  /**
   * What is derived for an instance.
   *
   * @param instanceId its id
   * @param context the context object sent; may be missing
   * @param identity the value of the originating identity header, base64 and all, or null
   */
  public static Metadata of(String instanceId, JsonNode context, @Nullable String identity) {
    var labels = new TreeMap<String, String>();
    var annotations = new TreeMap<String, String>();
    labels.put(PREFIX + "instance_guid", instanceId);
    sort(PREFIX + "context_", context, labels, annotations);
    sort(PREFIX + "originating_identity_", identityObject(identity), labels, annotations);
    for (var each : new String[] {"organization", "space", "instance"}) {
      orange(context.path(each + "_annotations"), labels);
    }
    return new Metadata(labels, annotations);
  }

  private static void sort(
      String prefix, JsonNode object, Map<String, String> labels, Map<String, String> annotations) {
    object.forEachEntry(
        (key, value) -> {
          var text = value.isString() ? value.stringValue() : Json.text(value);
          var into = LABEL.matcher(key).matches() ? labels : annotations;
          into.put(prefix + key, text);
        });
  }

  private static void orange(JsonNode annotations, Map<String, String> labels) {
    annotations.forEachEntry(
        (key, value) -> {
          if (key.startsWith(ORANGE) && value.isString()) {
            labels.put(
                PREFIX + "context_orange_" + key.substring(ORANGE.length()), value.stringValue());
          }
        });
  }

  private static JsonNode identityObject(@Nullable String identity) {
    var text = plain(identity);
    return text == null
        ? Json.missing()
        : Json.parse(text.substring(text.indexOf(' ') + 1).getBytes(StandardCharsets.UTF_8)).node();
  }

  /** An originating identity as people write it: {@code cloudfoundry {"user_id":"u1"}}. */
  public static @Nullable String plain(@Nullable String identity) {
    int blank = identity == null ? -1 : identity.indexOf(' ');
    if (identity == null || blank < 0) {
      return null;
    }
    try {
      var json = Base64.getDecoder().decode(identity.substring(blank + 1).strip());
      return identity.substring(0, blank) + " " + new String(json, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
