package org.osbctl.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osbctl.operation.Operation;
import org.osbctl.operation.Operation.GetCatalog;
import org.osbctl.operation.Operation.OfBinding;
import org.osbctl.operation.Operation.OfInstance;

/** The exchanges of a run before a certain one. */
public final class Conversation {
  private final Log log;
  private final int before;

  private Conversation(Log log, int before) {
    this.log = log;
    this.before = before;
  }

  /** All exchanges, grouped by what they speak of. Only the judge writes it. */
  static final class Log {
    private final List<Observation> all = new ArrayList<>();
    private final List<Observation> catalogs = new ArrayList<>();
    private final Map<String, List<Observation>> byInstance = new HashMap<>();

    int size() {
      return all.size();
    }

    Conversation soFar() {
      return new Conversation(this, all.size());
    }

    void add(Observation observation) {
      all.add(observation);
      switch (observation.operation()) {
        case OfInstance of ->
            byInstance.computeIfAbsent(of.instanceId(), id -> new ArrayList<>()).add(observation);
        case GetCatalog catalog -> catalogs.add(observation);
        case Operation.Unrecognised u -> {}
      }
    }
  }

  /** A conversation of these exchanges alone, oldest first. */
  public static Conversation of(List<Observation> exchanges) {
    var log = new Log();
    exchanges.forEach(log::add);
    return new Conversation(log, Integer.MAX_VALUE);
  }

  /** Earlier exchanges that speak of an instance or one of its bindings, oldest first. */
  public List<Observation> ofInstance(String instanceId) {
    return earlier(log.byInstance.getOrDefault(instanceId, List.of()));
  }

  /** Earlier exchanges that speak of a binding, oldest first. */
  public List<Observation> ofBinding(String instanceId, String bindingId) {
    return ofInstance(instanceId).stream()
        .filter(o -> o.operation() instanceof OfBinding of && of.bindingId().equals(bindingId))
        .toList();
  }

  /** Earlier exchanges about the very resource an operation speaks of, oldest first. */
  public List<Observation> ofResource(Operation operation) {
    return switch (operation) {
      case OfBinding of -> ofBinding(of.instanceId(), of.bindingId());
      case OfInstance of ->
          ofInstance(of.instanceId()).stream()
              .filter(o -> !(o.operation() instanceof OfBinding))
              .toList();
      case GetCatalog catalog -> catalogs();
      case Operation.Unrecognised u -> List.of();
    };
  }

  /** Earlier fetches of the catalog, oldest first. */
  public List<Observation> catalogs() {
    return earlier(log.catalogs);
  }

  /** Everything earlier, oldest first. */
  public List<Observation> all() {
    return earlier(log.all);
  }

  private List<Observation> earlier(List<Observation> list) {
    int end = list.size();
    while (end > 0 && list.get(end - 1).number() >= before) {
      end--;
    }
    return List.copyOf(list.subList(0, end));
  }
}
