package org.osbctl.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.osbctl.rules.Exchanges.*;
import static org.osbctl.rules.Exchanges.Said.*;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osbctl.operation.Operation.Bind;

class BindRulesTest {
  private static final String PLAIN = "{'service_id':'db','plan_id':'small'}";
  private static final String SECRET = "{'credentials':{'password':'two'}}";
  private static final String DONE = "{'state':'succeeded'}";

  private static Exchanges ofLogs() {
    return latest().then(provision("i", "{'service_id':'logs','plan_id':'logs-plan'}"), 201, "{}");
  }

  private static Bind toApp(String id) {
    return bind(id, "{'service_id':'logs','plan_id':'logs-plan','bind_resource':{'app_guid':'a'}}");
  }

  private static Bind toRoute(String id) {
    return bind(
        id, "{'service_id':'logs','plan_id':'logs-plan','bind_resource':{'route':'r.example'}}");
  }

  @Test
  void a_plan_that_is_not_bindable_need_not_be_refused() {
    var id = "bind.bindable-declared";
    var fixed = "{'service_id':'db','plan_id':'fixed'}";
    assertEquals(
        MET,
        latest().then(provision("i", fixed), 201, "{}").then(bind("b", fixed), 400, "{}").says(id));
    assertEquals(
        MET,
        latest().then(provision("i", fixed), 201, "{}").then(bind("b", fixed), 201, "{}").says(id));
    assertEquals(NOTHING, latest().bound().says(id));
  }

  @Test
  void a_service_with_credentials_returns_them() {
    var id = "bind.credentials-returned";
    assertEquals(MET, latest().bound().says(id));
    assertEquals(VIOLATED, latest().bound().then(bind("c", PLAIN), 201, "{}").says(id));
    assertEquals(
        VIOLATED,
        latest().provisioned().then(bind(), 201, "{}").then(fetchBinding(), 200, SECRET).says(id));
    assertEquals(NOTHING, latest().provisioned().then(bind(), 201, "{}").says(id));
    assertEquals(MET, latest().bound().then(bind(), 200, "{}").says(id));
    assertEquals(NOTHING, latest().bound().then(bind("c", PLAIN), 202, "{}").saysLast(id));
  }

  @Test
  void data_is_returned_at_least_once() {
    var id = "bind.data-returned-at-least-once";
    assertEquals(MET, latest().bound().then(fetchBinding(), 200, "{}").says(id));
    assertEquals(
        VIOLATED,
        latest()
            .bound()
            .then(bind("c", PLAIN), 202, "{}")
            .then(fetchBinding("c"), 200, "{}")
            .says(id));
    assertEquals(
        NOTHING,
        latest().provisioned().then(bind(), 201, "{}").then(fetchBinding(), 200, "{}").says(id));
  }

  @Test
  void an_asynchronous_bind_without_a_fetch_loses_the_data() {
    var id = "bind.data-returned-at-least-once";
    assertEquals(
        VIOLATED, ofLogs().then(toApp("b"), 202, "{}").then(pollBinding(), 200, DONE).says(id));
    assertEquals(
        NOTHING, ofLogs().then(toRoute("b"), 202, "{}").then(pollBinding(), 200, DONE).says(id));
    assertEquals(
        NOTHING,
        latest().provisioned().then(bind(), 202, "{}").then(pollBinding(), 200, DONE).says(id));
  }

  @Test
  void endpoints_are_listed_where_there_are_addresses() {
    var id = "bind.endpoints-listed";
    var host = "'credentials':{'host':'h','port':1}";
    assertEquals(VIOLATED, latest().provisioned().then(bind(), 201, "{" + host + "}").says(id));
    assertEquals(
        MET, latest().provisioned().then(bind(), 201, "{" + host + ",'endpoints':[]}").says(id));
    assertEquals(NOTHING, latest().bound().says(id));
  }

