package org.osbctl.inventory;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An instance with all that the inventory knows of it.
 *
 * @param entry what commands work with
 * @param origin where the entry comes from
 * @param createdAt when it was asked for, ISO 8601 in UTC
 * @param author who asked for it, {@code user@host}
 * @param run the run it was asked for in
 * @param context the context in use, or null
 * @param identity the originating identity sent, or null
 * @param parameters the parameters sent as JSON, secrets masked, or null
 * @param changedAt when the last operation began or ended
 * @param labels what it can be found by
 * @param annotations what else is known
 */
public record InstanceRecord(
    InstanceEntry entry,
    Made.Origin origin,
    String createdAt,
    String author,
    String run,
    @Nullable String context,
    @Nullable String identity,
    @Nullable String parameters,
    String changedAt,
    Map<String, String> labels,
    Map<String, String> annotations) {
  public InstanceRecord {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }
}
