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

class PlatformIdentityRulesTest {
  private static final String HEADER = "X-Broker-API-Originating-Identity";
  private static final List<String> ALL =
      List.of(
          "identity.platform-blank-value",
          "identity.platform-non-empty",
          "identity.platform-from-profile",
          "identity.platform-matches-context",
          "identity.value-is-base64",
          "identity.value-is-json-object",
          "identity.cloudfoundry-user-id",
          "identity.kubernetes-username-and-uid",
          "identity.kubernetes-groups",
          "identity.kubernetes-extra");

  private static Talk sends(String value) {
    return latest().with(HEADER, value).get("/v2/catalog", 200, CATALOG);
  }

  private static Talk identity(String platform, String json) {
    return sends(platform + " " + base64(json));
  }

  @Test
  void request_without_identity_is_not_judged() {
    var talk = latest().provisioned();
    ALL.forEach(id -> assertEquals(NOTHING, talk.says(id), id));
  }

  @Test
  void identity_is_new_in_2_13() {
    assertEquals(List.of(), at(ApiVersion.V2_12).with(HEADER, "nonsense").provisioned().violated());
  }

  @ParameterizedTest
  @ValueSource(strings = {"e30=", "a  e30=", "a b c"})
  void platform_and_value_are_parted_by_one_blank(String value) {
    assertEquals(VIOLATED, sends(value).says("identity.platform-blank-value"));
    assertEquals(MET, sends("a e30=").says("identity.platform-blank-value"));
  }

  @Test
  void empty_header_names_no_platform() {
    assertEquals(VIOLATED, sends(" ").says("identity.platform-non-empty"));
    assertEquals(MET, sends("a e30=").says("identity.platform-non-empty"));
  }

  @ParameterizedTest
  @CsvSource({
    "cloudfoundry, MET",
    "kubernetes, MET",
    "CloudFoundry, VIOLATED",
    "cf, VIOLATED",
    "k8s, VIOLATED",
    "acme, NOTHING"
  })
  void known_platform_has_the_name_of_the_profile(String platform, Said said) {
    assertEquals(said, identity(platform, "{}").says("identity.platform-from-profile"));
  }

  @Test
  void platform_is_that_of_the_context() {
    var id = "identity.platform-matches-context";
    assertEquals(MET, latest().with(HEADER, "test e30=").provisioned().says(id));
    assertEquals(VIOLATED, latest().with(HEADER, "other e30=").provisioned().says(id));
    assertEquals(NOTHING, sends("other e30=").says(id));
  }

  @Test
  void value_is_base64() {
    var id = "identity.value-is-base64";
    assertEquals(MET, sends("a e30=").says(id));
    assertEquals(MET, sends("a e30").says(id));
    assertEquals(MET, sends("a " + base64("{'a':'??>>~~'}").replace('/', '_')).says(id));
    assertEquals(VIOLATED, sends("a {}").says(id));
  }

  @Test
  void value_is_a_json_object() {
    var id = "identity.value-is-json-object";
    assertEquals(MET, identity("a", "{'user':1}").says(id));
    assertEquals(VIOLATED, identity("a", "[]").says(id));
    assertEquals(VIOLATED, identity("a", "me").says(id));
    assertEquals(NOTHING, sends("a {}").says(id));
  }

  @Test
  void cloud_foundry_user_has_an_id() {
    var id = "identity.cloudfoundry-user-id";
    assertEquals(MET, identity("cloudfoundry", "{'user_id':'u'}").says(id));
    assertEquals(VIOLATED, identity("cloudfoundry", "{'user':'u'}").says(id));
    assertEquals(VIOLATED, identity("cloudfoundry", "{'user_id':7}").says(id));
    assertEquals(NOTHING, identity("acme", "{}").says(id));
  }

  @Test
  void kubernetes_user_is_described() {
    var right = "{'username':'u','uid':'1','groups':['a'],'extra':{'k':['v']}}";
    var wrong = "{'username':'u','uid':1,'groups':[1],'extra':{'k':'v'}}";
    for (var id :
        List.of(
            "identity.kubernetes-username-and-uid",
            "identity.kubernetes-groups",
            "identity.kubernetes-extra")) {
      assertEquals(MET, identity("kubernetes", right).says(id), id);
      assertEquals(VIOLATED, identity("kubernetes", wrong).says(id), id);
      var extra = id.equals("identity.kubernetes-extra");
      assertEquals(extra ? MET : VIOLATED, identity("kubernetes", "{}").says(id), id);
      assertEquals(NOTHING, identity("cloudfoundry", "{}").says(id), id);
    }
  }

  @Test
  void findings_do_not_show_the_identity() {
    var findings =
        latest()
            .judge()
            .judge(
                Exchanged.get(
                    "/v2/catalog",
                    org.osbctl.http.Headers.of(
                        HEADER, "kubernetes " + base64("{'uid':'top-secret'}"))));
    assertEquals(false, findings.toString().contains("top-secret"));
  }
}
