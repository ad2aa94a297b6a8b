package org.osbctl.rules;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;
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

  /** A service instance, or one of its bindings. */
  private record Resource(String instanceId, @Nullable String bindingId) {
    static Resource of(OfInstance operation) {
      return new Resource(
          operation.instanceId(), operation instanceof OfBinding of ? of.bindingId() : null);
    }
  }

  /** All exchanges, grouped by what they speak of. Only the judge writes it. */
  static final class Log {
    private final List<Observation> all = new ArrayList<>();
    private final List<Observation> catalogs = new ArrayList<>();
    private final Map<String, List<Observation>> byInstance = new HashMap<>();
    private final Map<Resource, List<Observation>> byResource = new HashMap<>();
    private final Map<Fact, List<Observation>> byFact = new HashMap<>();
    private int searchedForFacts;

    int size() {
      return all.size();
    }

    Conversation soFar() {
      return new Conversation(this, all.size());
    }

    void add(Observation observation) {
      all.add(observation);
      switch (observation.operation()) {
        case OfInstance of -> {
          put(byInstance, of.instanceId(), observation);
          put(byResource, Resource.of(of), observation);
        }
        case GetCatalog catalog -> catalogs.add(observation);
        case Operation.Unrecognised u -> {}
      }
    }

    /** Exchanges by what they show, worked out when somebody asks. */
    List<Observation> showing(Fact asked) {
      for (; searchedForFacts < all.size(); searchedForFacts++) {
        var observation = all.get(searchedForFacts);
        Fact.of(observation).forEach(fact -> put(byFact, fact, observation));
      }
      return byFact.getOrDefault(asked, List.of());
    }

    private static <K> void put(Map<K, List<Observation>> index, K key, Observation observation) {
      index.computeIfAbsent(key, k -> new ArrayList<>()).add(observation);
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

  /** Earlier exchanges that speak of an instance and not of a binding, oldest first. */
  public List<Observation> ofInstanceAlone(String instanceId) {
    return earlier(log.byResource.getOrDefault(new Resource(instanceId, null), List.of()));
  }

  /** Earlier exchanges that speak of a binding, oldest first. */
  public List<Observation> ofBinding(String instanceId, String bindingId) {
    return earlier(log.byResource.getOrDefault(new Resource(instanceId, bindingId), List.of()));
  }

  /** Earlier exchanges about the very resource an operation speaks of, oldest first. */
  public List<Observation> ofResource(Operation operation) {
    return switch (operation) {
      case OfInstance of -> earlier(log.byResource.getOrDefault(Resource.of(of), List.of()));
      case GetCatalog catalog -> catalogs();
      case Operation.Unrecognised u -> List.of();
    };
  }

  /** The last exchange about the very resource an operation speaks of. */
  public Optional<Observation> latest(OfInstance operation) {
    return latest(log.byResource.getOrDefault(Resource.of(operation), List.of()));
  }

  /** The last exchange that showed a fact. */
  Optional<Observation> latest(Fact fact) {
    return latest(log.showing(fact));
  }

  /** Earlier fetches of the catalog, oldest first. */
  public List<Observation> catalogs() {
    return earlier(log.catalogs);
  }

  /** Everything earlier, oldest first. */
  public List<Observation> all() {
    return earlier(log.all);
  }

  private Optional<Observation> latest(List<Observation> list) {
    int end = end(list);
    return end == 0 ? Optional.empty() : Optional.of(list.get(end - 1));
  }

  private List<Observation> earlier(List<Observation> list) {
    return new Beginning(list, end(list));
  }

  /** The first elements of a list that grows at its end, where a sublist would not outlive that. */
  private static final class Beginning extends AbstractList<Observation> implements RandomAccess {
    private final List<Observation> whole;
    private final int size;

    Beginning(List<Observation> whole, int size) {
      this.whole = whole;
      this.size = size;
    }

    @Override
    public Observation get(int index) {
      return whole.get(Objects.checkIndex(index, size));
    }

    @Override
    public int size() {
      return size;
    }
  }

  private int end(List<Observation> list) {
    int end = list.size();
    while (end > 0 && list.get(end - 1).number() >= before) {
      end--;
    }
    return end;
  }
}
