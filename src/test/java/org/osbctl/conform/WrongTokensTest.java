package org.osbctl.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.osbctl.client.Caller;
import org.osbctl.client.WaitLimits;
import org.osbctl.http.Authentication;
import org.osbctl.http.ExaminedTokens;
import org.osbctl.http.Target;
import org.osbctl.http.TokenHeader;
import org.osbctl.http.Transport;
import org.osbctl.http.TransportOptions;
import org.osbctl.mock.MockBroker;
import org.osbctl.mock.MockOptions;
import org.osbctl.mock.fault.FaultInterceptor;
import org.osbctl.mock.fault.Faults;
import org.osbctl.samples.FakeClock;
import org.osbctl.spec.ApiVersion;

/** Brokers behind tokens that look at less than all of a token are found out. */
class WrongTokensTest {
  private static final URI KEYSTONE = URI.create("http://keystone.example.com:5000/v3");
  private static final String HEAD = part("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
  private static final String CLAIMS = part("{\"sub\":\"osbctl\",\"exp\":4102444800}");
  private static final String JWT = HEAD + "." + CLAIMS + ".c2lnbmF0dXJl";
  private static final String EXPIRED = "was-right-until-yesterday";

  private static String part(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String claims(String token) {
    return new String(
        Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
  }

  /** Brokers, each with what it takes for a right token. */
  static Stream<Arguments> brokers() {
    Predicate<String> right = JWT::equals;
    return Stream.of(
        Arguments.of("healthy", right, true),
        Arguments.of("any token", (Predicate<String>) token -> true, false),
        Arguments.of(
            "the beginning counts", (Predicate<String>) token -> token.startsWith(JWT), false),
        Arguments.of(
            "no signature is a signature",
            right.or(token -> token.endsWith(".") && claims(token).contains("osbctl")),
            false),
        Arguments.of(
            "signatures are not looked at",
            right.or(token -> token.endsWith(".c2lnbmF0dXJl") && claims(token).contains("osbctl")),
            false),
        Arguments.of("time does not count", right.or(EXPIRED::equals), false));
  }

  @ParameterizedTest(name = "{0}, in {displayName}")
  @MethodSource("brokers")
  void a_broker_is_judged_by_the_tokens_it_takes(
      String name, Predicate<String> valid, boolean healthy) {
    assertEquals(
        healthy ? List.of() : List.of("auth.every-request-checked", "auth.failure-is-401"),
        failed(MockOptions.defaults(), valid, TokenHeader.BEARER),
        name);
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.ValueSource(
      strings = {
        "credentials-not-checked",
        "no-authentication-on-deprovision",
        "authenticated-once",
        "wrong-credentials-are-403"
      })
  void faults_of_the_mock_show_behind_tokens_too(String fault) {
    var faulty =
        MockOptions.defaults()
            .withInterceptor(new FaultInterceptor(List.of(Faults.bundled().select(fault))));
    assertTrue(
        failed(faulty, JWT::equals, TokenHeader.X_AUTH_TOKEN).contains("auth.failure-is-401"));
  }

  private static List<String> failed(
      MockOptions options, Predicate<String> valid, TokenHeader header) {
    var clock = new FakeClock();
    var examined = new ExaminedTokens(valid, KEYSTONE);
    try (var broker = MockBroker.start(options.withAuthentication(examined), clock);
        var transport = new Transport(TransportOptions.DEFAULT, clock)) {
      var target =
          new Target(broker.url(), new Authentication.Bearer(JWT, header)).withExpired(EXPIRED);
      var runner =
          new Runner(
              transport,
              target,
              Caller.of(ApiVersion.LATEST),
              clock,
              clock,
              heard -> {},
              CreatedListener.none());
      runner.fetchCatalog();
      var plain =
          new RunOptions(true, List.of(), List.of(), false, Map.of(), 1, WaitLimits.DEFAULT)
              .withSelection(new Selection(List.of("auth.*"), List.of()));
      var result = runner.run(Planner.plan(runner.catalog(), plain, ApiVersion.LATEST), plain);
      var failed = new ArrayList<String>();
      result.requirements().stream()
          .filter(each -> each.verdict() == Verdict.FAILED)
          .forEach(each -> failed.add(each.requirement().id()));
      return failed;
    }
  }

  @Test
  void what_is_no_jwt_is_changed_and_replaced_only() {
    var wrong = WrongTokens.of("opaque-token", TokenHeader.BEARER, Optional.empty());
    assertEquals(3, wrong.size());
    assertEquals(6, WrongTokens.of(JWT, TokenHeader.BEARER, Optional.of("old")).size());
    assertEquals(4, WrongTokens.of("eyJ.no base64.x", TokenHeader.BEARER, Optional.empty()).size());
  }
}
