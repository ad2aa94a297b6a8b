package org.osbctl.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A service instance that osbctl asked for.
 *
 * @param url the broker's base URL
 * @param name the name its owner gave it, unique for a broker
 * @param id the id of the service instance
 * @param serviceId the offering's id
 * @param offering the offering's name
 * @param planId the plan's id
 * @param plan the plan's name
 * @param last the last operation on it
 * @param bindings its service bindings
 */
public record InstanceEntry(
    String url,
    String name,
    String id,
    String serviceId,
    String offering,
    String planId,
    String plan,
    LastOperation last,
    List<BindingEntry> bindings) {
  public InstanceEntry {
    bindings = List.copyOf(bindings);
  }

  /**
   * The last operation on a resource.
   *
   * @param kind its name in words: {@code provision}
   * @param operation the broker's key, null when it gave none
   * @param planId the plan to name when it is polled: during a plan change the one before
   * @param nextPlanId the plan after a plan change, null for other operations
   * @param nextPlan its name
   * @param state how far it is, as far as we know
   */
  public record LastOperation(
      String kind,
      @Nullable String operation,
      String planId,
      @Nullable String nextPlanId,
      @Nullable String nextPlan,
      State state) {
    /** How far an operation is. */
    public enum State {
      UNDER_WAY,
      SUCCEEDED,
      FAILED
    }

    /** An operation that is about to be asked for and changes no plan. */
    public static LastOperation begin(String kind, String planId) {
      return new LastOperation(kind, null, planId, null, null, State.UNDER_WAY);
    }

    /** This operation, known by the broker's key. */
    public LastOperation keyed(@Nullable String key) {
      return new LastOperation(kind, key, planId, nextPlanId, nextPlan, state);
    }

    /** This operation, at its good end. */
    public LastOperation ended() {
      return with(State.SUCCEEDED);
    }

    /** This operation, at its bad end. */
    public LastOperation failed() {
      return with(State.FAILED);
    }

    private LastOperation with(State other) {
      return new LastOperation(kind, operation, planId, nextPlanId, nextPlan, other);
    }

    /** Whether it has ended, as far as we know. */
    public boolean over() {
      return state != State.UNDER_WAY;
    }
  }

  /**
   * A service binding.
   *
   * @param name the name its owner gave it, unique for the instance
   * @param id the id of the service binding
   * @param last the last operation on it
   */
  public record BindingEntry(String name, String id, LastOperation last) {}

  /** The binding with a name. */
  public Optional<BindingEntry> binding(String bindingName) {
    return bindings.stream().filter(each -> each.name().equals(bindingName)).findFirst();
  }

  /** This entry with another last operation. */
  public InstanceEntry withLast(LastOperation other) {
    return new InstanceEntry(url, name, id, serviceId, offering, planId, plan, other, bindings);
  }

  /** This entry on another plan. */
  public InstanceEntry withPlan(String otherId, String otherName) {
    return new InstanceEntry(
        url, name, id, serviceId, offering, otherId, otherName, last, bindings);
  }

  /** This entry with a binding added or replaced. */
  public InstanceEntry withBinding(BindingEntry binding) {
    var all = new ArrayList<>(withoutBinding(binding.name()).bindings);
    all.add(binding);
    return new InstanceEntry(url, name, id, serviceId, offering, planId, plan, last, all);
  }

  /** This entry without a binding. */
  public InstanceEntry withoutBinding(String bindingName) {
    var rest = bindings.stream().filter(each -> !each.name().equals(bindingName)).toList();
    return new InstanceEntry(url, name, id, serviceId, offering, planId, plan, last, rest);
  }
}
