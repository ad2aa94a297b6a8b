package org.osbctl.rules.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.osbctl.rules.platform.Talk.*;
import static org.osbctl.rules.platform.Talk.Said.*;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osbctl.http.Headers;
import org.osbctl.lifecycle.Known;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Catalog;

class PlatformHeaderRulesTest {
  private static final String VERSION = "X-Broker-API-Version";
  private static final String REQUEST_IDENTITY = "X-Broker-API-Request-Identity";
  private static final String GUID = "3f8b1a2c-0d4e-4f60-9a7b-1c2d3e4f5a6b";

  @Test
  void every_request_names_its_version() {
    var id = "version.header-sent";
    assertEquals(MET, latest().get("/v2/catalog", 200, CATALOG).says(id));
    assertEquals(VIOLATED, latest().without(VERSION).get("/v2/catalog", 200, CATALOG).says(id));
    assertEquals(NOTHING, latest().without(VERSION).get("/favicon.ico", 404, "").says(id));
  }

  @ParameterizedTest
  @CsvSource({
    "2.17, MET",
    "2.13, MET",
    "3.0, MET",
    "v2.17, VIOLATED",
    "2.17.0, VIOLATED",
    "2, VIOLATED",
    "latest, VIOLATED"
  })
  void version_is_major_and_minor(String version, Said said) {
    var talk = latest().with(VERSION, version).get("/v2/catalog", 200, CATALOG);
    assertEquals(said, talk.says("version.header-is-major-minor"));
  }

  @Test
  void missing_version_has_no_shape() {
    var talk = latest().without(VERSION).get("/v2/catalog", 200, CATALOG);
    assertEquals(NOTHING, talk.says("version.header-is-major-minor"));
  }

  @Test
  void request_identity_once_sent_is_sent_always() {
    var id = "request-identity.sent-always";
    var talk = latest().get("/v2/catalog", 200, CATALOG);
    assertEquals(NOTHING, talk.says(id));
    assertEquals(MET, talk.with(REQUEST_IDENTITY, GUID).provisioned().says(id));
    assertEquals(VIOLATED, talk.get("/v2/catalog", 200, CATALOG).saysLast(id));
    assertEquals(NOTHING, talk.with("User-Agent", "curl").get("/v2/catalog", 200, "").saysLast(id));
  }

  @Test
  void request_identity_is_new_in_2_15() {
    var talk =
        at(ApiVersion.V2_14)
            .with(REQUEST_IDENTITY, GUID)
            .get("/v2/catalog", 200, CATALOG)
            .get("/v2/catalog", 200, CATALOG);
    assertEquals(List.of(), talk.violated());
  }

  @Test
  void request_identity_has_one_value() {
    var id = "request-identity.single-value";
    assertEquals(MET, latest().with(REQUEST_IDENTITY, GUID).provisioned().says(id));
    assertEquals(
        VIOLATED,
        latest()
            .with(REQUEST_IDENTITY, GUID)
            .withAnother(REQUEST_IDENTITY, GUID)
            .provisioned()
            .says(id));
    assertEquals(NOTHING, latest().provisioned().says(id));
  }

  @Test
  void request_identity_is_not_empty() {
    var id = "request-identity.non-empty";
    assertEquals(MET, latest().with(REQUEST_IDENTITY, "x").provisioned().says(id));
    assertEquals(VIOLATED, latest().with(REQUEST_IDENTITY, " ").provisioned().says(id));
    assertEquals(NOTHING, latest().provisioned().says(id));
  }

  @Test
  void request_identity_is_a_guid() {
    var id = "request-identity.is-guid";
    assertEquals(MET, latest().with(REQUEST_IDENTITY, GUID).provisioned().says(id));
    assertEquals(VIOLATED, latest().with(REQUEST_IDENTITY, "request-7").provisioned().says(id));
    assertEquals(NOTHING, latest().with(REQUEST_IDENTITY, "").provisioned().says(id));
  }

  @Test
  void basic_credentials_are_on_every_request() {
    var id = "auth.basic-credentials-sent";
    assertEquals(MET, latest().provisioned().says(id));
    assertEquals(VIOLATED, latest().without("Authorization").provisioned().says(id));
    assertEquals(VIOLATED, latest().with("Authorization", "Bearer token").provisioned().says(id));
    assertEquals(VIOLATED, latest().with("Authorization", "Basic ###").provisioned().says(id));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer secret"})
  void other_agreements_are_let_pass(String agreed) {
    var credentials = agreed.isEmpty() ? Headers.NONE : Headers.of("Authorization", agreed);
    var judge =
        new PlatformJudge(new Known(ApiVersion.LATEST, new Catalog(json(CATALOG)), credentials));
    var exchange = Exchanged.get("/v2/catalog", Headers.of(VERSION, "2.17"));
    assertEquals(List.of(), judge.judge(exchange));
  }

  @ParameterizedTest
  @CsvSource({
    INSTANCE + ", NOTHING",
    "/v2/service_instances/a%20b, MET",
    "/v2/service_instances/a:b, VIOLATED",
    INSTANCE + "/last_operation?operation=op%2F1&service_id=db, MET",
    INSTANCE + "/last_operation?operation=op/1, VIOLATED",
    INSTANCE + "/last_operation?operation=op+1, VIOLATED",
    INSTANCE + "/last_operation?other=a:b, NOTHING",
    "/prefix/a:b" + BINDING + ", NOTHING",
    "/v2/catalog?operation=a:b, NOTHING"
  })
  void other_characters_are_percent_encoded(String target, Said said) {
    assertEquals(said, latest().get(target, 404, "{}").says("url.other-characters-encoded"));
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, MET",
    "Application/JSON; charset=utf-8, MET",
    "text/plain, VIOLATED",
    "application/x-www-form-urlencoded, VIOLATED",
    "application/jsonx, VIOLATED"
  })
  void bodies_are_labelled_as_json(String type, Said said) {
    var talk = latest().with("Content-Type", type).provisioned();
    assertEquals(said, talk.says("content-type.request-is-json"));
  }

  @Test
  void body_without_label_is_noticed_and_no_body_needs_none() {
    var id = "content-type.request-is-json";
    assertEquals(VIOLATED, latest().without("Content-Type").provisioned().says(id));
    assertEquals(NOTHING, latest().get("/v2/catalog", 200, CATALOG).says(id));
    assertEquals(NOTHING, at(ApiVersion.V2_13).without("Content-Type").provisioned().says(id));
  }
}
