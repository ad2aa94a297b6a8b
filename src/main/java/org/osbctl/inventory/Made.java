package org.osbctl.inventory;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * How something came to be: what was sent to create it, secrets taken out.
 *
 * @param origin which command it was
 * @param identity the originating identity, {@code cloudfoundry {"user_id":…}}, or null
 * @param context the context object sent, or a missing node
 * @param parameters the parameters sent, secrets masked, or a missing node
 * @param labels what it can be found by
 * @param annotations what else is known
 */
public record Made(
    Origin origin,
    @Nullable String identity,
    JsonNode context,
    JsonNode parameters,
    Map<String, String> labels,
    Map<String, String> annotations) {
  public Made {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }

  /** Where an entry comes from. Only what osbctl made is ever cleaned up. */
  public enum Origin {
    /** {@code provision} or {@code bind}. */
    COMMAND,
    /** A conformance run. */
    CONFORM,
    /** {@code adopt}: it was there before. */
    ADOPTED,
    /** Another tool's records. */
    IMPORTED;

    /** Whether osbctl asked for it itself. */
    public boolean isOurs() {
      return this == COMMAND || this == CONFORM;
    }
  }

  /** Nothing is known but where it comes from. */
  public static Made by(Origin origin) {
    var nothing = MissingNode.getInstance();
    return new Made(origin, null, nothing, nothing, Map.of(), Map.of());
  }
}
