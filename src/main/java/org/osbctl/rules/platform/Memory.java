package org.osbctl.rules.platform;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osbctl.http.Body;
import org.osbctl.http.Exchange;
import org.osbctl.http.Headers;
import org.osbctl.http.HttpRequestData;
import org.osbctl.http.HttpResponseData;
import org.osbctl.http.Outcome;
import org.osbctl.lifecycle.Attributes;
import org.osbctl.lifecycle.ResourceState;
import org.osbctl.operation.Operation;
import org.osbctl.operation.Operation.Bind;
import org.osbctl.operation.Operation.GetCatalog;
import org.osbctl.operation.Operation.OfInstance;
import org.osbctl.operation.Operation.Unbind;
import org.osbctl.operation.Operation.WithBody;
import org.osbctl.operation.Query;
import org.osbctl.rules.Conversation;
import org.osbctl.rules.Observation;
import org.osbctl.spec.Json;

/**
 * What a judge of a platform remembers: the story of each service instance, and a few witnesses
 * that stories share. It does not grow without limit; what was forgotten is not held against
 * anyone.
 */
final class Memory {
  /** How much is remembered. */
  record Limits(int stories, int exchangesPerStory, long bytes, int ids) {
    static final Limits DEFAULT = new Limits(20_000, 100, 64L * 1024 * 1024, 100_000);
  }

  private static final int LONGEST_ID = 200;
  private static final int MOST_CALLERS = 100;
  private static final List<String> WITNESSED =
      List.of("User-Agent", PlatformHeaderRules.VERSION, PlatformHeaderRules.REQUEST_IDENTITY);

  private final Limits limits;
  private final Map<String, Story> live = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, Story> over = new LinkedHashMap<>(16, 0.75f, true);
  private final Recent<String, Boolean> former = new Recent<>();
  private final Recent<String, Observation> bindings = new Recent<>();
  private final Recent<List<String>, Observation> callers = new Recent<>();
  private @Nullable Observation catalog;
  private long bytes;
  private boolean hasForgotten;

  Memory(Limits limits) {
    this.limits = limits;
  }

  /** Keeps the latest entries only. */
  private static final class Recent<K, V> {
    private final Map<K, V> entries = new LinkedHashMap<>();

    /** Says whether an older entry had to go. */
    boolean put(K key, V value, int most) {
      entries.remove(key);
      entries.put(key, value);
      return entries.size() > most && entries.keySet().remove(entries.keySet().iterator().next());
    }
  }

  /** The story of a service instance, begun when there is none. */
  Story story(String instanceId) {
    var known = live.get(instanceId);
    if (known == null) {
      known = over.get(instanceId);
    }
    return known != null
        ? known
        : new Story(instanceId, unseen(), former.entries.containsKey(instanceId));
  }

  private ResourceState unseen() {
    return hasForgotten
        ? new ResourceState.Unknown(Attributes.UNKNOWN, "the beginning is forgotten")
        : ResourceState.never();
  }

  /** What a rule may look back at when it judges a request. */
  Conversation lookBack(HttpRequestData request, Operation operation) {
    var relevant = new ArrayList<Observation>();
    if (operation instanceof OfInstance of) {
      relevant.addAll(story(of.instanceId()).exchanges());
    }
    add(relevant, callers.entries.get(PlatformHeaderRules.caller(request)));
    add(relevant, catalog);
    if (operation instanceof Bind bind) {
      var elsewhere = bindings.entries.get(bind.bindingId());
      if (elsewhere != null
          && elsewhere.operation() instanceof Bind other
          && !other.instanceId().equals(bind.instanceId())) {
        relevant.add(elsewhere);
      }
    }
    relevant.sort(Comparator.comparingInt(Observation::number));
    return Conversation.of(relevant);
  }

  private static void add(List<Observation> relevant, @Nullable Observation witness) {
    if (witness != null) {
      relevant.add(witness);
    }
  }