  @Test
  void two_bindings_have_credentials_of_their_own() {
    var id = "bind.credentials-unique";
    assertEquals(MET, latest().bound().then(bind("c", PLAIN), 201, SECRET).says(id));
    assertEquals(
        VIOLATED,
        latest()
            .bound()
            .then(bind("c", PLAIN), 201, "{'credentials':{'password':'one'}}")
            .says(id));
    assertEquals(
        NOTHING,
        latest().bound().then(fetchBinding(), 200, "{'credentials':{'password':'one'}}").says(id));
    assertEquals(
        NOTHING,
        latest()
            .bound()
            .then(unbind(), 200, "{}")
            .then(bind("c", PLAIN), 201, "{'credentials':{'password':'one'}}")
            .says(id));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bind.log-drain-url-returned | {'syslog_drain_url':'s'}",
        "bind.volume-mounts-returned | {'volume_mounts':[{}]}"
      })
  void what_an_offering_asks_permission_for_is_returned(String id, String body) {
    assertEquals(MET, ofLogs().then(toApp("b"), 201, body).says(id));
    assertEquals(VIOLATED, ofLogs().then(toApp("b"), 201, "{}").says(id));
    assertEquals(NOTHING, ofLogs().then(toRoute("b"), 201, "{}").says(id));
    assertEquals(NOTHING, latest().bound().says(id));
  }

  @Test
  void a_route_service_that_proxies_does_so_every_time() {
    var id = "bind.route-service-url-returned";
    var url = "{'route_service_url':'https://r'}";
    assertEquals(MET, ofLogs().then(toRoute("b"), 201, url).says(id));
    assertEquals(
        VIOLATED, ofLogs().then(toRoute("b"), 201, url).then(toRoute("c"), 201, "{}").says(id));
    assertEquals(NOTHING, ofLogs().then(toRoute("b"), 201, "{}").says(id));
    assertEquals(NOTHING, ofLogs().then(toApp("b"), 201, "{}").says(id));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bind.log-drain-only-if-required | {'syslog_drain_url':'s'}",
        "bind.route-only-if-required | {'route_service_url':'s'}",
        "bind.route-service-declares-permission | {'route_service_url':'s'}",
        "bind.volumes-only-if-required | {'volume_mounts':[{}]}"
      })
  void special_members_need_a_permission(String id, String body) {
    assertEquals(VIOLATED, latest().provisioned().then(bind(), 201, body).says(id));
    assertEquals(MET, ofLogs().then(toApp("b"), 201, body).says(id));
    assertEquals(NOTHING, latest().bound().says(id));
    assertEquals(NOTHING, latest().provisioned().then(bind(), 400, body).says(id));
  }

  @Test
  void special_members_of_a_fetched_binding_need_a_permission() {
    var id = "fetch-binding.special-members-only-if-required";
    assertEquals(
        VIOLATED, latest().bound().then(fetchBinding(), 200, "{'volume_mounts':[{}]}").says(id));
    assertEquals(
        NOTHING, latest().bound().then(fetchBinding(), 200, "{'volume_mounts':[]}").says(id));
    assertEquals(
        MET,
        ofLogs()
            .then(toApp("b"), 201, "{}")
            .then(fetchBinding(), 200, "{'syslog_drain_url':'s'}")
            .says(id));
  }

  @Test
  void a_bind_without_the_app_it_needs_is_refused_with_422() {
    var id = "bind.requires-app";
    assertEquals(MET, latest().provisioned().then(bind(), 422, "{'error':'RequiresApp'}").says(id));
    assertEquals(
        VIOLATED, latest().provisioned().then(bind(), 400, "{'error':'RequiresApp'}").says(id));
    assertEquals(VIOLATED, appHelpedAfter(400, "{}").says(id));
    assertEquals(NOTHING, latest().provisioned().then(bind(), 400, "{}").says(id));
    assertEquals(NOTHING, latest().bound().says(id));
  }

  @Test
  void a_refusal_for_want_of_an_app_has_its_code() {
    var id = "bind.requires-app-has-code";
    assertEquals(MET, latest().provisioned().then(bind(), 422, "{'error':'RequiresApp'}").says(id));
    assertEquals(VIOLATED, appHelpedAfter(422, "{'error':'NoApp'}").says(id));
    assertEquals(NOTHING, appHelpedAfter(422, "{'error':'ConcurrencyError'}").says(id));
    assertEquals(NOTHING, latest().provisioned().then(bind(), 422, "{}").says(id));
  }

  private static Exchanges appHelpedAfter(int status, String body) {
    return latest()
        .provisioned()
        .then(bind(), status, body)
        .then(
            bind("b", "{'service_id':'db','plan_id':'small','bind_resource':{'app_guid':'a'}}"),
            201,
            "{}");
  }

  @Test
  void a_fetch_shows_the_credentials_of_an_asynchronous_bind() {
    var id = "fetch-binding.credentials-of-async-bind";
    assertEquals(MET, asynchronouslyBound().then(fetchBinding("b"), 200, SECRET).says(id));
    assertEquals(VIOLATED, asynchronouslyBound().then(fetchBinding("b"), 200, "{}").says(id));
    assertEquals(
        MET,
        asynchronouslyBound()
            .then(fetchBinding("b"), 200, SECRET)
            .then(fetchBinding("b"), 200, "{}")
            .says(id));
    assertEquals(NOTHING, latest().bound().then(fetchBinding(), 200, "{}").says(id));
    assertEquals(
        NOTHING,
        latest()
            .provisioned()
            .then(bind(), 202, "{}")
            .then(pollBinding(), 200, DONE)
            .then(fetchBinding(), 200, "{}")
            .says(id));
  }

  private static Exchanges asynchronouslyBound() {
    return latest()
        .provisioned()
        .then(bind("c", PLAIN), 201, "{'credentials':{'password':'one'}}")
        .then(bind("b", PLAIN), 202, "{}")
        .then(pollBinding(), 200, DONE);
  }
}
