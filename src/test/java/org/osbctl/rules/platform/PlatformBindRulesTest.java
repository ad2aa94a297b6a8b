package org.osbctl.rules.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.osbctl.rules.platform.Talk.*;
import static org.osbctl.rules.platform.Talk.Said.*;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osbctl.spec.ApiVersion;

class PlatformBindRulesTest {
  private static final String SUCCESSOR = INSTANCE + "/service_bindings/c";
  private static final String ROTATION =
      "{'service_id':'db','plan_id':'small','predecessor_binding_id':'b'}";

  private static Talk binds(String body) {
    return latest().provisioned().put(BINDING, body, 201, "{}");
  }

  private static Talk routed(String body) {
    return latest()
        .put(
            INSTANCE,
            PROVISION.replace("'db'", "'route'").replace("small", "route-plan"),
            201,
            "{}")
        .put(BINDING, body, 201, "{}");
  }

  private static Talk rotated() {
    return latest().bound().put(SUCCESSOR, ROTATION, 201, "{}");
  }

  @Test
  void only_bindable_plans_are_bound() {
    var id = "bind.only-when-bindable";
    assertEquals(MET, latest().bound().says(id));
    var fixed =
        latest()
            .put(INSTANCE, PROVISION.replace("small", "fixed"), 201, "{}")
            .put(BINDING, BIND.replace("small", "fixed"), 400, "{}");
    assertEquals(VIOLATED, fixed.says(id));
    assertEquals(NOTHING, latest().provisioned().says(id));
  }

  @Test
  void only_rotatable_plans_are_rotated() {
    var id = "rotate.only-when-rotatable";
    assertEquals(MET, rotated().says(id));
    var large = ROTATION.replace("small", "large");
    var talk =
        latest()
            .put(INSTANCE, PROVISION.replace("small", "large"), 201, "{}")
            .put(SUCCESSOR, large, 400, "{}");
    assertEquals(VIOLATED, talk.says(id));
    assertEquals(NOTHING, latest().bound().says(id));
    assertEquals(
        NOTHING, at(ApiVersion.V2_16).provisioned().put(SUCCESSOR, large, 400, "{}").says(id));
  }

  @Test
  void rotation_names_a_predecessor() {
    var id = "rotate.predecessor-named";
    assertEquals(MET, rotated().says(id));
    assertEquals(VIOLATED, binds(ROTATION.replace("'b'", "''")).says(id));
    assertEquals(VIOLATED, binds(ROTATION.replace("'b'", "7")).says(id));
    assertEquals(NOTHING, latest().bound().says(id));
  }

  @Test
  void predecessor_is_valid() {
    var id = "rotate.predecessor-valid";
    assertEquals(MET, rotated().says(id));
    assertEquals(VIOLATED, latest().provisioned().put(SUCCESSOR, ROTATION, 400, "{}").says(id));
    assertEquals(
        VIOLATED,
        latest()
            .bound()
            .delete(BINDING + "?" + IDS, 200, "{}")
            .put(SUCCESSOR, ROTATION, 400, "{}")
            .says(id));
    for (var stamp : List.of("2029-12-31T00:00:00.0Z", "2031-01-01T00:00:00.0Z", "soon")) {
      var talk =
          latest()
              .provisioned()
              .put(BINDING, BIND, 201, "{'metadata':{'expires_at':'" + stamp + "'}}")
              .put(SUCCESSOR, ROTATION, 201, "{}");
      assertEquals(stamp.startsWith("2029") ? VIOLATED : MET, talk.says(id), stamp);
    }
    assertEquals(NOTHING, latest().bound().says(id));
  }

  @Test
  void successor_has_a_new_id() {
    var id = "rotate.binding-id-new";
    assertEquals(MET, rotated().says(id));
    assertEquals(MET, rotated().put(SUCCESSOR, ROTATION, 200, "{}").says(id));
    assertEquals(VIOLATED, latest().bound().put(BINDING, ROTATION, 409, "{}").says(id));
    assertEquals(
        VIOLATED,
        latest()
            .bound()
            .put(SUCCESSOR, BIND, 201, "{}")
            .put(SUCCESSOR, ROTATION, 409, "{}")
            .says(id));
  }

  @Test
  void route_service_gets_a_route() {
    var id = "bind.route-sent";
    var body = "{'service_id':'route','plan_id':'route-plan','bind_resource':{%s}}";
    assertEquals(MET, routed(body.formatted("'route':'a.example.com'")).says(id));
    assertEquals(VIOLATED, routed(body.formatted("")).says(id));
    assertEquals(NOTHING, routed(body.formatted("'app_guid':'a'")).says(id));
    assertEquals(NOTHING, latest().bound().says(id));
  }

