package org.osbctl.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osbctl.http.Exchange;
import org.osbctl.http.Headers;
import org.osbctl.http.Transport;
import org.osbctl.http.TransportOptions;
import org.osbctl.operation.Operation.Mutation;
import org.osbctl.operation.Operation.PollBinding;
import org.osbctl.operation.Operation.PollInstance;
import org.osbctl.operation.OperationKind;
import org.osbctl.operation.Query;
import org.osbctl.operation.Requests;
import org.osbctl.operation.Wire;
import org.osbctl.samples.Exchanges;
import org.osbctl.samples.FakeClock;
import org.osbctl.samples.ScriptedBroker;
import org.osbctl.samples.ScriptedBroker.Reply;
import org.osbctl.spec.ApiVersion;

class PollerTest {
  private static final PollInstance POLL = new PollInstance("i", Query.NONE);
  private static final Reply IN_PROGRESS = new Reply(200, "{\"state\": \"in progress\"}");
  private static final Reply SUCCEEDED = new Reply(200, "{\"state\": \"succeeded\"}");

  private final FakeClock clock = new FakeClock();
  private boolean keptInterrupt;

  private WaitResult await(
      OperationKind ending, @Nullable Exchange accepted, WaitLimits limits, Reply... replies) {
    return await(clock, ending, accepted, limits, new ArrayList<>(), replies);
  }

  private WaitResult await(
      Sleeper sleeper,
      OperationKind ending,
      @Nullable Exchange accepted,
      WaitLimits limits,
      List<Duration> told,
      Reply... replies) {
    try (var broker = ScriptedBroker.inTurn(replies);
        var transport = new Transport(TransportOptions.DEFAULT, Clock.systemUTC())) {
      var client =
          new BrokerClient(transport, broker.target(), Caller.of(ApiVersion.LATEST), e -> {});
      var result =
          new Poller(client, clock, sleeper)
              .await(POLL, ending, accepted, limits, (exchange, pause) -> told.add(pause));
      // The server does not like to be closed by an interrupted thread.
      keptInterrupt = Thread.interrupted();
      return result;
    }
  }

  private WaitResult create(Reply... replies) {
    return await(OperationKind.PROVISION, null, WaitLimits.DEFAULT, replies);
  }

  private WaitResult delete(Reply... replies) {
    return await(OperationKind.DEPROVISION, null, WaitLimits.DEFAULT, replies);
  }

  private static Reply[] times(int count, Reply reply, Reply last) {
    var replies = new Reply[count + 1];
    java.util.Arrays.fill(replies, reply);
    replies[count] = last;
    return replies;
  }

  private static List<Duration> seconds(long... seconds) {
    return LongStream.of(seconds).mapToObj(Duration::ofSeconds).toList();
  }

  private static Exchange accepted(String... headers) {
    var request = Requests.deprovision("i", "s", "p");
    return Exchanges.answered(request, 202, Headers.of(headers), "{}");
  }

  @Test
  void pauses_double_up_to_ten_seconds() {
    var result = create(times(6, IN_PROGRESS, SUCCEEDED));
    assertInstanceOf(WaitResult.Succeeded.class, result);
    assertEquals(seconds(1, 2, 4, 8, 10, 10, 10), clock.pauses());
  }

  @Test
  void pause_does_not_overflow_however_long_it_takes() {
    create(times(100, IN_PROGRESS, SUCCEEDED));
    assertEquals(Duration.ofSeconds(10), clock.pauses().getLast());
    assertEquals(101, clock.pauses().size());
  }

  @Test
  void fixed_interval_does_not_grow() {
    var limits = WaitLimits.DEFAULT.withInterval(Duration.ofSeconds(3));
    await(OperationKind.PROVISION, null, limits, times(3, IN_PROGRESS, SUCCEEDED));
    assertEquals(seconds(3, 3, 3, 3), clock.pauses());
  }

  @Test
  void retry_after_comes_before_our_own_pause() {
    var later = new Reply(200, "{\"state\": \"in progress\"}", "Retry-After", "17");
    var limits = WaitLimits.DEFAULT.withInterval(Duration.ofSeconds(3));
    await(OperationKind.PROVISION, null, limits, later, IN_PROGRESS, SUCCEEDED);
    assertEquals(seconds(3, 17, 3), clock.pauses());
  }

  @Test
  void retry_after_of_the_first_answer_counts_too() {
    await(
        OperationKind.PROVISION,
        accepted("Retry-After", "30"),
        WaitLimits.DEFAULT,
        IN_PROGRESS,
        SUCCEEDED);
    assertEquals(seconds(30, 2), clock.pauses());
  }

