package org.osbctl.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which requests go through which proxy.
 *
 * @param http the proxy for {@code http://} URLs
 * @param https the proxy for {@code https://} URLs, through a tunnel
 * @param direct the hosts that are called without a proxy
 */
public record Proxies(Optional<ProxyAddress> http, Optional<ProxyAddress> https, NoProxy direct) {
  /** Every host is called directly. */
  public static final Proxies NONE = new Proxies(Optional.empty(), Optional.empty(), NoProxy.NONE);

  /**
   * The proxies that the usual environment variables name: {@code HTTP_PROXY}, {@code HTTPS_PROXY},
   * {@code NO_PROXY}, or the same in small letters, which count more.
   *
   * <p>Loopback is never called through one of these: a proxy elsewhere has another.
   *
   * @throws ProxySettingException if a variable names no usable proxy
   */
  public static Proxies from(Map<String, String> environment) throws ProxySettingException {
    var http = proxy(environment, "HTTP_PROXY");
    var https = proxy(environment, "HTTPS_PROXY");
    var direct = variable(environment, "NO_PROXY").map(Map.Entry::getValue).orElse("");
    return http.isEmpty() && https.isEmpty()
        ? NONE
        : new Proxies(http, https, NoProxy.parse(direct));
  }

  /** One proxy for everything, loopback included: for those who name it for this call. */
  public static Proxies through(ProxyAddress proxy) {
    return new Proxies(Optional.of(proxy), Optional.of(proxy), NoProxy.NONE);
  }

  private static Optional<ProxyAddress> proxy(Map<String, String> environment, String name)
      throws ProxySettingException {
    var found = variable(environment, name);
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(ProxyAddress.parse(found.get().getKey(), found.get().getValue()));
  }

  private static Optional<Map.Entry<String, String>> variable(
      Map<String, String> environment, String name) {
    return Stream.of(name.toLowerCase(Locale.ROOT), name)
        .filter(each -> !environment.getOrDefault(each, "").isBlank())
        .map(each -> Map.entry(each, environment.get(each)))
        .findFirst();
  }

  /** The proxy on the way to this URL. */
  public Optional<ProxyAddress> on(URI uri) {
    var secure = "https".equalsIgnoreCase(uri.getScheme());
    var proxy = secure ? https : http;
    if (uri.getHost() == null || proxy.isEmpty()) {
      return Optional.empty();
    }
    int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
    return direct.covers(uri.getHost(), port) ? Optional.empty() : proxy;
  }

  /** The strings that must never be printed. */
  public List<String> secrets() {
    return Stream.of(http, https)
        .flatMap(Optional::stream)
        .flatMap(proxy -> proxy.authentication().stream())
        .flatMap(basic -> basic.secrets().stream())
        .distinct()
        .toList();
  }

  ProxySelector selector() {
    return http.isEmpty() && https.isEmpty()
        ? java.net.http.HttpClient.Builder.NO_PROXY
        : new Selector(this);
  }

  private static final class Selector extends ProxySelector {
    private final Proxies proxies;

    Selector(Proxies proxies) {
      this.proxies = proxies;
    }

    @Override
    public List<Proxy> select(URI uri) {
      var proxy = proxies.on(uri);
      return List.of(
          proxy.isEmpty()
              ? Proxy.NO_PROXY
              : new Proxy(
                  Proxy.Type.HTTP,
                  InetSocketAddress.createUnresolved(proxy.get().host(), proxy.get().port())));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException cause) {
      // The exchange says so; there is no second proxy to choose next time.
    }
  }
}
