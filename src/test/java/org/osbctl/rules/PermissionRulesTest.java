package org.osbctl.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.osbctl.rules.Exchanges.*;
import static org.osbctl.rules.Exchanges.Said.*;

import org.junit.jupiter.api.Test;
import org.osbctl.operation.Operation.GetCatalog;

class PermissionRulesTest {
  @Test
  void a_body_without_a_content_type_may_be_processed() {
    var id = "content-type.absent-accepted";
    assertEquals(MET, latest().without("Content-Type").then(provision(), 201, "{}").says(id));
    assertEquals(NOTHING, latest().without("Content-Type").then(provision(), 400, "{}").says(id));
    assertEquals(NOTHING, latest().then(provision(), 201, "{}").says(id));
  }

  @Test
  void a_body_without_a_content_type_may_be_refused() {
    var id = "provision.repeat-is-200";
    var created = latest().then(provision(), 201, "{}");
    assertEquals(VIOLATED, created.then(provision(), 400, "{}").says(id));
    created = latest().then(provision(), 201, "{}").without("Content-Type");
    assertEquals(NOTHING, created.then(provision(), 400, "{}").says(id));
    assertEquals(VIOLATED, created.then(provision(), 500, "{}").says(id));
  }

  @Test
  void a_catalog_may_be_cached() {
    var id = "catalog.caching";
    assertEquals(MET, latest().then(new GetCatalog(), 200, CATALOG, "ETag", "\"1\"").says(id));
    assertEquals(
        MET, latest().with("If-None-Match", "\"1\"").then(new GetCatalog(), 304, "").says(id));
    assertEquals(NOTHING, latest().then(new GetCatalog(), 304, "").says(id));
    assertEquals(NOTHING, latest().then(new GetCatalog(), 200, CATALOG).says(id));
  }

  @Test
  void a_repeated_provision_may_be_answered_200() {
    var id = "sync.repeat-provision-may-be-200";
    assertEquals(MET, latest().provisioned().then(provision(), 200, "{}").says(id));
    assertEquals(NOTHING, latest().provisioned().says(id));
  }

  @Test
  void a_broker_may_do_at_once_what_it_may_do_later() {
    var id = "sync.accepts-incomplete-may-be-ignored";
    assertEquals(MET, latest().then(provision(), 201, "{}").says(id));
    assertEquals(NOTHING, latest().then(provision(), 202, "{}").says(id));
  }

  @Test
  void a_poll_may_tell_of_progress_and_ask_for_patience() {
    var body = "{'state':'in progress','description':'50 %'}";
    var instance =
        latest().then(provision(), 202, "{}").then(poll(), 200, body, "Retry-After", "5");
    assertEquals(MET, instance.says("async.poll-may-have-description"));
    assertEquals(MET, instance.says("poll-instance.may-have-retry-after"));
    var binding =
        latest()
            .provisioned()
            .then(bind(), 202, "{}")
            .then(pollBinding(), 200, body, "Retry-After", "5");
    assertEquals(MET, binding.says("poll-binding.may-have-retry-after"));
    var silent = latest().then(provision(), 202, "{}").then(poll(), 200, "{'state':'in progress'}");
    assertEquals(NOTHING, silent.says("async.poll-may-have-description"));
    assertEquals(NOTHING, silent.says("poll-instance.may-have-retry-after"));
  }

  @Test
  void an_update_without_effect_may_be_answered_200() {
    var id = "update.no-effect-may-be-200";
    assertEquals(
        MET,
        latest()
            .provisioned()
            .then(update("{'service_id':'db','plan_id':'small'}"), 200, "{}")
            .says(id));
    assertEquals(
        NOTHING,
        latest()
            .provisioned()
            .then(update("{'service_id':'db','plan_id':'large'}"), 200, "{}")
            .says(id));
  }

  @Test
  void a_refusal_may_explain_itself() {
    var body = "{'error':'AsyncRequired','description':'Takes long.'}";
    var refused = latest().then(provision(), 422, body);
    assertEquals(MET, refused.says("provision.refusal-may-have-description"));
    assertEquals(MET, refused.says("async.required-may-have-description"));
    assertEquals(NOTHING, refused.says("bind.refusal-may-have-description"));
    assertEquals(NOTHING, refused.says("concurrency.refusal-may-have-description"));
    var silent = latest().then(provision(), 422, "{'error':'AsyncRequired'}");
    assertEquals(NOTHING, silent.says("provision.refusal-may-have-description"));
    assertEquals(NOTHING, silent.says("async.required-may-have-description"));
  }

  @Test
  void parameters_may_be_kept_back() {
    var id = "fetch-instance.parameters-may-be-omitted";
    var body = "{'service_id':'db','plan_id':'small','parameters':{'a':1,'secret':2}}";
    var made = provision("i", body);
    assertEquals(
        MET, latest().then(made, 201, "{}").then(fetch(), 200, "{'parameters':{'a':1}}").says(id));
    assertEquals(
        NOTHING,
        latest()
            .then(made, 201, "{}")
            .then(fetch(), 200, "{'parameters':{'a':1,'secret':2}}")
            .says(id));
    assertEquals(MET, latest().then(made, 201, "{}").then(fetch(), 200, "{}").says(id));
  }