  @Test
  void bound_instance_is_there() {
    var id = "bind.instance-known";
    assertEquals(MET, latest().bound().says(id));
    assertEquals(VIOLATED, latest().put(BINDING, BIND, 404, "{}").says(id));
    var deleted = latest().provisioned().delete(INSTANCE + "?" + IDS, 200, "{}");
    assertEquals(VIOLATED, deleted.put(BINDING, BIND, 404, "{}").says(id));
    assertEquals(NOTHING, latest().provisioned().says(id));
  }

  @Test
  void binding_id_is_unique() {
    var id = "bind.binding-id-unique";
    assertEquals(MET, latest().bound().put(BINDING, BIND, 200, "{}").says(id));
    var other = "/v2/service_instances/j";
    var elsewhere =
        latest()
            .bound()
            .put(other, PROVISION, 201, "{}")
            .put(other + "/service_bindings/b", BIND, 201, "{}");
    assertEquals(VIOLATED, elsewhere.says(id));
    var unbound =
        latest()
            .bound()
            .delete(BINDING + "?" + IDS, 200, "{}")
            .put(other, PROVISION, 201, "{}")
            .put(other + "/service_bindings/b", BIND, 201, "{}");
    assertEquals(MET, unbound.says(id));
    var app = "{'service_id':'db','plan_id':'small','bind_resource':{'app_guid':'%s'}}";
    var twoApps = binds(app.formatted("a")).put(BINDING, app.formatted("b"), 409, "{}");
    assertEquals(VIOLATED, twoApps.says(id));
    assertEquals(
        VIOLATED,
        latest().provisioned().put(INSTANCE + "/service_bindings/", BIND, 404, "{}").says(id));
    assertEquals(NOTHING, latest().provisioned().says(id));
  }

  @ParameterizedTest
  @CsvSource({
    "service_id, mail, offering-id-right",
    "plan_id, large, plan-id-right",
  })
  void ids_are_those_of_the_instance(String member, String wrong, String words) {
    var id = "bind." + words;
    var other = BIND.replaceFirst("'" + member + "':'[a-z]*'", "'" + member + "':'" + wrong + "'");
    var none = BIND.replaceFirst("'" + member + "':'[a-z]*',?", "").replace(",}", "}");
    assertEquals(MET, latest().bound().says(id));
    assertEquals(VIOLATED, binds(other).says(id));
    assertEquals(VIOLATED, binds(none).says(id));
    assertEquals(
        VIOLATED,
        binds(BIND.replaceFirst("'" + member + "':'[a-z]*'", "'" + member + "':''")).says(id));
    assertEquals(VIOLATED, binds("x").says(id));
    assertEquals(MET, at(ApiVersion.V2_13).provisioned().put(BINDING, other, 201, "{}").says(id));
    var rotation =
        latest().provisioned().put(SUCCESSOR, "{'predecessor_binding_id':'b'}", 201, "{}");
    assertEquals(NOTHING, rotation.says(id));
  }

  @Test
  void plan_of_a_bind_during_a_change_can_be_either() {
    var talk =
        latest()
            .provisioned()
            .patch(INSTANCE + ASYNC, "{'service_id':'db','plan_id':'large'}", 202, "{}")
            .put(BINDING, BIND, 422, "{}")
            .put(BINDING, BIND.replace("small", "large"), 422, "{}");
    assertEquals(MET, talk.says("bind.plan-id-right"));
  }

  @Test
  void app_guid_is_not_empty() {
    var id = "bind.app-guid-non-empty";
    var body = "{'service_id':'db','plan_id':'small','app_guid':%s}";
    assertEquals(MET, binds(body.formatted("'a'")).says(id));
    assertEquals(VIOLATED, binds(body.formatted("''")).says(id));
    assertEquals(NOTHING, latest().bound().says(id));
  }

  @Test
  void binding_is_renewed_in_time() {
    var id = "bind.renewed-in-time";
    for (var stamp : List.of("2029-12-31T00:00:00.0Z", "2031-01-01T00:00:00.0Z")) {
      var talk =
          latest()
              .provisioned()
              .put(BINDING, BIND, 201, "{'metadata':{'renew_before':'" + stamp + "'}}")
              .put(SUCCESSOR, ROTATION, 201, "{}");
      assertEquals(stamp.startsWith("2029") ? VIOLATED : MET, talk.says(id));
    }
    assertEquals(NOTHING, rotated().says(id));
  }
}
