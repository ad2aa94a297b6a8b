package org.osbctl.http.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.osbctl.http.TokenException;
import org.osbctl.http.token.KeystoneLogin.Kind;

/** What settings say about who logs in, and where to. */
class KeystoneLoginTest {
  /** {@code name=value} between blanks. */
  private static Map<String, String> settings(String text) {
    var settings = new HashMap<String, String>();
    for (var each : text.split(" ", -1)) {
      int equals = each.indexOf('=');
      settings.put(each.substring(0, equals), each.substring(equals + 1));
    }
    return settings;
  }

  @ParameterizedTest
  @CsvSource({
    "application_credential_id=a username=u, APPLICATION_CREDENTIAL",
    "application_credential_name=a token=t, APPLICATION_CREDENTIAL",
    "username=u token=t, PASSWORD",
    "user_id=u, PASSWORD",
    "username= token=t, TOKEN",
    "token=t, TOKEN"
  })
  void kind_of_login_is_told_by_what_is_set(String text, Kind kind) {
    assertEquals(kind, KeystoneLogin.kind(Optional.empty(), settings(text)));
    assertTrue(KeystoneLogin.names(settings(text)));
  }

  @Test
  void nobody_is_named() {
    var nobody = settings("username= password=p auth_url=u");
    assertFalse(KeystoneLogin.names(nobody));
    assertThrows(TokenException.class, () -> KeystoneLogin.kind(Optional.empty(), nobody));
  }

  @ParameterizedTest
  @CsvSource({
    "v3Password, PASSWORD",
    "password, PASSWORD",
    "v3applicationcredential, APPLICATION_CREDENTIAL",
    "v3token, TOKEN",
    "admin_token, TOKEN"
  })
  void named_type_counts_more(String type, Kind kind) {
    assertEquals(kind, KeystoneLogin.kind(Optional.of(type), settings("username=u token=t")));
  }

  @Test
  void unknown_type_is_named() {
    var e =
        assertThrows(
            TokenException.class, () -> KeystoneLogin.kind(Optional.of("v3kerberos"), Map.of()));
    assertEquals(
        "The authentication type v3kerberos of Keystone is not supported.", e.getMessage());
    assertEquals(TokenException.Kind.SETTING, e.kind());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "user_id=u | {\"id\":\"u\",\"password\":\"p\"}",
        "username=u user_domain_id=d |"
            + " {\"name\":\"u\",\"domain\":{\"id\":\"d\"},\"password\":\"p\"}",
        "username=u user_domain_name=D |"
            + " {\"name\":\"u\",\"domain\":{\"name\":\"D\"},\"password\":\"p\"}",
        "username=u default_domain=e |"
            + " {\"name\":\"u\",\"domain\":{\"id\":\"e\"},\"password\":\"p\"}",
        "username=u user_domain_id=d user_domain_name=D |"
            + " {\"name\":\"u\",\"domain\":{\"id\":\"d\"},\"password\":\"p\"}"
      })
  void user_is_named_with_the_domain(String text, String user) {
    var login = KeystoneLogin.password(settings(text + " password=p"));
    assertEquals(
        "{\"identity\":{\"methods\":[\"password\"],\"password\":{\"user\":" + user + "}}}",
        login.auth().toString());
    assertEquals(List.of("p"), login.secrets());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "trust_id=t project_id=p | {\"OS-TRUST:trust\":{\"id\":\"t\"}}",
        "project_id=p project_name=P domain_id=d | {\"project\":{\"id\":\"p\"}}",
        "project_name=P project_domain_id=d |"
            + " {\"project\":{\"name\":\"P\",\"domain\":{\"id\":\"d\"}}}",
        "project_name=P project_domain_name=D |"
            + " {\"project\":{\"name\":\"P\",\"domain\":{\"name\":\"D\"}}}",
        "domain_id=d domain_name=D | {\"domain\":{\"id\":\"d\"}}",
        "domain_name=D | {\"domain\":{\"name\":\"D\"}}",
        "system_scope=all | {\"system\":{\"all\":true}}"
      })
  void scope_is_the_nearest_one_that_is_named(String text, String scope) {
    var login = KeystoneLogin.password(settings(text + " user_id=u password=p"));
    assertEquals(scope, login.auth().path("scope").toString());
  }

  @Test
  void without_a_scope_the_user_has_a_default() {
    var login = KeystoneLogin.password(settings("user_id=u password=p system_scope=some"));
    assertFalse(login.auth().has("scope"));
  }

  @Test
  void application_credential_brings_its_project_itself() {
    var byId =
        KeystoneLogin.applicationCredential(
            settings("application_credential_id=a application_credential_secret=s project_id=p"));
    assertEquals(
        "{\"identity\":{\"methods\":[\"application_credential\"],"
            + "\"application_credential\":{\"id\":\"a\",\"secret\":\"s\"}}}",
        byId.auth().toString());
    assertEquals(List.of("s"), byId.secrets());
    var byName =
        KeystoneLogin.applicationCredential(
            settings("application_credential_name=A application_credential_secret=s user_id=u"));
    assertEquals(
        "{\"name\":\"A\",\"user\":{\"id\":\"u\"},\"secret\":\"s\"}",
        byName.auth().at("/identity/application_credential").toString());
  }

  /** What is missing, in a login that lacks nothing else. */
  enum Missing {
    OS_PASSWORD("user_id=u"),
    OS_USERNAME("password=p user_domain_id=d"),
    OS_USER_DOMAIN_NAME("username=u password=p"),
    OS_PROJECT_DOMAIN_NAME("user_id=u password=p project_name=P");

    private final String settings;

    Missing(String settings) {
      this.settings = settings;
    }
  }

  @ParameterizedTest
  @EnumSource
  void remedy_names_the_variable_that_is_missing(Missing missing) {
    var e =
        assertThrows(
            TokenException.class, () -> KeystoneLogin.password(settings(missing.settings)));
    assertEquals(TokenException.Kind.SETTING, e.kind());
    assertTrue(e.remedy().startsWith("set " + missing), e.remedy());
  }

  @Test
  void application_credential_lacks_its_secret_or_its_name() {
    var secret =
        assertThrows(
            TokenException.class,
            () -> KeystoneLogin.applicationCredential(settings("application_credential_id=a")));
    assertTrue(secret.remedy().startsWith("set OS_APPLICATION_CREDENTIAL_SECRET"));
    var name =
        assertThrows(
            TokenException.class,
            () -> KeystoneLogin.applicationCredential(settings("application_credential_secret=s")));
    assertTrue(name.remedy().startsWith("set OS_APPLICATION_CREDENTIAL_ID"));
  }
}
