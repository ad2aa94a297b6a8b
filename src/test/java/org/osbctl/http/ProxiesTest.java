package org.osbctl.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the environment says about proxies. */
class ProxiesTest {
  private static String on(Map<String, String> environment, String uri)
      throws ProxySettingException {
    return Proxies.from(environment).on(URI.create(uri)).map(Object::toString).orElse("direct");
  }

  @Test
  void nothing_said_means_no_proxy() throws ProxySettingException {
    assertEquals(Proxies.NONE, Proxies.from(Map.of("NO_PROXY", "example.com", "HTTP_PROXY", " ")));
    assertEquals(Optional.empty(), Proxies.NONE.on(URI.create("http://broker.example/")));
  }

  @Test
  void each_scheme_has_its_proxy() throws ProxySettingException {
    var environment = Map.of("HTTP_PROXY", "http://a:1", "HTTPS_PROXY", "http://b:2");
    assertEquals("a:1", on(environment, "http://broker.example/"));
    assertEquals("b:2", on(environment, "https://broker.example/"));
    assertEquals("direct", on(Map.of("HTTP_PROXY", "http://a:1"), "https://broker.example/"));
  }

  @Test
  void small_letters_count_more() throws ProxySettingException {
    var environment =
        Map.of(
            "HTTP_PROXY",
            "http://a:1",
            "http_proxy",
            "http://b:2",
            "no_proxy",
            "x",
            "NO_PROXY",
            "*");
    assertEquals("b:2", on(environment, "http://broker.example/"));
  }

  @ParameterizedTest
  @CsvSource({
    "proxy, proxy:80",
    "proxy:3128, proxy:3128",
    "' http://proxy:3128/ ', proxy:3128",
    "HTTP://10.0.0.1:3128, 10.0.0.1:3128",
    "'http://[::1]:3128', [::1]:3128",
    "http://user:p%40ss@proxy:3128, proxy:3128"
  })
  void address_of_a_proxy(String text, String expected) throws ProxySettingException {
    assertEquals(expected, ProxyAddress.parse("x", text).toString());
  }

  @Test
  void credentials_are_decoded_and_secret() throws ProxySettingException {
    var proxies = Proxies.from(Map.of("HTTPS_PROXY", "http://us%3Aer:p%40s+s@proxy:3128"));
    var expected = new Authentication.Basic("us:er", "p@s+s");
    assertEquals(Optional.of(expected), proxies.https().orElseThrow().authentication());
    assertEquals(expected.secrets(), proxies.secrets());
    assertFalse(proxies.toString().contains("p@s"), proxies.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "socks5://user:geheim@proxy:1080, 'osbctl speaks to proxies by http:// only, not by socks5://'",
    "https://user:geheim@proxy, 'osbctl speaks to proxies by http:// only, not by https://'",
    "http://user:geheim@pro xy:1, it is not the address of a proxy",
    "http://user:geheim@:1, it is not the address of a proxy",
    "http://user:geheim@proxy:99999, it is not the address of a proxy"
  })
  void unusable_proxy_is_named_by_its_variable(String text, String reason) {
    var problem =
        assertThrows(ProxySettingException.class, () -> Proxies.from(Map.of("HTTPS_PROXY", text)));
    assertEquals("the proxy in HTTPS_PROXY cannot be used", problem.what());
    assertEquals(reason, problem.reason());
    assertEquals("write it as http://HOST:PORT", problem.remedy());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost/",
        "http://LOCALHOST:8080/",
        "http://broker.localhost/",
        "http://127.0.0.1:8080/",
        "http://127.3.2.1/",
        "http://[::1]:8080/"
      })
  void loopback_is_called_directly_unless_the_proxy_is_named_for_it(String uri)
      throws ProxySettingException {
    assertEquals("direct", on(Map.of("HTTP_PROXY", "http://a:1"), uri));
    var named = Proxies.through(ProxyAddress.parse("--proxy", "a:1"));
    assertEquals("a:1", named.on(URI.create(uri)).map(Object::toString).orElse("direct"));
  }

  @ParameterizedTest
  @CsvSource({
    "*, http://broker.example/, direct",
    "broker.example, http://broker.example/, direct",
    "BROKER.example, http://Broker.Example:8080/, direct",
    "example, http://broker.example/, direct",
    ".example, http://broker.example/, direct",
    "*.example, http://broker.example/, direct",
    "roker.example, http://broker.example/, a:1",
    "'x, broker.example ,y', http://broker.example/, direct",
    "x broker.example, http://broker.example/, direct",
    "broker.example:80, http://broker.example/, direct",
    "broker.example:8080, http://broker.example/, a:1",
    "broker.example:8080, http://broker.example:8080/, direct",
    "10.1.2.3, http://10.1.2.3/, direct",
    "10.1.2.3:80, http://10.1.2.3/, direct",
    "10.1.0.0/16, http://10.1.2.3/, direct",
    "10.1.0.0/23, http://10.1.2.3/, a:1",
    "0.0.0.0/0, http://10.1.2.3/, direct",
    "10.1.0.0/99, http://10.1.2.3/, a:1",
    "10.1.0.0/x, http://10.1.2.3/, a:1",
    "2.3, http://10.1.2.3/, a:1",
    "'fd00::/8', 'http://[fd12::1]/', direct",
    "'fd00::1', 'http://[fd00:0::1]:99/', direct",
    "'[fd00::1]:99', 'http://[fd00::1]:99/', direct",
    "'[fd00::1]:98', 'http://[fd00::1]:99/', a:1",
    "999.1.1.1, http://10.1.2.3/, a:1",
    "'.', http://broker.example/, a:1"
  })
  void hosts_without_a_proxy(String noProxy, String uri, String expected)
      throws ProxySettingException {
    assertEquals(expected, on(Map.of("HTTP_PROXY", "http://a:1", "NO_PROXY", noProxy), uri));
  }

  @Test
  void no_credentials_no_secrets() throws ProxySettingException {
    assertEquals(List.of(), Proxies.from(Map.of("HTTP_PROXY", "a:1")).secrets());
  }
}
