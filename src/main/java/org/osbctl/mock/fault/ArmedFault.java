package org.osbctl.mock.fault;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.osbctl.http.HttpResponseData;
import org.osbctl.mock.Interceptor;
import org.osbctl.mock.Interceptor.Next;
import org.osbctl.mock.MockAnswer;
import org.osbctl.mock.MockRequest;
import org.osbctl.spec.Json;

/** A departure at work, with its counters and its memory. */
final class ArmedFault implements Interceptor, Behaviour.Turn {
  private static final String REQUEST_IDENTITY = "X-Broker-API-Request-Identity";

  private final FaultSelection selection;
  private final Occasion occasion;
  private final Effect effect;
  private final Optional<Behaviour> behaviour;
  private final RandomGenerator random;
  private final Delays delays;
  private final Memory<AtomicLong> occasions = new Memory<>();
  private final BusyBindings bindings = new BusyBindings();
  private final AtomicLong turns = new AtomicLong();

  ArmedFault(FaultSelection selection, RandomGenerator random, Delays delays) {
    this.selection = selection;
    this.occasion = selection.occasion();
    this.effect = selection.fault().effect();
    this.behaviour = effect.behaviour().map(BehaviourName::make);
    this.random = random;
    this.delays = delays;
  }

  FaultSelection selection() {
    return selection;
  }

  /** How often it has departed from the model. */
  long turns() {
    return turns.get();
  }

  @Override
  public MockAnswer around(MockRequest request, Next next) {
    if (!selection.fault().versions().has(request.version())) {
      return next.proceed(request);
    }
    if (behaviour.isPresent()) {
      return behaviour.get().around(request, next, this);
    }
    if (!isDue(request)) {
      return next.proceed(request);
    }
    if (effect.unheard()) {
      return isNext(request) ? bend(fabricated(request), request) : next.proceed(request);
    }
    return effect.request().isPresent()
        ? edited(request, next, effect.request().get())
        : answered(request, next);
  }

  /** What a broker says that has done nothing at all. */
  private static MockAnswer fabricated(MockRequest request) {
    var nothing = MockAnswer.json(200, Json.object());
    var identity = request.http().headers().first(REQUEST_IDENTITY);
    var plain = nothing.response();
    return identity.isEmpty()
        ? nothing
        : nothing.with(
            new HttpResponseData(
                plain.status(),
                plain.headers().with(REQUEST_IDENTITY, identity.get()),
                plain.body()));
  }

  private MockAnswer answered(MockRequest request, Next next) {
    var values = values(request);
    var answer = next.proceed(request);
    return occasion.fits(answer.response()) && isNext(request) ? bend(answer, values) : answer;
  }

  private MockAnswer edited(MockRequest request, Next next, RequestEdit edit) {
    var values = values(request);
    if (edit.aside()) {
      var answer = next.proceed(request);
      if (!occasion.fits(answer.response()) || !isNext(request)) {
        return answer;
      }
      var unused = next.proceed(edit.apply(request, values));
      return bend(answer, values);
    }
    if (!isNext(request)) {
      return next.proceed(request);
    }
    var answer = next.proceed(edit.apply(request, values));
    return occasion.fits(answer.response()) ? bend(answer, values) : answer;
  }

  private MockAnswer bend(MockAnswer answer, MockRequest request) {
    return bend(answer, values(request));
  }

  private MockAnswer bend(MockAnswer answer, Placeholders values) {
    var bent = effect.bend(answer, values);
    return effect.delay().map(by -> delays.later(bent, by)).orElse(bent);
  }

  /** What is put in for placeholders, as it is before the request. */
  private Placeholders values(MockRequest request) {
    return Placeholders.of(request, turns.get() + 1, random);
  }

  @Override
  public boolean isDue(MockRequest request) {
    var othersBusy = !occasion.othersBusy() || bindings.hasOther(request);
    return othersBusy && occasion.fits(request);
  }

  @Override
  public boolean isDue(MockRequest request, MockAnswer answer) {
    return occasion.fits(answer.response()) && isNext(request);
  }

  /** Whether this occasion is one of those that count; counts it either way. */
  private boolean isNext(MockRequest request) {
    var pace = occasion.pace();
    var key = pace.perRequest() ? request.http().toString() : "";
    var number = occasions.get(key, AtomicLong::new).incrementAndGet();
    var takes = pace.takes(number, pace.chance() < 1 ? random.nextDouble() : 0);
    if (takes) {
      turns.incrementAndGet();
    }
    return takes;
  }
}
