package org.osbctl.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.osbctl.operation.Operation.*;
import org.osbctl.samples.RandomJson;
import org.osbctl.samples.RandomOperations;
import org.osbctl.spec.Json;
import tools.jackson.databind.node.StringNode;

class OperationTest {

  @Test
  void reads_of_random_operations_never_throw() {
    var operations = new RandomOperations(new Random(51));
    for (int i = 0; i < 10_000; i++) {
      var operation = operations.next();
      var read = new ArrayList<Object>(List.of(operation.kind(), operation.query()));
      if (operation instanceof OfInstance of) {
        read.addAll(List.of(of.instanceId(), of.serviceId(), of.planId()));
      }
      if (operation instanceof Mutation mutation) {
        read.add(mutation.acceptsIncomplete());
      }
      if (operation instanceof WithBody with) {
        read.addAll(List.of(with.parameters(), with.context()));
      }
      if (operation instanceof Poll poll) {
        read.add(poll.operation());
      }
      assertFalse(read.contains(null), operation::toString);
    }
  }

  @Test
  void ids_come_from_the_body_or_the_query() {
    var body = Json.object().put("service_id", "s").put("plan_id", "p");
    var hints = Query.of("service_id", "s", "plan_id", "p");
    for (var operation :
        List.<OfInstance>of(
            new Provision("i", Query.NONE, body),
            new Bind("i", "b", Query.NONE, body),
            new Unbind("i", "b", hints),
            new PollInstance("i", hints),
            new FetchBinding("i", "b", hints))) {
      assertEquals(Optional.of("s"), operation.serviceId());
      assertEquals(Optional.of("p"), operation.planId());
    }
    assertEquals(Optional.empty(), new Provision("i", hints, Json.missing()).serviceId());
  }

  @Test
  void member_of_a_wrong_type_reads_as_absent() {
    var provision =
        new Provision("i", Query.NONE, Json.object().put("plan_id", 5).putNull("service_id"));
    assertEquals(Optional.empty(), provision.planId());
    assertEquals(Optional.empty(), provision.serviceId());
  }

  @ParameterizedTest
  @CsvSource({"true, true", "false, false", "TRUE, false", "1, false", "'', false"})
  void only_true_accepts_incomplete(String value, boolean accepts) {
    var query = Query.of("accepts_incomplete", value);
    assertEquals(accepts, new Deprovision("i", query).acceptsIncomplete());
  }

  @Test
  void every_mutation_can_be_made_to_accept_incomplete() {
    var body = Json.object();
    for (var mutation :
        List.<Mutation>of(
            new Provision("i", Query.NONE, body),
            new Update("i", Query.NONE, body),
            new Deprovision("i", Query.NONE),
            new Bind("i", "b", Query.NONE, body),
            new Unbind("i", "b", Query.NONE))) {
      assertFalse(mutation.acceptsIncomplete());
      var accepting = mutation.acceptingIncomplete();
      assertTrue(accepting.acceptsIncomplete());
      assertEquals(mutation, accepting.withQuery(Query.NONE));
      assertTrue(mutation.kind().mutates());
    }
  }

  @Test
  void changing_a_member_leaves_the_original_alone() {
    var original = new Update("i", Query.NONE, Json.object().put("service_id", "s"));
    var changed = original.with("plan_id", StringNode.valueOf("p"));
    assertEquals(Optional.empty(), original.planId());
    assertEquals(Optional.of("p"), changed.planId());
    assertEquals(original, changed.with("plan_id", Json.missing()));
  }

  @Test
  void member_can_be_set_on_any_body() {
    var random = new RandomJson(new Random(52));
    for (int i = 0; i < 1_000; i++) {
      var bind = new Bind("i", "b", Query.NONE, random.value(2));
      assertEquals(Optional.of("p"), bind.with("plan_id", StringNode.valueOf("p")).planId());
    }
  }

  @ParameterizedTest
  @EnumSource(OperationKind.class)
  void kind_says_whether_it_speaks_of_a_binding(OperationKind kind) {
    assertEquals(kind.words().contains("bind"), kind.ofBinding());
    assertEquals(kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '), kind.words());
  }
}
