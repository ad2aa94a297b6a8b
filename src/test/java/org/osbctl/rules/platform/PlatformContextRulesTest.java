package org.osbctl.rules.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.osbctl.rules.platform.Talk.*;
import static org.osbctl.rules.platform.Talk.Said.*;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osbctl.spec.ApiVersion;

class PlatformContextRulesTest {
  private static final String CLOUD_FOUNDRY =
      "{'platform':'cloudfoundry','organization_guid':'o','space_guid':'s',"
          + "'organization_name':'on','space_name':'sn','instance_name':'i'}";
  private static final String KUBERNETES =
      "{'platform':'kubernetes','namespace':'n','clusterid':'c','instance_name':'i'}";

  private static Talk sends(ApiVersion version, String context) {
    var body = PROVISION.replace("{'platform':'test'}", context);
    var update = "{'service_id':'db','context':" + context + "}";
    var bind = "{'service_id':'db','plan_id':'small','context':" + context + "}";
    return at(version)
        .put(INSTANCE, body, 201, "{}")
        .patch(INSTANCE, update, 200, "{}")
        .put(BINDING, bind, 201, "{}");
  }

  private static Talk sends(String context) {
    return sends(ApiVersion.LATEST, context);
  }

  private static Talk binds(String platform, String resource) {
    return latest()
        .provisioned()
        .put(
            BINDING,
            "{'service_id':'db','plan_id':'small','context':{'platform':'"
                + platform
                + "'},'bind_resource':"
                + resource
                + "}",
            201,
            "{}");
  }

  @ParameterizedTest
  @ValueSource(strings = {CLOUD_FOUNDRY, KUBERNETES, "{'platform':'acme'}", "{}"})
  void right_context_is_let_pass(String context) {
    for (var version : ApiVersion.values()) {
      var violated =
          sends(version, context).violated().stream()
              .filter(id -> id.startsWith("context."))
              .toList();
      assertEquals(List.of(), violated, version.toString());
    }
  }

  @Test
  void context_names_its_platform() {
    var id = "context.platform-present";
    assertEquals(MET, sends("{'platform':'acme'}").says(id));
    assertEquals(VIOLATED, sends("{'organization_guid':'o'}").says(id));
    assertEquals(NOTHING, sends("{'team':'t'}").says(id));
    assertEquals(NOTHING, sends(ApiVersion.V2_11, "{'namespace':'n'}").says(id));
    var identified =
        latest()
            .with("X-Broker-API-Originating-Identity", "kubernetes e30=")
            .put(INSTANCE, PROVISION.replace("{'platform':'test'}", "{}"), 201, "{}");
    assertEquals(VIOLATED, identified.says(id));
  }

  @Test
  void platform_is_a_string_and_called_as_in_the_profile() {
    assertEquals(VIOLATED, sends("{'platform':7}").says("context.platform-is-string"));
    assertEquals(MET, sends(KUBERNETES).says("context.platform-is-string"));
    assertEquals(NOTHING, sends("{}").says("context.platform-is-string"));
    var exact = "context.platform-name-exact";
    assertEquals(MET, sends(CLOUD_FOUNDRY).says(exact));
    assertEquals(VIOLATED, sends("{'platform':'Cloud Foundry'}").says(exact));
    assertEquals(NOTHING, sends("{'platform':'acme'}").says(exact));
  }

  @ParameterizedTest
  @CsvSource({
    "cloudfoundry, organization_guid",
    "cloudfoundry, organization_name",
    "cloudfoundry, space_guid",
    "cloudfoundry, space_name",
    "cloudfoundry, instance_name",
    "kubernetes, namespace",
    "kubernetes, clusterid",
    "kubernetes, instance_name"
  })
  void members_are_non_empty_strings(String platform, String member) {
    var id = "context." + platform + "-" + member.replace('_', '-');
    var right = platform.equals("kubernetes") ? KUBERNETES : CLOUD_FOUNDRY;
    assertEquals(MET, sends(right).says(id));
    var wrong = right.replaceFirst("'" + member + "':'[a-z]*'", "'" + member + "':''");
    assertEquals(VIOLATED, sends(wrong).says(id));
    assertEquals(NOTHING, sends("{'platform':'acme','" + member + "':''}").says(id));
    assertEquals(NOTHING, sends("{'platform':'" + platform + "'}").says(id));
  }

  @ParameterizedTest
  @CsvSource({
    "cloudfoundry, organization_annotations", "cloudfoundry, space_annotations",
    "cloudfoundry, instance_annotations", "kubernetes, namespace_annotations",
    "kubernetes, instance_annotations"
  })
  void annotations_are_objects(String platform, String member) {
    var id = "context." + platform + "-" + member.replace('_', '-');
    var context = "{'platform':'" + platform + "','" + member + "':%s}";
    assertEquals(MET, sends(context.formatted("{'a':'b'}")).says(id));
    assertEquals(VIOLATED, sends(context.formatted("[]")).says(id));
    assertEquals(NOTHING, sends(ApiVersion.V2_15, context.formatted("[]")).says(id));
    assertEquals(NOTHING, sends("{'platform':'" + platform + "'}").says(id));
  }

  @ParameterizedTest
  @CsvSource({
    "cloudfoundry, provision, instance_name, V2_14, V2_15",
    "cloudfoundry, update, space_guid, V2_11, V2_12",
    "cloudfoundry, bind, organization_name, V2_14, V2_15",
    "kubernetes, provision, namespace, V2_11, V2_12",
    "kubernetes, update, instance_name, V2_15, V2_16",
    "kubernetes, bind, clusterid, V2_13, V2_14"
  })
  void members_are_there_from_their_version_on(
      String platform, String request, String member, ApiVersion before, ApiVersion since) {
    var id = "context." + platform + "-members-on-" + request;
    var right = platform.equals("kubernetes") ? KUBERNETES : CLOUD_FOUNDRY;
    var without = right.replaceFirst(",'" + member + "':'[a-z]*'", "");
    assertEquals(MET, sends(right).says(id));
    assertEquals(VIOLATED, sends(without).says(id));
    assertEquals(VIOLATED, sends(since, without).says(id));
    assertEquals(NOTHING, sends("{'platform':'acme'}").says(id));
    assertEquals(before == ApiVersion.V2_11 ? NOTHING : MET, sends(before, without).says(id));
  }

  @ParameterizedTest
  @CsvSource({
    "space_guid, cloudfoundry-space-guid, 's', ''",
    "credential_client_id, cloudfoundry-credential-client-id, 'c', ''"
  })
  void bind_resource_of_cloud_foundry_is_right(
      String member, String words, String right, String wrong) {
    var id = "bind." + words;
    assertEquals(MET, binds("cloudfoundry", "{'" + member + "':'" + right + "'}").says(id));
    assertEquals(VIOLATED, binds("cloudfoundry", "{'" + member + "':'" + wrong + "'}").says(id));
    assertEquals(NOTHING, binds("cloudfoundry", "{}").says(id));
    assertEquals(NOTHING, binds("acme", "{'" + member + "':''}").says(id));
  }

  @Test
  void annotations_of_an_application_are_an_object() {
    var id = "bind.cloudfoundry-app-annotations";
    assertEquals(MET, binds("cloudfoundry", "{'app_annotations':{}}").says(id));
    assertEquals(VIOLATED, binds("cloudfoundry", "{'app_annotations':'x'}").says(id));
    assertEquals(NOTHING, binds("cloudfoundry", "{}").says(id));
  }
}
