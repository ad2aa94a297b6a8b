package org.osbctl.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.osbctl.rules.Exchanges.*;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osbctl.operation.Operation;
import org.osbctl.operation.Operation.Deprovision;
import org.osbctl.operation.Operation.GetCatalog;
import org.osbctl.operation.Operation.Unbind;
import org.osbctl.operation.Operation.Unrecognised;
import org.osbctl.operation.Query;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Requirements;

class RelationRulesTest {
  private static List<Operation> oneOfEach() {
    return List.of(
        new GetCatalog(),
        provision(),
        update("{'service_id':'db','plan_id':'large'}"),
        fetch(),
        poll(),
        bind(),
        pollBinding(),
        fetchBinding(),
        unbind(),
        deprovision(),
        new Unrecognised("GET", "/v2/else", Query.NONE));
  }

  @Test
  void each_requirement_has_one_rule_and_binds_brokers() {
    var seen = new HashSet<String>();
    for (var rule : RelationRules.all()) {
      for (var id : rule.requirements()) {
        assertTrue(seen.add(id), id + " has two rules");
        assertTrue(Requirements.bundled().get(id).bindsBroker(), id + " does not bind brokers");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "no json",
        "null",
        "7",
        "'text'",
        "[]",
        "[[]]",
        "{}",
        "{'error':{},'description':[],'operation':{},'state':7,'dashboard_url':[],'parameters':1,'plan_id':{},"
            + "'metadata':[],'credentials':'x','volume_mounts':{},'endpoints':7,'services':{'a':1}}",
        "{'metadata':{'attributes':[1],'expires_at':{}},'credentials':{},'services':[[],null,{'plans':7}]}"
      })
  void no_body_is_too_strange(String body) {
    for (int status : new int[] {200, 201, 202, 204, 400, 404, 409, 410, 422, 500}) {
      var talk = latest();
      for (var operation : oneOfEach()) {
        talk.then(operation, status, body).then(operation, status, body).unanswered(operation);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(ApiVersion.class)
  void a_right_synchronous_broker_is_let_pass(ApiVersion version) {
    var instance =
        "{'service_id':'db','plan_id':'small','dashboard_url':'https://d/i','parameters':{'size':1}}";
    var large =
        "{'service_id':'db','plan_id':'large','dashboard_url':'https://d/i','parameters':{'size':1}}";
    var binding =
        "{'credentials':{'password':'one'},'metadata':{'expires_at':'2031-01-01T00:00:00.0Z'}}";
    var ids = Query.of("service_id", "db", "plan_id", "large");
    var change = update("{'service_id':'db','plan_id':'large'}");
    var talk =
        at(version)
            .then(new GetCatalog(), 200, CATALOG)
            .then(provision(), 201, "{'dashboard_url':'https://d/i'}")
            .then(provision(), 200, "{'dashboard_url':'https://d/i'}")
            .then(fetch(), 200, instance)
            .then(
                provision("i", "{'service_id':'db','plan_id':'large'}"),
                409,
                "{'description':'Taken'}")
            .then(fetch(), 200, instance)
            .then(
                update("{'service_id':'db','parameters':{'size':-1}}"), 400, "{'description':'No'}")
            .then(fetch(), 200, instance)
            .then(change, 200, "{}")
            .then(fetch(), 200, large)
            .then(update("{'service_id':'db'}"), 200, "{}")
            .then(fetch(), 200, large)
            .then(bind("b", "{'service_id':'db','plan_id':'large'}"), 201, binding)
            .then(bind("b", "{'service_id':'db','plan_id':'large'}"), 200, binding)
            .then(fetchBinding(), 200, binding)
            .then(new Unbind("i", "b", ids), 200, "{}")
            .then(fetchBinding(), 404, "{}")
            .then(new Unbind("i", "b", ids), 410, "{}")
            .then(new Deprovision("i", ids), 200, "{}")
            .then(fetch(), 404, "{}")
            .then(new Deprovision("i", ids), 410, "{}");
    assertEquals(List.of(), talk.violated());
  }

  @ParameterizedTest
  @EnumSource(ApiVersion.class)
  void a_right_asynchronous_broker_is_let_pass(ApiVersion version) {
    var running = "{'state':'in progress','description':'Wait'}";
    var done = "{'state':'succeeded','description':'Done'}";
    var talk =
        at(version)
            .then(provision(), 202, "{'operation':'o1','dashboard_url':'https://d/i'}")
            .then(provision(), 202, "{'operation':'o1','dashboard_url':'https://d/i'}")
            .then(poll("o1"), 200, running)
            .then(fetch(), 404, "{}")
            .then(poll("o1"), 200, done)
            .then(poll("o1"), 200, done)
            .then(fetch(), 200, "{'plan_id':'small','dashboard_url':'https://d/i'}")
            .then(update("{'service_id':'db','plan_id':'large'}"), 202, "{'operation':'o2'}")
            .then(poll("o2"), 200, running)
            .then(poll("o2"), 200, "{'state':'failed','description':'No','instance_usable':true}")
            .then(fetch(), 200, "{'plan_id':'small','dashboard_url':'https://d/i'}")
            .then(deprovision(), 202, "{'operation':'o3'}")
            .then(deprovision(), 202, "{'operation':'o3'}")
            .then(poll("o3"), 200, running)
            .then(poll("o3"), 200, done)
            .then(poll("o3"), 410, "{}")
            .then(fetch(), 404, "{}");
    assertEquals(List.of(), talk.violated());
  }
}