  /** Takes note of an exchange; its own look back is not kept. */
  void note(Observation seen) {
    var caller = PlatformHeaderRules.caller(seen.exchange().request());
    if (Sent.header(seen, PlatformHeaderRules.REQUEST_IDENTITY).isPresent()
        && caller.stream().allMatch(Memory::isShort)) {
      callers.put(caller, witness(seen), MOST_CALLERS);
    }
    if (seen.operation() instanceof GetCatalog) {
      catalog = witness(seen);
    }
    if (seen.operation() instanceof OfInstance of) {
      noteBinding(seen);
      var story = story(of.instanceId());
      bytes -= story.bytes();
      story.add(alone(seen), limits.exchangesPerStory());
      bytes += story.bytes();
      keep(story);
    }
  }

  private static boolean isShort(String text) {
    return text.length() <= LONGEST_ID;
  }

  private void noteBinding(Observation seen) {
    if (seen.operation() instanceof Bind bind
        && Sent.isAccepted(seen)
        && isShort(bind.bindingId())) {
      bindings.put(bind.bindingId(), witness(seen), limits.stories());
    } else if (seen.operation() instanceof Unbind unbind) {
      bindings.entries.remove(unbind.bindingId());
    }
  }

  private void keep(Story story) {
    live.remove(story.instanceId());
    over.remove(story.instanceId());
    if (story.isNothing()) {
      bytes -= story.bytes();
      return;
    }
    (story.isOver() ? over : live).put(story.instanceId(), story);
    while (live.size() + over.size() > limits.stories() || bytes > limits.bytes()) {
      if (live.size() + over.size() == 1) {
        break;
      }
      forgetOldest(over.isEmpty() ? live : over);
    }
  }

  /** What is deleted is forgotten first; of that, the id is kept for a while. */
  private void forgetOldest(Map<String, Story> stories) {
    var oldest = stories.values().iterator();
    var story = oldest.next();
    oldest.remove();
    bytes -= story.bytes();
    var known =
        story.isOver()
            && isShort(story.instanceId())
            && !former.put(story.instanceId(), Boolean.TRUE, limits.ids());
    hasForgotten |= !known;
  }

  /** The stories that are remembered. */
  List<Story> stories() {
    var all = new ArrayList<>(live.values());
    all.addAll(over.values());
    return all;
  }

  /** About how many bytes the remembered messages take. */
  long bytes() {
    return bytes;
  }

  /** How many exchanges are remembered. */
  int exchanges() {
    return stories().stream().mapToInt(story -> story.exchanges().size()).sum();
  }

  private static Observation alone(Observation seen) {
    return new Observation(
        seen.number(),
        seen.exchange(),
        seen.operation(),
        seen.situation(),
        seen.known(),
        Story.NOTHING);
  }

  /** The exchange without bodies, and with no header that could be a secret. */
  private static Observation witness(Observation seen) {
    var request = seen.exchange().request();
    var headers = Headers.NONE;
    for (var name : WITNESSED) {
      var value = request.headers().first(name);
      if (value.isPresent() && value.get().length() <= LONGEST_ID) {
        headers = headers.with(name, value.get());
      }
    }
    var outcome =
        seen.exchange()
            .response()
            .<Outcome>map(
                each ->
                    new Outcome.Answered(
                        new HttpResponseData(each.status(), Headers.NONE, Body.NONE)))
            .orElse(seen.exchange().outcome());
    var bare =
        new Exchange(
            seen.exchange().at(),
            new HttpRequestData(request.method(), request.uri(), headers, Body.NONE),
            outcome,
            seen.exchange().timing());
    var operation =
        seen.operation() instanceof WithBody body
            ? body.withBody(Json.missing())
            : seen.operation();
    var plain = operation instanceof Bind bind ? bind.withQuery(Query.NONE) : operation;
    return new Observation(
        seen.number(), bare, plain, seen.situation(), seen.known(), Story.NOTHING);
  }
}
