package org.osbctl.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.osbctl.rules.Exchanges.*;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.osbctl.operation.Operation.GetCatalog;
import org.osbctl.operation.OperationKind;

/** What an exchange shows that later ones may be compared with. */
class FactTest {
  private static final String SHOWN = "{'dashboard_url':'http://d'}";
  private static final List<Fact> DASHBOARD =
      List.of(new Fact.HasDashboard(), new Fact.Dashboard("http://d"));

  @Test
  void dashboard_shows_in_every_answer_about_an_instance() {
    var change = update("{'service_id':'db'}");
    assertEquals(
        List.of(
            DASHBOARD.get(0),
            DASHBOARD.get(1),
            new Fact.Accepted(OperationKind.PROVISION, provision().body())),
        latest().then(provision(), 201, SHOWN).facts());
    assertEquals(
        List.of(
            DASHBOARD.get(0),
            DASHBOARD.get(1),
            new Fact.Accepted(OperationKind.UPDATE, change.body())),
        latest().provisioned().then(change, 200, SHOWN).facts());
    assertEquals(DASHBOARD, latest().provisioned().then(fetch(), 200, SHOWN).facts());
    assertEquals(List.of(), latest().provisioned().then(fetch(), 200, "{}").facts());
    assertEquals(List.of(), latest().then(provision(), 400, SHOWN).facts());
  }

  @Test
  void credentials_show_in_every_answer_about_a_binding() {
    var shown = "{'credentials':{'password':'one'}}";
    var data =
        List.<Fact>of(
            new Fact.Credentials(json("{'password':'one'}")), new Fact.PlanHasCredentials("small"));
    var accepted = new Fact.Accepted(OperationKind.BIND, bind().body());
    assertEquals(
        List.of(data.get(0), data.get(1), accepted),
        latest().provisioned().then(bind(), 201, shown).facts());
    assertEquals(data, latest().bound().then(fetchBinding(), 200, shown).facts());
    assertEquals(List.of(accepted), latest().provisioned().then(bind(), 201, "{}").facts());
    assertEquals(List.of(), latest().bound().then(fetchBinding(), 404, shown).facts());
  }

  @Test
  void route_goes_through_the_address_it_was_given() {
    var route = "{'service_id':'db','plan_id':'small','bind_resource':{'route':'r.example'}}";
    var address = "{'route_service_url':'https://r'}";
    var bound = bind("b", route);
    var accepted = new Fact.Accepted(OperationKind.BIND, bound.body());
    assertEquals(
        List.of(new Fact.ProxiesRoutes("i"), accepted),
        latest().provisioned().then(bound, 201, address).facts());
    assertEquals(List.of(accepted), latest().provisioned().then(bound, 201, "{}").facts());
    assertEquals(
        List.of(new Fact.Accepted(OperationKind.BIND, bind().body())),
        latest().provisioned().then(bind(), 201, address).facts());
  }

  @Test
  void broker_that_denies_what_is_not_there_can_do_so() {
    assertEquals(
        List.of(new Fact.DeniesUnknown(OperationKind.DEPROVISION)),
        latest().then(deprovision(), 410, "{}").facts());
    assertEquals(
        List.of(new Fact.DeniesUnknown(OperationKind.UNBIND)),
        latest().provisioned().then(unbind(), 410, "{}").facts());
    assertEquals(List.of(), latest().provisioned().then(deprovision(), 410, "{}").facts());
    assertEquals(List.of(), latest().bound().then(unbind(), 410, "{}").facts());
    assertEquals(List.of(), latest().then(deprovision(), 404, "{}").facts());
  }

  @Test
  void polls_and_catalogs_show_none() {
    assertEquals(List.of(), latest().then(provision(), 202, "{}").then(poll(), 200, SHOWN).facts());
    assertEquals(List.of(), latest().then(new GetCatalog(), 200, CATALOG).facts());
  }
}
