package org.osbctl.rules.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osbctl.lifecycle.Tracker;
import org.osbctl.operation.Operation.OfBinding;
import org.osbctl.operation.Operation.OfInstance;
import org.osbctl.rules.Conversation;
import org.osbctl.rules.Observation;
import org.osbctl.rules.Rule;
import org.osbctl.rules.Ruling;
import org.osbctl.rules.platform.Duty.Ending;

/** All rules that judge a platform's requests. */
public final class PlatformRules {
  private static final List<Rule> ALL = collect();
  private static final List<Duty> DUTIES = collectDuties();

  private PlatformRules() {}

  /** The rules, in the order of the specification. */
  public static List<Rule> all() {
    return ALL;
  }

  private static List<Rule> collect() {
    var rules = new ArrayList<Rule>();
    rules.addAll(PlatformHeaderRules.all());
    rules.addAll(PlatformIdentityRules.all());
    rules.addAll(PlatformRetryRules.all());
    rules.addAll(PlatformCatalogRules.all());
    rules.addAll(PlatformPollRules.all());
    rules.addAll(PlatformProvisionRules.all());
    rules.addAll(PlatformFetchRules.ofInstances());
    rules.addAll(PlatformUpdateRules.all());
    rules.addAll(PlatformBindRules.all());
    rules.addAll(PlatformFetchRules.ofBindings());
    rules.addAll(PlatformDeletionRules.all());
    rules.addAll(PlatformOrphanRules.all());
    rules.addAll(PlatformContextRules.all());
    rules.addAll(PlatformPermissionRules.all());
    return List.copyOf(rules);
  }

  private static List<Duty> collectDuties() {
    var duties = new ArrayList<Duty>();
    duties.addAll(PlatformRetryRules.duties());
    duties.addAll(PlatformPollRules.duties());
    duties.addAll(PlatformOrphanRules.duties());
    return List.copyOf(duties);
  }

  /** The requirements whose neglect shows only at the end of a conversation. */
  public static Set<String> requirementsAtEnd() {
    var ids = new LinkedHashSet<String>();
    DUTIES.forEach(duty -> ids.add(duty.requirement()));
    return ids;
  }

  /** What the platform has left undone when nothing more will come. */
  public static List<Ruling> atEnd(Conversation conversation) {
    return atEnd(conversation, Instant.MAX, Duration.ZERO);
  }

  /**
   * What the platform has left undone when the conversation is cut off.
   *
   * @param at when it is cut off
   * @param patience how long a platform may take until it goes on; what it may still be about to do
   *     is not held against it
   */
  public static List<Ruling> atEnd(Conversation conversation, Instant at, Duration patience) {
    var byResource = new LinkedHashMap<List<String>, List<Observation>>();
    var tracker = new Tracker();
    for (var each : conversation.all()) {
      tracker.note(each.exchange(), each.operation());
      if (each.operation() instanceof OfBinding of) {
        put(byResource, List.of(of.instanceId(), of.bindingId()), each);
      } else if (each.operation() instanceof OfInstance of) {
        put(byResource, List.of(of.instanceId()), each);
      }
    }
    var rulings = new ArrayList<Ruling>();
    byResource.forEach(
        (key, exchanges) -> {
          var instance = tracker.instance(key.getFirst());
          var state = key.size() == 1 ? instance : tracker.binding(key.getFirst(), key.getLast());
          var ending = new Ending(new Course(exchanges), state, instance, at, patience);
          DUTIES.forEach(duty -> rulings.addAll(duty.judge(ending)));
        });
    return rulings;
  }

  private static void put(
      Map<List<String>, List<Observation>> map, List<String> key, Observation seen) {
    map.computeIfAbsent(key, k -> new ArrayList<>()).add(seen);
  }
}
