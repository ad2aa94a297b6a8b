package org.osbctl.rules.platform;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.osbctl.http.HttpResponseData;
import org.osbctl.lifecycle.Ended;
import org.osbctl.lifecycle.ResourceState;
import org.osbctl.lifecycle.Tracker;
import org.osbctl.operation.Operation.FetchBinding;
import org.osbctl.operation.Operation.FetchInstance;
import org.osbctl.operation.Operation.OfBinding;
import org.osbctl.operation.Operation.Poll;
import org.osbctl.operation.OperationKind;
import org.osbctl.rules.Conversation;
import org.osbctl.rules.Observation;

/** What is remembered of one service instance and its bindings. */
final class Story {
  /** A conversation in which nothing was said. */
  static final Conversation NOTHING = Conversation.of(List.of());

  private static final int OVERHEAD = 3_000;

  private final String instanceId;
  private final Tracker tracker;
  private final List<Observation> exchanges = new ArrayList<>();
  private long bytes;

  /**
   * A story.
   *
   * @param unseen what to take resources for that it has not spoken of yet
   * @param former whether the service instance is one that was there and was deleted
   */
  Story(String instanceId, ResourceState unseen, boolean former) {
    this.instanceId = instanceId;
    this.tracker = new Tracker(unseen);
    if (former) {
      tracker.assume(
          instanceId,
          new ResourceState.Absent(new Ended(OperationKind.DEPROVISION, true, false, null)));
    }
  }

  String instanceId() {
    return instanceId;
  }

  Tracker tracker() {
    return tracker;
  }

  /** What is remembered, oldest first. */
  List<Observation> exchanges() {
    return exchanges;
  }

  /** About how much memory the messages take, parsed bodies included. */
  long bytes() {
    return bytes;
  }

  /** Whether the service instance was deleted. */
  boolean isOver() {
    return Acquaintance.isGone(tracker.instance(instanceId));
  }

  /** Whether nothing was ever made and nobody was told that it would be. */
  boolean isNothing() {
    return Sent.isNeverSeen(tracker.instance(instanceId))
        && exchanges.stream().allMatch(Story::saysNothing);
  }

  /** A question about an unknown instance leaves nothing behind. */
  private static boolean saysNothing(Observation seen) {
    return seen.operation() instanceof Poll
        || seen.operation() instanceof FetchInstance
        || seen.operation() instanceof FetchBinding;
  }

  /** Goes on with the story, and forgets of it what tells least. */
  void add(Observation seen, int most) {
    tracker.note(seen.exchange(), seen.operation());
    exchanges.add(seen);
    bytes += weight(seen);
    while (exchanges.size() > Math.max(1, most)) {
      bytes -= weight(exchanges.remove(leastTelling()));
    }
  }

  /** The oldest poll or fetch that another of its kind follows, and that ended nothing. */
  private int leastTelling() {
    Set<List<String>> later = new HashSet<>();
    int found = 0;
    for (int i = exchanges.size() - 1; i >= 0; i--) {
      var each = exchanges.get(i);
      if (saysNothing(each) && !later.add(key(each)) && !tells(each)) {
        found = i;
      }
    }
    return found;
  }

  private static boolean tells(Observation each) {
    return each.status() == 410
        || each.status() == 404
        || Sent.state(each).filter(Running::isFinal).isPresent();
  }

  private static List<String> key(Observation each) {
    var kind = each.operation().kind().name();
    return each.operation() instanceof OfBinding of ? List.of(kind, of.bindingId()) : List.of(kind);
  }

  private static long weight(Observation seen) {
    long request = seen.exchange().request().body().size();
    long answer =
        seen.exchange()
            .response()
            .map(HttpResponseData::body)
            .map(body -> (long) body.size())
            .orElse(0L);
    return OVERHEAD + 4 * (request + answer) + 2L * seen.exchange().request().target().length();
  }
}
