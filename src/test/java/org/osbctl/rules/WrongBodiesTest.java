package org.osbctl.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.osbctl.rules.AnswerBodies.answer;
import static org.osbctl.rules.AnswerBodies.within;
import static org.osbctl.rules.Dialogue.assertMet;
import static org.osbctl.rules.Dialogue.assertViolated;
import static org.osbctl.rules.Dialogue.with;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.MessageSchemas;
import org.osbctl.spec.MessageSchemas.Message;
import org.osbctl.spec.Requirements;

/** Each demand on a body, with a value that breaks it. */
class WrongBodiesTest {
  /** Requirement, answer, first and last version, what is put where, where that is found, words. */
  private static final String WRONG =
      """
      catalog.services-is-array | catalog | 2.11 | 2.17 | /services | {} | /services | services is an object
      catalog.services-is-array | catalog | 2.11 | 2.17 | /services | - | | services is missing
      catalog.services-is-array | catalog | 2.11 | 2.17 | | [] | | the body is an empty array
      catalog.offering-complete | catalog | 2.11 | 2.17 | /services/1/bindable | - | /services/1 | bindable is missing
      catalog.offering-complete | catalog | 2.11 | 2.17 | /services/1 | 5 | /services/1 | item 1 of services is the number 5
      catalog.offering-complete | catalog | 2.11 | 2.11 | /services/0/plans | {} | /services/0/plans | plans is an object
      catalog.offering-complete | catalog | 2.11 | 2.11 | /services/0/name | 5 | /services/0/name | name is the number 5
      catalog.offering-name-non-empty | catalog | 2.12 | 2.17 | /services/0/name | "" | /services/0/name | name is an empty string
      catalog.offering-name-non-empty | catalog | 2.12 | 2.17 | /services/0/name | null | /services/0/name | name is null
      catalog.offering-name-cli-friendly | catalog | 2.14 | 2.17 | /services/0/name | "a b" | /services/0/name | letters, digits, periods and hyphens
      catalog.offering-name-cli-friendly | catalog | 2.14 | 2.17 | /services/0/name | "a\\n" | /services/0/name | "a\\n"
      catalog.plan-name-cli-friendly | catalog | 2.14 | 2.17 | /services/0/plans/1/name | "a_b" | /services/0/plans/1/name | "a_b"
      catalog.names-lowercase-without-blanks | catalog | 2.11 | 2.12 | /services/0/name | "aB" | /services/0/name | in lower case
      catalog.names-lowercase-without-blanks | catalog | 2.11 | 2.12 | /services/0/plans/1/name | "a b" | /services/0/plans/1/name | without blanks
      catalog.names-lowercase-digits-hyphens | catalog | 2.13 | 2.13 | /services/0/name | "a.b" | /services/0/name | "a.b"
      catalog.names-lowercase-digits-hyphens | catalog | 2.13 | 2.13 | /services/0/plans/1/name | "A" | /services/0/plans/1/name | "A"
      catalog.cli-unfriendly-names-avoided | catalog | 2.14 | 2.17 | /services/0/name | "-" | /services/0/name | "-"
      catalog.cli-unfriendly-names-avoided | catalog | 2.14 | 2.17 | /services/0/plans/1/name | "--help" | /services/0/plans/1/name | "--help"
      catalog.offering-id-non-empty | catalog | 2.12 | 2.17 | /services/0/id | "" | /services/0/id | an empty string
      catalog.offering-id-is-guid | catalog | 2.11 | 2.17 | /services/0/id | "my-service" | /services/0/id | a GUID
      catalog.offering-description-non-empty | catalog | 2.12 | 2.17 | /services/0/description | true | /services/0/description | description is true
      catalog.tags-are-strings | catalog | 2.11 | 2.17 | /services/0/tags/1 | 7 | /services/0/tags/1 | item 1 of tags is the number 7
      catalog.tags-are-strings | catalog | 2.11 | 2.17 | /services/0/tags | "a" | /services/0/tags | an array of strings is due
      catalog.requires-values-known | catalog | 2.11 | 2.17 | /services/0/requires | "route_forwarding" | /services/0/requires | array
      catalog.offering-bindable-is-boolean | catalog | 2.11 | 2.17 | /services/0/bindable | "true" | /services/0/bindable | a boolean is due
      catalog.offering-bindable-is-boolean | catalog | 2.11 | 2.17 | /services/0/bindable | null | /services/0/bindable | a boolean is due
      catalog.instances-retrievable-is-boolean | catalog | 2.14 | 2.17 | /services/0/instances_retrievable | 1 | /services/0/instances_retrievable | the number 1
      catalog.bindings-retrievable-is-boolean | catalog | 2.14 | 2.17 | /services/0/bindings_retrievable | "yes" | /services/0/bindings_retrievable | "yes"
      catalog.allow-context-updates-is-boolean | catalog | 2.15 | 2.17 | /services/0/allow_context_updates | {} | /services/0/allow_context_updates | an object
      catalog.offering-metadata-is-object | catalog | 2.11 | 2.17 | /services/0/metadata | [] | /services/0/metadata | an empty array
      metadata.offering-conventions | catalog | 2.13 | 2.17 | /services/0/metadata/supportUrl | 5 | /services/0/metadata/supportUrl | a string is due
      metadata.shareable-is-boolean | catalog | 2.15 | 2.17 | /services/0/metadata/shareable | "true" | /services/0/metadata/shareable | a boolean is due
      metadata.shareable-is-boolean | catalog | 2.14 | 2.17 | /services/0/metadata/shareable | 1 | /services/0/metadata/shareable | the number 1
      catalog.dashboard-client-is-object | catalog | 2.11 | 2.17 | /services/0/dashboard_client | "x" | /services/0/dashboard_client | an object is due
      dashboard.client-complete | catalog | 2.15 | 2.17 | /services/0/dashboard_client/secret | - | /services/0/dashboard_client | secret is missing
      dashboard.client-id-non-empty | catalog | 2.12 | 2.17 | /services/0/dashboard_client/id | "" | /services/0/dashboard_client/id | an empty string
      dashboard.client-secret-non-empty | catalog | 2.12 | 2.17 | /services/0/dashboard_client/secret | 5 | /services/0/dashboard_client/secret | secret is a number
      dashboard.redirect-uri-is-uri | catalog | 2.11 | 2.17 | /services/0/dashboard_client/redirect_uri | "some where" | /services/0/dashboard_client/redirect_uri | a URI is due
      catalog.offering-plan-updateable-is-boolean | catalog | 2.11 | 2.17 | /services/0/plan_updateable | 0 | /services/0/plan_updateable | the number 0
      catalog.offering-has-plans | catalog | 2.12 | 2.17 | /services/0/plans | [] | /services/0/plans | an empty array
      catalog.offering-has-plans | catalog | 2.12 | 2.17 | /services/0/plans | "none" | /services/0/plans | "none"
      catalog.plan-complete | catalog | 2.11 | 2.17 | /services/0/plans/1/description | - | /services/0/plans/1 | description is missing
      catalog.plan-complete | catalog | 2.11 | 2.17 | /services/0/plans/1 | "small" | /services/0/plans/1 | item 1 of plans is "small"
      catalog.plan-complete | catalog | 2.11 | 2.11 | /services/0/plans/1/id | 5 | /services/0/plans/1/id | the number 5
      catalog.plan-id-non-empty | catalog | 2.12 | 2.17 | /services/0/plans/1/id | "" | /services/0/plans/1/id | an empty string
      catalog.plan-id-is-guid | catalog | 2.11 | 2.17 | /services/0/plans/1/id | "d3031751-XXXX-XXXX-XXXX-a42377d3320e" | /services/0/plans/1/id | a GUID
      catalog.plan-name-non-empty | catalog | 2.12 | 2.17 | /services/0/plans/1/name | "" | /services/0/plans/1/name | a non-empty string
      catalog.plan-description-non-empty | catalog | 2.12 | 2.17 | /services/0/plans/1/description | "" | /services/0/plans/1/description | a non-empty string
      catalog.plan-metadata-is-object | catalog | 2.11 | 2.17 | /services/0/plans/0/metadata | 5 | /services/0/plans/0/metadata | an object is due
      metadata.plan-conventions | catalog | 2.13 | 2.17 | /services/0/plans/0/metadata/bullets | "One" | /services/0/plans/0/metadata/bullets | an array of strings
      metadata.plan-conventions | catalog | 2.14 | 2.17 | /services/0/plans/0/metadata/costs | {} | /services/0/plans/0/metadata/costs | an array of objects
      metadata.plan-conventions | catalog | 2.13 | 2.17 | /services/0/plans/0/metadata/costs/1 | 9 | /services/0/plans/0/metadata/costs/1 | the number 9
      metadata.plan-conventions | catalog | 2.13 | 2.17 | /services/0/plans/0/metadata/displayName | {} | /services/0/plans/0/metadata/displayName | a string
      metadata.cost-amount | catalog | 2.13 | 2.17 | /services/0/plans/0/metadata/costs/1/amount | - | /services/0/plans/0/metadata/costs/1 | amount is missing
      metadata.cost-amount | catalog | 2.13 | 2.17 | /services/0/plans/0/metadata/costs/0/amount/usd | "99" | /services/0/plans/0/metadata/costs/0/amount/usd | "99"
      metadata.cost-unit | catalog | 2.13 | 2.17 | /services/0/plans/0/metadata/costs/0/unit | 5 | /services/0/plans/0/metadata/costs/0/unit | the number 5
      catalog.plan-bindable-is-boolean | catalog | 2.11 | 2.17 | /services/0/plans/0/bindable | "no" | /services/0/plans/0/bindable | a boolean is due
      catalog.plan-updateable-of-plan-is-boolean | catalog | 2.15 | 2.17 | /services/0/plans/0/plan_updateable | 1 | /services/0/plans/0/plan_updateable | a boolean is due
      catalog.free-is-boolean | catalog | 2.11 | 2.17 | /services/0/plans/0/free | "no" | /services/0/plans/0/free | a boolean is due
      catalog.binding-rotatable-is-boolean | catalog | 2.17 | 2.17 | /services/0/plans/0/binding_rotatable | "no" | /services/0/plans/0/binding_rotatable | a boolean
      catalog.maximum-polling-duration-is-integer | catalog | 2.15 | 2.17 | /services/0/plans/0/maximum_polling_duration | "60s" | /services/0/plans/0/maximum_polling_duration | whole number
      catalog.maximum-polling-duration-is-integer | catalog | 2.15 | 2.17 | /services/0/plans/0/maximum_polling_duration | 1.5 | /services/0/plans/0/maximum_polling_duration | the number 1.5
      maintenance-info.version-present | catalog | 2.15 | 2.17 | /services/0/plans/0/maintenance_info/version | - | /services/0/plans/0/maintenance_info | version is missing
      maintenance-info.version-present | catalog | 2.15 | 2.17 | /services/0/plans/0/maintenance_info/version | 2 | /services/0/plans/0/maintenance_info/version | the number 2
      maintenance-info.description-tells-impact | catalog | 2.15 | 2.17 | /services/0/plans/0/maintenance_info/description | "" | /services/0/plans/0/maintenance_info/description | an empty string
      schemas.known-places | catalog | 2.13 | 2.17 | /services/0/plans/0/schemas | [] | /services/0/plans/0/schemas | an empty array
      schemas.known-places | catalog | 2.13 | 2.17 | /services/0/plans/0/schemas/service_instance/create | "x" | /services/0/plans/0/schemas/service_instance/create | "x"
      schemas.known-places | catalog | 2.13 | 2.17 | /services/0/plans/0/schemas/service_binding/create/parameters | true | /services/0/plans/0/schemas/service_binding/create/parameters | a JSON Schema
      schemas.draft-declared | catalog | 2.13 | 2.17 | /services/0/plans/0/schemas/service_instance/update/parameters | {} | /services/0/plans/0/schemas/service_instance/update/parameters | $schema is missing
      provision.dashboard-url-is-string-or-null | provision | 2.11 | 2.17 | /dashboard_url | 5 | /dashboard_url | dashboard_url is
      provision.dashboard-url-is-string-or-null | provision | 2.12 | 2.14 | /dashboard_url | null | /dashboard_url | a non-empty string
      provision.dashboard-url-is-string-or-null | provision | 2.12 | 2.14 | /dashboard_url | "" | /dashboard_url | an empty string
      provision.operation-non-empty | provision | 2.11 | 2.14 | /operation | 5 | /operation | operation is the number 5
      provision.operation-non-empty | provision | 2.12 | 2.14 | /operation | "" | /operation | an empty string
      provision.operation-at-most-10000 | provision | 2.15 | 2.17 | /operation | LONG | /operation | 10001 characters
      provision.operation-at-most-10000 | provision | 2.15 | 2.17 | /operation | {} | /operation | at most 10000 characters or null
      metadata.labels-and-attributes-are-objects | provision | 2.16 | 2.17 | /metadata/labels | [] | /metadata/labels | an empty array
      metadata.labels-and-attributes-are-objects | provision | 2.17 | 2.17 | /metadata/attributes | "a" | /metadata/attributes | an object
      metadata.labels-and-attributes-are-objects | provision | 2.16 | 2.17 | /metadata | 5 | /metadata | an object is due
      metadata.labels-and-attributes-are-objects | update | 2.16 | 2.17 | /metadata/labels | 5 | /metadata/labels | an object
      metadata.labels-and-attributes-are-objects | fetched instance | 2.17 | 2.17 | /metadata/labels | 5 | /metadata/labels | an object
      provision.body-is-object | provisioned | 2.14 | 2.17 | | [] | | the body is an empty array
      bind.body-is-object | bind | 2.14 | 2.17 | | "bound" | | the body is
      bind.syslog-drain-url-is-string | bind | 2.11 | 2.17 | /syslog_drain_url | {} | /syslog_drain_url | a string is due
      bind.syslog-drain-url-is-string | fetched binding | 2.14 | 2.17 | /syslog_drain_url | 5 | /syslog_drain_url | a string is due
      bind.route-service-url-is-string | bind | 2.11 | 2.17 | /route_service_url | ["https://r"] | /route_service_url | a string is due
      bind.metadata-is-object | bind | 2.16 | 2.17 | /metadata | [] | /metadata | metadata is an empty array
      fetch-binding.body-is-object | fetched binding | 2.14 | 2.17 | | [] | | the body is an empty array
      fetch-binding.parameters-is-object | fetched binding | 2.14 | 2.17 | /parameters | "a" | /parameters | parameters is a string
      update.body-is-object | update | 2.11 | 2.17 | | [] | | the body is an empty array
      update.dashboard-url-is-string-or-null | update | 2.14 | 2.14 | /dashboard_url | "" | /dashboard_url | an empty string
      update.dashboard-url-is-string-or-null | update | 2.14 | 2.17 | /dashboard_url | [] | /dashboard_url | an empty array
      update.operation-non-empty | update accepted | 2.12 | 2.17 | /operation | "" | /operation | an empty string
      update.operation-non-empty | update accepted | 2.12 | 2.17 | /operation | null | /operation | a non-empty string
      update.operation-non-empty | update accepted | 2.11 | 2.17 | /operation | 5 | /operation | the number 5
      fetch-instance.member-types | fetched instance | 2.14 | 2.17 | | [] | | the body is an empty array
      fetch-instance.member-types | fetched instance | 2.14 | 2.17 | /plan_id | 5 | /plan_id | a string is due
      fetch-instance.member-types | fetched instance | 2.14 | 2.17 | /parameters | "a" | /parameters | parameters is a string
      fetch-instance.member-types | fetched instance | 2.17 | 2.17 | /maintenance_info | "2.1" | /maintenance_info | an object
      poll-instance.state-valid | poll | 2.11 | 2.17 | /state | "done" | /state | state is "done", "in progress", "succeeded" or "failed" is due
      poll-instance.state-valid | poll | 2.11 | 2.17 | /state | - | | state is missing
      poll-instance.state-valid | poll | 2.11 | 2.17 | | [] | | the body is an empty array
      poll-instance.description-non-empty | poll | 2.12 | 2.14 | /description | "" | /description | an empty string
      poll-instance.description-non-empty | poll | 2.16 | 2.17 | /description | "" | /description | an empty string
      errors.flags-are-booleans | failed poll | 2.16 | 2.17 | /instance_usable | "no" | /instance_usable | a boolean is due
      poll-binding.state-valid | poll binding | 2.14 | 2.17 | /state | "in_progress" | /state | "in_progress"
      poll-binding.description-is-string | poll binding | 2.14 | 2.14 | /description | "" | /description | an empty string
      poll-binding.description-is-string | poll binding | 2.14 | 2.17 | /description | 5 | /description | the number 5
      bind.credentials-is-object | bind | 2.11 | 2.17 | /credentials | "user:pass" | /credentials | credentials is a string
      bind.expires-at-format | bind | 2.16 | 2.17 | /metadata/expires_at | "2030-12-31T23:59:59.0+01:00" | /metadata/expires_at | in UTC
      bind.expires-at-format | bind | 2.16 | 2.17 | /metadata/expires_at | "2030-12-31T23:59:59.0" | /metadata/expires_at | in UTC
      bind.expires-at-format | bind | 2.16 | 2.17 | /metadata/expires_at | "2030-02-30T23:59:59.0Z" | /metadata/expires_at | "2030-02-30
      bind.expires-at-format | bind | 2.16 | 2.17 | /metadata/expires_at | 1893456000 | /metadata/expires_at | the number
      bind.renew-before-format | bind | 2.17 | 2.17 | /metadata/renew_before | "tomorrow" | /metadata/renew_before | "tomorrow"
      bind.volume-mount-complete | bind | 2.11 | 2.17 | /volume_mounts/0/driver | - | /volume_mounts/0 | driver is missing
      bind.volume-mount-complete | bind | 2.11 | 2.17 | /volume_mounts | {} | /volume_mounts | an array
      bind.volume-mode-valid | bind | 2.11 | 2.17 | /volume_mounts/0/mode | "w" | /volume_mounts/0/mode | "r" or "rw" is due
      bind.volume-device-type-shared | bind | 2.11 | 2.17 | /volume_mounts/0/device_type | "local" | /volume_mounts/0/device_type | "shared" is due
      bind.volume-device-has-id | bind | 2.11 | 2.17 | /volume_mounts/0/device/volume_id | - | /volume_mounts/0/device | volume_id is missing
      bind.mount-config-is-object | bind | 2.11 | 2.17 | /volume_mounts/0/device/mount_config | "a" | /volume_mounts/0/device/mount_config | an object is due
      bind.endpoint-complete | bind | 2.15 | 2.17 | /endpoints/0/host | - | /endpoints/0 | host is missing
      bind.endpoint-ports-valid | bind | 2.15 | 2.17 | /endpoints/0/ports/1 | 3306 | /endpoints/0/ports/1 | item 1 of ports is the number 3306
      bind.endpoint-ports-valid | bind | 2.15 | 2.17 | /endpoints/0/ports | [] | /endpoints/0/ports | an empty array
      bind.endpoint-ports-valid | bind | 2.15 | 2.17 | /endpoints/0/ports/0 | "https" | /endpoints/0/ports/0 | "https"
      bind.endpoint-protocol-valid | bind | 2.15 | 2.17 | /endpoints/0/protocol | "TCP" | /endpoints/0/protocol | "tcp", "udp" or "all"
      bind.endpoint-host-valid | bind | 2.15 | 2.17 | /endpoints/0/host | "http://u:p@h/" | /endpoints/0/host | host is a string
      bind.endpoint-host-valid | bind | 2.15 | 2.17 | /endpoints/0/host | "h:3306" | /endpoints/0/host | host is a string
      bind.running-has-no-credentials | bind accepted | 2.14 | 2.17 | /credentials | {"password":"x"} | /credentials | credentials is an object
      bind.running-has-no-credentials | bind accepted | 2.14 | 2.17 | /route_service_url | "http://u:p@h" | /route_service_url | is a string
      bind.running-has-no-credentials | bind accepted | 2.15 | 2.17 | /endpoints | [{}] | /endpoints | an array
      bind.operation-at-most-10000 | bind accepted | 2.14 | 2.14 | /operation | "" | /operation | an empty string
      bind.operation-at-most-10000 | bind accepted | 2.14 | 2.17 | /operation | 5 | /operation | the number 5
      bind.operation-at-most-10000 | bind accepted | 2.15 | 2.17 | /operation | LONG | /operation | 10001 characters
      bind.credentials-is-object | fetched binding | 2.14 | 2.17 | /credentials | [] | /credentials | an empty array
      bind.expires-at-format | fetched binding | 2.16 | 2.17 | /metadata/expires_at | "never" | /metadata/expires_at | "never"
      deprovision.body-is-empty-object | deprovision | 2.11 | 2.17 | | "" | | an empty string
      deprovision.operation-non-empty | deprovision accepted | 2.12 | 2.14 | /operation | "" | /operation | an empty string
      deprovision.operation-non-empty | deprovision accepted | 2.11 | 2.14 | /operation | 5 | /operation | the number 5
      deprovision.operation-at-most-10000 | deprovision accepted | 2.15 | 2.17 | /operation | LONG | /operation | 10001 characters
      unbind.body-is-empty-object | unbind | 2.11 | 2.17 | | null | | null
      unbind.operation-at-most-10000 | unbind accepted | 2.14 | 2.14 | /operation | "" | /operation | an empty string
      unbind.operation-at-most-10000 | unbind accepted | 2.15 | 2.17 | /operation | LONG | /operation | 10001 characters
      errors.code-non-empty | error | 2.14 | 2.17 | /error | "" | /error | an empty string
      errors.code-non-empty | error | 2.14 | 2.17 | /error | 422 | /error | the number 422
      errors.code-camel-case | error | 2.14 | 2.17 | /error | "Async required" | /error | camel case
      errors.description-non-empty | error | 2.14 | 2.17 | /description | "" | /description | an empty string
      errors.description-non-empty | error | 2.14 | 2.17 | /description | null | /description | null
      errors.flags-are-booleans | update error | 2.16 | 2.17 | /update_repeatable | "no" | /update_repeatable | a boolean
      provision.conflict-body-is-empty-object | conflict | 2.11 | 2.13 | /id | 5 | | a member id
      provision.conflict-body-is-empty-object | conflict | 2.11 | 2.13 | | [] | | an empty array
      deprovision.gone-body-is-empty-object | gone | 2.11 | 2.13 | | [] | | an empty array
      """;