  @Test
  void retry_after_of_an_error_counts_too() {
    create(new Reply(503, "", "Retry-After", "20"), SUCCEEDED);
    assertEquals(seconds(1, 20), clock.pauses());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1",
    "' 5 ', 5",
    "007, 7",
    "86400, 86400",
    "86401, 86400",
    "999999999, 86400",
    "99999999999999999999999, 86400",
    "-1,",
    "+1,",
    "1.5,",
    "'',",
    "soon,",
    "'Wed, 21 Oct 2026 07:28:00 GMT',",
    "1 2,",
    "٣,"
  })
  void retry_after_is_seconds_up_to_a_day(String value, Long seconds) {
    var found = accepted("Retry-After", value).response().flatMap(Poller::retryAfter);
    assertEquals(Optional.ofNullable(seconds).map(Duration::ofSeconds), found);
  }

  @Test
  void broker_that_wants_no_pause_gets_a_short_one() {
    create(new Reply(200, "{\"state\": \"in progress\"}", "Retry-After", "0"), SUCCEEDED);
    assertEquals(List.of(Duration.ofSeconds(1), Duration.ofMillis(50)), clock.pauses());
  }

  @Test
  void broker_that_wants_no_pause_for_ever_is_not_asked_in_haste_for_ever() {
    var now = new Reply(200, "{\"state\": \"in progress\"}", "Retry-After", "0");
    create(Collections.nCopies(120, now).toArray(Reply[]::new));
    assertEquals(99, Collections.frequency(clock.pauses(), Duration.ofMillis(50)));
  }

  @Test
  void broker_in_trouble_is_given_time_whatever_it_says() {
    create(
        new Reply(429, "", "Retry-After", "0"), new Reply(503, "", "Retry-After", "0"), SUCCEEDED);
    assertEquals(seconds(1, 2, 4), clock.pauses());
  }

  @Test
  void wait_ends_when_the_time_is_up_after_one_last_look() {
    var limits = WaitLimits.DEFAULT.withTimeout(Optional.of(Duration.ofSeconds(5)));
    var result = await(OperationKind.PROVISION, null, limits, IN_PROGRESS);
    var gaveUp = assertInstanceOf(WaitResult.GaveUp.class, result);
    assertEquals(seconds(1, 2, 2), clock.pauses());
    assertEquals(Duration.ofSeconds(5), gaveUp.after());
    assertEquals("200 in progress", gaveUp.lastSeen());
  }

  @Test
  void last_look_can_find_the_end() {
    var limits = WaitLimits.DEFAULT.withTimeout(Optional.of(Duration.ofMillis(300)));
    var result = await(OperationKind.PROVISION, null, limits, SUCCEEDED);
    assertInstanceOf(WaitResult.Succeeded.class, result);
    assertEquals(List.of(Duration.ofMillis(300)), clock.pauses());
  }

  @Test
  void broker_is_not_polled_before_it_wants_to_be() {
    var limits = WaitLimits.DEFAULT.withTimeout(Optional.of(Duration.ofSeconds(5)));
    var later = new Reply(200, "{\"state\": \"in progress\"}", "Retry-After", "60");
    var told = new ArrayList<Duration>();
    var result = await(clock, OperationKind.PROVISION, null, limits, told, later, SUCCEEDED);
    assertEquals(Duration.ofSeconds(1), assertInstanceOf(WaitResult.GaveUp.class, result).after());
    assertEquals(seconds(1), clock.pauses());
    assertEquals(List.of(Duration.ZERO), told);
  }

  @Test
  void no_time_is_up_at_once() {
    var limits = WaitLimits.DEFAULT.withTimeout(Optional.of(Duration.ZERO));
    var result = await(OperationKind.PROVISION, null, limits, SUCCEEDED);
    assertEquals("accepted", assertInstanceOf(WaitResult.GaveUp.class, result).lastSeen());
    assertEquals(List.of(), clock.pauses());
  }

  @Test
  void without_a_limit_the_wait_goes_on() {
    var limits = WaitLimits.DEFAULT.withTimeout(Optional.empty());
    var result = await(OperationKind.PROVISION, null, limits, times(100, IN_PROGRESS, SUCCEEDED));
    assertInstanceOf(WaitResult.Succeeded.class, result);
  }

  @Test
  void plan_can_shorten_the_wait_but_not_lengthen_it() {
    var own = WaitLimits.DEFAULT.withTimeout(Optional.of(Duration.ofMinutes(10)));
    assertEquals(own, own.atMost(Optional.empty()));
    assertEquals(own, own.atMost(Optional.of(Duration.ofHours(1))));
    assertEquals(
        Optional.of(Duration.ofSeconds(20)),
        own.atMost(Optional.of(Duration.ofSeconds(20))).timeout());
    assertEquals(
        Optional.of(Duration.ofHours(1)),
        own.withTimeout(Optional.empty()).atMost(Optional.of(Duration.ofHours(1))).timeout());
    var result =
        await(
            OperationKind.PROVISION,
            null,
            own.atMost(Optional.of(Duration.ofSeconds(20))),
            IN_PROGRESS);
    assertEquals(Duration.ofSeconds(20), assertInstanceOf(WaitResult.GaveUp.class, result).after());
  }

  @Test
  void absurd_limits_do_not_overflow() {
    var limits = WaitLimits.DEFAULT.atMost(Optional.of(Duration.ofSeconds(Long.MAX_VALUE)));
    assertEquals(WaitLimits.DEFAULT, limits);
    var endless =
        WaitLimits.DEFAULT
            .withTimeout(Optional.empty())
            .atMost(Optional.of(Duration.ofSeconds(Long.MAX_VALUE)));
    var result = await(OperationKind.PROVISION, null, endless, IN_PROGRESS, SUCCEEDED);
    assertInstanceOf(WaitResult.Succeeded.class, result);
  }

  @ParameterizedTest
  @ValueSource(ints = {410, 404})
  void a17_gone_ends_a_delete(int status) {
    assertInstanceOf(WaitResult.Succeeded.class, delete(IN_PROGRESS, new Reply(status, "{}")));
    assertInstanceOf(
        WaitResult.Succeeded.class,
        await(OperationKind.UNBIND, null, WaitLimits.DEFAULT, new Reply(status, "")));
  }

  static List<Reply> answer_without_a_state_does_not_end_a_create() {
    return List.of(
        new Reply(404, "{}"),
        new Reply(410, "{}"),
        new Reply(400, "{}"),
        new Reply(401, ""),
        new Reply(500, "{\"state\": \"succeeded\"}"),
        new Reply(503, "<html>"),
        new Reply(201, "{\"state\": \"succeeded\"}"),
        new Reply(202, "{\"state\": \"failed\"}"),
        new Reply(200, ""),
        new Reply(200, "garbage"),
        new Reply(200, "[]"),
        new Reply(200, "{\"state\": \"done\"}"),
        new Reply(200, "{\"state\": \"Succeeded\"}"),
        new Reply(200, "{\"state\": 5}"),
        new Reply(200, "{\"state\": null}"));
  }

  @ParameterizedTest
  @MethodSource
  void answer_without_a_state_does_not_end_a_create(Reply reply) {
    assertInstanceOf(WaitResult.Succeeded.class, create(reply, SUCCEEDED));
    assertEquals(2, clock.pauses().size(), "went on after it");
  }

  @Test
  void silence_does_not_end_a_create() {
    // The HTTP client asks a second time by itself.
    assertInstanceOf(WaitResult.Succeeded.class, create(Reply.none(), Reply.none(), SUCCEEDED));
    assertEquals(2, clock.pauses().size());
  }

  @Test
  void broken_answer_does_not_end_a_delete() {
    delete(new Reply(500, ""), new Reply(200, "{}"), new Reply(410, ""));
    assertEquals(3, clock.pauses().size());
  }

  @Test
  void failure_is_told_in_the_words_of_the_broker() {
    var failed =
        assertInstanceOf(
            WaitResult.Failed.class,
            create(new Reply(200, "{\"state\": \"failed\", \"description\": \"No room.\"}")));
    assertEquals("No room.", failed.description());
    var mute = create(new Reply(200, "{\"state\": \"failed\", \"description\": 5}"));
    assertEquals("", assertInstanceOf(WaitResult.Failed.class, mute).description());
  }

  @Test
  void every_poll_is_told_with_the_pause_that_follows() {
    var told = new ArrayList<Duration>();
    await(clock, OperationKind.PROVISION, null, WaitLimits.DEFAULT, told, IN_PROGRESS, SUCCEEDED);
    assertEquals(seconds(2, 4), told);
  }

  @Test
  void interrupted_sleep_ends_the_wait() {
    Sleeper interrupted =
        pause -> {
          throw new InterruptedException();
        };
    var result =
        await(
            interrupted,
            OperationKind.PROVISION,
            null,
            WaitLimits.DEFAULT,
            new ArrayList<>(),
            SUCCEEDED);
    assertInstanceOf(WaitResult.Interrupted.class, result);
    assertTrue(keptInterrupt, "the interrupt is kept for the caller");
  }

  @Test
  void interrupted_poll_ends_the_wait() {
    Sleeper interrupting = pause -> Thread.currentThread().interrupt();
    var result =
        await(
            interrupting,
            OperationKind.PROVISION,
            null,
            WaitLimits.DEFAULT,
            new ArrayList<>(),
            SUCCEEDED);
    assertInstanceOf(WaitResult.Interrupted.class, result);
    assertTrue(keptInterrupt, "the interrupt is kept for the caller");
  }

  @Test
  void key_is_sent_back_percent_encoded() {
    Mutation provision = Requests.deprovision("i", "s", "p");
    var poll = Poller.poll(provision, "s", "p", "a b&c=d/é");
    assertEquals(
        "/v2/service_instances/i/last_operation"
            + "?service_id=s&plan_id=p&operation=a%20b%26c%3Dd%2F%C3%A9",
        Wire.render(poll).target());
  }

  @Test
  void a09_key_that_cannot_be_sent_is_left_out() {
    var unbind = Requests.unbind("i", "b", "s", "p");
    var poll = new PollBinding("i", "b", Query.of("service_id", "s", "plan_id", "p"));
    assertEquals(poll, Poller.poll(unbind, "s", "p", null));
    assertEquals(poll, Poller.poll(unbind, "s", "p", ""));
  }
}
