package org.osbctl.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.osbctl.rules.Exchanges.*;
import static org.osbctl.rules.Exchanges.Said.*;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.osbctl.operation.Operation.Bind;

class RotationRulesTest {
  private static final Bind ROTATE =
      bind("c", "{'service_id':'db','plan_id':'small','predecessor_binding_id':'b'}");
  private static final String SECRET = "{'credentials':{'password':'two'}}";

  @Test
  void the_predecessor_stays() {
    var id = "rotate.both-valid";
    assertEquals(
        VIOLATED,
        latest().bound().then(ROTATE, 201, SECRET).then(fetchBinding(), 404, "{}").says(id));
    assertEquals(
        MET, latest().bound().then(ROTATE, 201, SECRET).then(fetchBinding(), 200, "{}").says(id));
    assertEquals(
        VIOLATED,
        latest()
            .bound()
            .then(ROTATE, 201, SECRET)
            .then(fetchBinding(), 200, "{}")
            .then(fetchBinding(), 404, "{}")
            .says(id));
    assertEquals(
        VIOLATED, latest().bound().then(ROTATE, 201, SECRET).then(unbind(), 410, "{}").says(id));
    assertEquals(
        MET, latest().bound().then(ROTATE, 201, SECRET).then(unbind(), 200, "{}").says(id));
  }

  @Test
  void a_predecessor_may_expire_or_be_deleted() {
    var id = "rotate.both-valid";
    var expiring = "{'metadata':{'expires_at':'2030-01-01T01:00:00.0Z'}}";
    assertEquals(
        NOTHING,
        latest()
            .provisioned()
            .then(bind(), 201, expiring)
            .then(ROTATE, 201, "{}")
            .after(Duration.ofHours(2))
            .then(fetchBinding(), 404, "{}")
            .says(id));
    assertEquals(
        NOTHING,
        latest()
            .bound()
            .then(unbind(), 200, "{}")
            .then(ROTATE, 400, "{}")
            .then(fetchBinding(), 404, "{}")
            .says(id));
    assertEquals(NOTHING, latest().bound().then(fetchBinding(), 404, "{}").says(id));
  }

  @Test
  void a_rotation_is_answered_like_a_bind() {
    var id = "rotate.answers-like-bind";
    assertEquals(MET, latest().bound().then(ROTATE, 201, SECRET).says(id));
    assertEquals(MET, latest().bound().then(ROTATE, 202, "{}").says(id));
    assertEquals(MET, latest().bound().then(ROTATE, 404, "{}").says(id));
    assertEquals(VIOLATED, latest().bound().then(ROTATE, 204, "").says(id));
    assertEquals(VIOLATED, latest().bound().then(ROTATE, 201, "{}").says(id));
    assertEquals(MET, latest().provisioned().then(ROTATE, 201, "{}").says(id));
    assertEquals(NOTHING, latest().bound().says(id));
  }
}