  private static Stream<List<String>> rows() {
    return WRONG
        .lines()
        .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList());
  }

  static Stream<Arguments> wrong() {
    return rows()
        .flatMap(
            row -> Arrays.stream(ApiVersion.values()).map(version -> Arguments.of(version, row)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("wrong")
  void wrong_value_is_found_at_its_versions_only(ApiVersion version, List<String> row) {
    var requirement = row.get(0);
    var answer = answer(row.get(1));
    var value = row.get(5).equals("LONG") ? "\"" + "x".repeat(10_001) + "\"" : row.get(5);
    var said =
        Dialogue.at(version)
            .hears(answer.request(), answer.status(), with(answer.body(), row.get(4), value));
    if (within(version, row.get(2), row.get(3))) {
      assertViolated(said, requirement, row.get(6), row.get(7));
    } else if (rows()
        .noneMatch(
            other -> sameMistake(row, other) && within(version, other.get(2), other.get(3)))) {
      assertTrue(!(said.get(requirement) instanceof Judgement.Violated), () -> said.toString());
    }
  }

  private static boolean sameMistake(List<String> row, List<String> other) {
    return Stream.of(0, 1, 4, 5).allMatch(i -> row.get(i).equals(other.get(i)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("wrong")
  void right_value_is_met_wherever_a_wrong_one_is_found(ApiVersion version, List<String> row) {
    var answer = answer(row.get(1));
    var said = Dialogue.at(version).hears(answer.request(), answer.status(), answer.body());
    var requirement = Requirements.bundled().get(row.get(0));
    if (requirement.level(version).isEmpty()) {
      assertEquals(null, said.get(requirement.id()));
    } else if (within(version, row.get(2), row.get(3))) {
      assertMet(said, requirement.id());
    }
  }

  @Test
  void every_demand_of_the_schemas_has_a_body_that_violates_it() {
    var demands = new HashSet<String>();
    for (var message : Message.values()) {
      for (var version : ApiVersion.values()) {
        for (var asynchronous : List.of(true, false)) {
          MessageSchemas.checks(message, asynchronous, version).stream()
              .filter(check -> !check.isPermission())
              .forEach(check -> demands.add(check.requirement()));
        }
      }
    }
    rows().forEach(row -> demands.remove(row.get(0)));
    assertEquals(new HashSet<String>(), demands);
  }
}
