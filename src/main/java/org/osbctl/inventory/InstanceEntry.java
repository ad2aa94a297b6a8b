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
 * @param pending the operation under way when it was last heard of, null when none is
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
    @Nullable Pending pending,
    List<BindingEntry> bindings) {
  public InstanceEntry {
    bindings = List.copyOf(bindings);
  }

  /**
   * An operation under way.
   *
   * @param kind its name in words: {@code provision}
   * @param operation the broker's key, null when it gave none
   * @param nextPlanId the plan after a plan change, null for other operations
   * @param nextPlan its name
   */
  public record Pending(
      String kind, @Nullable String operation, @Nullable String nextPlanId, @Nullable String nextPlan) {}

  /**
   * A service binding.
   *
   * @param name the name its owner gave it, unique for the instance
   * @param id the id of the service binding
   * @param pending the operation under way, null when none is
   */
  public record BindingEntry(String name, String id, @Nullable Pending pending) {}

  /** The binding with a name. */
  public Optional<BindingEntry> binding(String bindingName) {
    return bindings.stream().filter(each -> each.name().equals(bindingName)).findFirst();
  }

  /** This entry with another operation under way, or none. */
  public InstanceEntry withPending(@Nullable Pending other) {
    return new InstanceEntry(url, name, id, serviceId, offering, planId, plan, other, bindings);
  }

  /** This entry on another plan. */
  public InstanceEntry withPlan(String otherId, String otherName) {
    return new InstanceEntry(url, name, id, serviceId, offering, otherId, otherName, pending, bindings);
  }

  /** This entry with a binding added or replaced. */
  public InstanceEntry withBinding(BindingEntry binding) {
    var all = new ArrayList<>(withoutBinding(binding.name()).bindings);
    all.add(binding);
    return new InstanceEntry(url, name, id, serviceId, offering, planId, plan, pending, all);
  }

  /** This entry without a binding. */
  public InstanceEntry withoutBinding(String bindingName) {
    var rest = bindings.stream().filter(each -> !each.name().equals(bindingName)).toList();
    return new InstanceEntry(url, name, id, serviceId, offering, planId, plan, pending, rest);
  }
}
