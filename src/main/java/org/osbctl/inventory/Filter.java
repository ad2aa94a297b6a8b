package org.osbctl.inventory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which instances are meant; what is null or empty does not count.
 *
 * @param broker the broker's URL
 * @param name the name of the instance
 * @param labels labels they all have
 * @param owner who asked for them: {@code user} or {@code user@host}
 * @param before when they were asked for at the latest
 * @param run the run they were asked for in
 * @param oursOnly without those that osbctl did not make
 */
public record Filter(
    @Nullable String broker,
    @Nullable String name,
    Map<String, String> labels,
    @Nullable String owner,
    @Nullable Instant before,
    @Nullable String run,
    boolean oursOnly) {
  /** All instances. */
  public static final Filter ALL = new Filter(null, null, Map.of(), null, null, null, false);

  public Filter {
    labels = Map.copyOf(labels);
  }

  /** Those of one broker. */
  public static Filter of(String broker) {
    return new Filter(broker, null, Map.of(), null, null, null, false);
  }

  /** The one of this name at a broker. */
  public static Filter of(String broker, String name) {
    return new Filter(broker, name, Map.of(), null, null, null, false);
  }

  /** A condition of SQL over the table {@code instances i}, and the values in it. */
  Condition condition() {
    var sql = new StringBuilder("1 = 1");
    var values = new ArrayList<String>();
    if (broker != null) {
      sql.append(" AND i.broker = ?");
      values.add(broker);
    }
    if (name != null) {
      sql.append(" AND i.name = ?");
      values.add(name);
    }
    if (owner != null) {
      sql.append(" AND (i.created_by = ? OR substr(i.created_by, 1, ")
          .append(owner.length() + 1)
          .append(") = ?)");
      values.add(owner);
      values.add(owner + "@");
    }
    if (before != null) {
      sql.append(" AND i.created_at <= ?");
      values.add(Times.text(before));
    }
    if (run != null) {
      sql.append(" AND i.run = ?");
      values.add(run);
    }
    if (oursOnly) {
      sql.append(" AND i.origin IN ('command', 'conform')");
    }
    labels.forEach(
        (key, value) -> {
          sql.append(
              " AND EXISTS (SELECT 1 FROM labels l WHERE l.broker = i.broker"
                  + " AND l.instance_id = i.id AND l.key = ? AND l.value = ?)");
          values.add(key);
          values.add(value);
        });
    return new Condition(sql.toString(), values);
  }

  /** A condition and the values that stand for its question marks. */
  record Condition(String sql, List<String> values) {
    Condition {
      values = List.copyOf(values);
    }
  }
}