  @Test
  void a_catalog_may_change_and_have_members_of_its_own() {
    var changed = CATALOG.replace("A database", "Another database");
    var same = latest().then(new GetCatalog(), 200, CATALOG).then(new GetCatalog(), 200, CATALOG);
    assertEquals(NOTHING, same.says("catalog.may-change-between-fetches"));
    assertEquals(NOTHING, same.says("extension.members-allowed"));
    assertEquals(
        MET, same.then(new GetCatalog(), 200, changed).says("catalog.may-change-between-fetches"));
    var extended = CATALOG.replace("\"name\": \"db\"", "\"name\": \"db\", \"x-own\": 1");
    assertEquals(
        MET, latest().then(new GetCatalog(), 200, extended).says("extension.members-allowed"));
  }

  @Test
  void another_mechanism_than_names_and_passwords_may_be_agreed_on() {
    var id = "auth.other-mechanism-agreed";
    var basic = authenticated().with("Authorization", "Basic dTpw");
    assertEquals(NOTHING, basic.then(new GetCatalog(), 200, CATALOG).says(id));
    assertEquals(NOTHING, latest().then(new GetCatalog(), 200, CATALOG).says(id));
    var token = byToken().with("Authorization", "Bearer t");
    assertEquals(MET, token.then(new GetCatalog(), 200, CATALOG).says(id));
  }

  @Test
  void data_may_be_returned_once_only() {
    var id = "bind.data-may-be-returned-once";
    assertEquals(MET, latest().bound().then(fetchBinding(), 200, "{}").says(id));
    assertEquals(NOTHING, latest().bound().says(id));
  }

  @Test
  void work_on_a_binding_may_count_as_an_update() {
    var id = "concurrency.bind-may-count-as-update";
    var change = update("{'service_id':'db','plan_id':'large'}");
    var busy = "{'error':'ConcurrencyError'}";
    assertEquals(MET, binding().then(change, 422, busy).says(id));
    assertEquals(MET, binding().then(deprovision(), 422, busy).says(id));
    assertEquals(NOTHING, binding().then(change, 422, "{}").says(id));
    assertEquals(NOTHING, binding().then(unbind("other"), 422, busy).says(id));
    assertEquals(NOTHING, binding().then(fetch(), 422, busy).says(id));
    assertEquals(NOTHING, latest().provisioned().then(change, 422, busy).says(id));
    assertEquals(NOTHING, latest().then(provision(), 202, "{}").then(change, 422, busy).says(id));
  }

  /** A binding is under way. */
  private static Exchanges binding() {
    return latest()
        .provisioned()
        .then(bind(), 202, "{}")
        .then(pollBinding(), 200, "{'state':'in progress'}");
  }

  @Test
  void parameters_of_a_binding_may_be_kept_back() {
    var id = "fetch-binding.parameters-may-be-omitted";
    var made = bind("b", "{'service_id':'db','plan_id':'small','parameters':{'role':'r'}}");
    var bound = "{'credentials':{}}";
    assertEquals(
        MET,
        latest().provisioned().then(made, 201, bound).then(fetchBinding(), 200, "{}").says(id));
    assertEquals(
        NOTHING,
        latest()
            .provisioned()
            .then(made, 201, bound)
            .then(fetchBinding(), 200, "{'parameters':{'role':'r'}}")
            .says(id));
    assertEquals(
        NOTHING,
        latest().provisioned().then(made, 201, bound).then(fetchBinding(), 404, "{}").says(id));
    assertEquals(NOTHING, latest().provisioned().then(made, 201, bound).says(id));
    assertEquals(NOTHING, latest().bound().then(fetchBinding(), 200, "{}").says(id));
  }

  @Test
  void only_answers_that_are_catalogs_are_compared() {
    var id = "catalog.may-change-between-fetches";
    var broken = latest().then(new GetCatalog(), 200, "{}");
    assertEquals(NOTHING, broken.then(new GetCatalog(), 200, CATALOG).says(id));
    var failing = latest().then(new GetCatalog(), 200, CATALOG);
    assertEquals(NOTHING, failing.then(new GetCatalog(), 500, "{'services':[]}").says(id));
  }

  @Test
  void an_update_of_what_is_not_at_rest_or_of_its_maintenance_has_an_effect() {
    var id = "update.no-effect-may-be-200";
    var same = "{'service_id':'db','plan_id':'small'}";
    var maintenance = "{'service_id':'db','maintenance_info':{'version':'1.0.0'}}";
    assertEquals(NOTHING, latest().provisioned().then(update(maintenance), 200, "{}").says(id));
    assertEquals(
        NOTHING, latest().then(provision(), 202, "{}").then(update(same), 200, "{}").says(id));
    var sized = "{'service_id':'db','parameters':{'size':2}}";
    assertEquals(NOTHING, latest().provisioned().then(update(sized), 200, "{}").says(id));
  }

  @Test
  void data_that_was_never_returned_was_not_returned_once() {
    var id = "bind.data-may-be-returned-once";
    assertEquals(
        NOTHING,
        latest().provisioned().then(bind(), 201, "{}").then(fetchBinding(), 200, "{}").says(id));
    assertEquals(
        NOTHING,
        latest()
            .provisioned()
            .then(bind(), 202, "{'credentials':{'password':'one'}}")
            .then(fetchBinding(), 200, "{}")
            .says(id));
  }
}
