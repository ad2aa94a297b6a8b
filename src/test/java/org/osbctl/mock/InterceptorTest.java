package org.osbctl.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import mockwebserver3.SocketEffect;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osbctl.http.HttpRequestData;
import org.osbctl.http.HttpResponseData;
import org.osbctl.lifecycle.ResourceState;
import org.osbctl.operation.Operation.Deprovision;
import org.osbctl.operation.Operation.GetCatalog;

class InterceptorTest {
  private @Nullable MockBroker broker;

  @AfterEach
  void close() {
    if (broker != null) {
      broker.close();
    }
  }

  private Platform platform(Interceptor... interceptors) {
    var options = MockOptions.defaults();
    for (var each : interceptors) {
      options = options.withInterceptor(each);
    }
    broker = MockBroker.start(options);
    return new Platform(broker);
  }

  @Test
  void bends_the_answer_of_the_model() {
    Interceptor teapot =
        (request, next) -> {
          var answer = next.proceed(request);
          var meant = answer.response();
          return answer.with(new HttpResponseData(418, meant.headers(), meant.body()));
        };
    var platform = platform(teapot);
    assertEquals(418, platform.get("/v2/catalog").status());
  }

  @Test
  void changes_the_request_so_that_the_model_does_not_see_who_asks() {
    Interceptor trusting =
        (request, next) ->
            request.operation() instanceof GetCatalog
                ? next.proceed(
                    request.with(
                        new HttpRequestData(
                            request.http().method(),
                            request.http().uri(),
                            request
                                .http()
                                .headers()
                                .overriddenBy(request.mock().authentication().headers()),
                            request.http().body())))
                : next.proceed(request);
    var platform = platform(trusting);
    assertEquals(200, platform.get("/v2/catalog", "Authorization", "Basic eDp5").status());
    assertEquals(401, platform.get(Platform.path("i"), "Authorization", "Basic eDp5").status());
  }

  @Test
  void answers_itself_and_leaves_the_instance() {
    Interceptor forgetful =
        (request, next) ->
            request.operation() instanceof Deprovision
                ? MockAnswer.json(200, org.osbctl.spec.Json.object())
                : next.proceed(request);
    var platform = platform(forgetful);
    platform.provision("i", "mock-database/small");
    assertEquals(200, platform.remove("i", "mock-database/small").status());
    assertEquals(ResourceState.Ready.class, platform.broker().state().instance("i").getClass());
    assertEquals(200, platform.get(Platform.path("i")).status());
  }

  @Test
  void cuts_the_connection() {
    Interceptor cut =
        (request, next) ->
            next.proceed(request)
                .with((WireEffect) answer -> answer.onResponseBody(new SocketEffect.CloseSocket()));
    var platform = platform(cut);
    var failure = assertThrows(UncheckedIOException.class, () -> platform.get("/v2/catalog"));
    assertNotNull(failure.getCause());
  }

  @Test
  void stands_the_farther_out_the_earlier_it_was_added() {
    List<String> seen = Collections.synchronizedList(new ArrayList<>());
    var platform =
        platform(
            (request, next) -> {
              seen.add("first");
              return next.proceed(request);
            },
            (request, next) -> {
              seen.add("second");
              return next.proceed(request);
            });
    platform.get("/v2/catalog");
    assertEquals(List.of("first", "second"), seen);
  }

  @Test
  void that_throws_is_told_and_does_not_end_the_mock() {
    var platform =
        platform(
            (request, next) -> {
              throw new IllegalStateException("broken interceptor");
            });
    for (int i = 0; i < 2; i++) {
      var reply = platform.get("/v2/catalog");
      assertEquals(500, reply.status());
      assertEquals(
          "The mock itself has failed: java.lang.IllegalStateException: broken interceptor.",
          reply.text("/description"));
    }
  }
}
