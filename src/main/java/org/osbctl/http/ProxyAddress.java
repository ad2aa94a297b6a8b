package org.osbctl.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * An HTTP proxy.
 *
 * @param host its name or address, without brackets
 * @param port its port
 * @param authentication how we prove to it who we are
 */
public record ProxyAddress(String host, int port, Optional<Authentication.Basic> authentication) {
  /**
   * Reads {@code http://user:password@host:port}; scheme, user and port may be missing.
   *
   * @param setting where the text comes from, for messages: it may hold a password, so they do not
   *     quote it
   * @throws ProxySettingException if it is no address of an HTTP proxy
   */
  public static ProxyAddress parse(String setting, String text) throws ProxySettingException {
    var what = "the proxy in " + setting + " cannot be used";
    var remedy = "write it as http://HOST:PORT";
    var uri = uri(text.strip());
    if (uri.isEmpty() || uri.get().getHost() == null || uri.get().getPort() > 65535) {
      throw new ProxySettingException(what, "it is not the address of a proxy", remedy);
    }
    var scheme = uri.get().getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http")) {
      throw new ProxySettingException(
          what, "osbctl speaks to proxies by http:// only, not by " + scheme + "://", remedy);
    }
    int port = uri.get().getPort() < 0 ? 80 : uri.get().getPort();
    var host = uri.get().getHost().replace("[", "").replace("]", "");
    return new ProxyAddress(host, port, authentication(uri.get()));
  }

  private static Optional<URI> uri(String text) {
    try {
      return Optional.of(new URI(text.contains("://") ? text : "http://" + text));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static Optional<Authentication.Basic> authentication(URI uri) {
    if (uri.getRawUserInfo() == null) {
      return Optional.empty();
    }
    var parts = uri.getRawUserInfo().split(":", 2);
    return Optional.of(
        new Authentication.Basic(decoded(parts[0]), parts.length < 2 ? "" : decoded(parts[1])));
  }

  private static String decoded(String part) {
    try {
      return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return part;
    }
  }

  /** Host and port, without the credentials. */
  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
