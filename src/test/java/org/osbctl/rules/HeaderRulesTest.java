package org.osbctl.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.osbctl.rules.Exchanges.*;
import static org.osbctl.rules.Exchanges.Said.*;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osbctl.operation.Operation.GetCatalog;
import org.osbctl.spec.ApiVersion;

class HeaderRulesTest {
  private static final String IDENTITY = "X-Broker-API-Request-Identity";

  @Test
  void the_request_identity_comes_back() {
    var id = "request-identity.echoed";
    assertEquals(
        MET, latest().with(IDENTITY, "r1").then(fetch(), 404, "", IDENTITY, "r1").says(id));
    assertEquals(
        VIOLATED, latest().with(IDENTITY, "r1").then(fetch(), 404, "", IDENTITY, "r2").says(id));
    assertEquals(VIOLATED, latest().with(IDENTITY, "r1").then(fetch(), 404, "").says(id));
    assertEquals(NOTHING, latest().then(fetch(), 404, "").says(id));
    assertEquals(NOTHING, latest().with(IDENTITY, "r1").unanswered(fetch()).says(id));
  }

  @Test
  void bodies_are_labelled_as_json() {
    var id = "content-type.response-is-json";
    assertEquals(
        MET, latest().then(provision(), 201, "{}", "Content-Type", "application/json").says(id));
    assertEquals(
        MET,
        latest()
            .then(provision(), 400, "{}", "content-type", "Application/JSON; charset=utf-8")
            .says(id));
    assertEquals(
        VIOLATED, latest().then(provision(), 201, "{}", "Content-Type", "text/plain").says(id));
    assertEquals(
        VIOLATED, latest().then(provision(), 400, "no", "Content-Type", "text/html").says(id));
    assertEquals(VIOLATED, latest().then(provision(), 201, "{}", new String[0]).says(id));
    assertEquals(NOTHING, latest().then(provision(), 401, "", new String[0]).says(id));
    assertEquals(
        NOTHING, latest().then(provision(), 502, "<html>", "Content-Type", "text/html").says(id));
  }

  @Test
  void json_that_parsers_do_not_read_alike_is_told_of() {
    var id = "content-type.json-is-read-alike";
    assertEquals(MET, latest().then(provision(), 202, "{\"operation\": \"a\"}").says(id));
    for (var odd :
        List.of(
            "{\"operation\": \"a\", \"operation\": \"b\"}", "\uFEFF{}", "{\"x\": \"\\ud83d\"}")) {
      assertEquals(VIOLATED, latest().then(provision(), 202, odd).says(id), odd);
      assertEquals(NOTHING, latest().then(provision(), 502, odd).says(id), odd);
    }
    assertEquals(NOTHING, latest().then(provision(), 202, "no JSON").says(id));
    assertEquals(NOTHING, latest().then(provision(), 202, "").says(id));
  }

  @Test
  void traffic_is_protected_by_tls_and_authenticated() {
    var id = "auth.tls-and-authentication";
    assertEquals(MET, authenticated().then(fetch(), 404, "{}").says(id));
    assertEquals(
        VIOLATED, authenticated().to("http://broker.example").then(fetch(), 404, "{}").says(id));
    assertEquals(NOTHING, latest().then(fetch(), 404, "{}").says(id));
  }

  @Test
  void tls_is_asked_for_except_on_this_machine() {
    var id = "auth.tls-required";
    assertEquals(MET, at(ApiVersion.V2_14).then(fetch(), 404, "{}").says(id));
    assertEquals(
        VIOLATED, at(ApiVersion.V2_14).to("http://10.0.0.7:80").then(fetch(), 404, "{}").says(id));
    assertEquals(NOTHING, at(ApiVersion.V2_14).unanswered(fetch()).says(id));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:8080",
        "http://127.0.0.1:1",
        "http://[::1]:1",
        "http://a.localhost"
      })
  void plain_http_on_this_machine_is_let_pass(String url) {
    var talk = at(ApiVersion.V2_14).to(url).then(fetch(), 404, "{}");
    assertEquals(NOTHING, talk.says("auth.tls-required"));
    assertEquals(NOTHING, talk.says("auth.tls-and-authentication"));
  }

  @ParameterizedTest
  @CsvSource({"task_10~a.B-1, MET", "task 10, VIOLATED", "a/b, VIOLATED", "ü, VIOLATED"})
  void operations_need_no_encoding(String key, Exchanges.Said said) {
    assertEquals(
        said,
        latest()
            .then(provision(), 202, "{'operation':'" + key + "'}")
            .says("url.ids-unreserved-characters"));
  }

  @Test
  void ids_of_the_catalog_need_no_encoding() {
    var id = "url.ids-unreserved-characters";
    assertEquals(MET, latest().then(new GetCatalog(), 200, CATALOG).says(id));
    var talk =
        latest()
            .then(
                new GetCatalog(),
                200,
                "{'services':[{'id':'ok','plans':[{'id':'a b'}]},{'id':'fine','plans':[]}]}");
    assertEquals("/services/0/plans/0/id", talk.violation(id).pointer());
    assertEquals(NOTHING, latest().then(new GetCatalog(), 200, "{'services':[]}").says(id));
    assertEquals(NOTHING, latest().then(provision(), 202, "{}").says(id));
    assertEquals(NOTHING, latest().then(provision(), 201, "{'operation':'a b'}").says(id));
  }

  @Test
  void a_strange_answer_is_no_trouble() {
    for (var body :
        List.of(
            "",
            "no",
            "[]",
            "1",
            "null",
            "{'services':7}",
            "{'services':[1,{'id':1,'plans':[2]}]}")) {
      assertEquals(
          NOTHING,
          latest().then(new GetCatalog(), 200, body).says("url.ids-unreserved-characters"));
    }
  }
}
