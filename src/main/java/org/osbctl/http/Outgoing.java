package org.osbctl.http;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Locale;
import java.util.Set;

/** Turns a request of ours into one of {@code java.net.http}, or says why it cannot be sent. */
final class Outgoing {
  private static final Set<String> OWNED_BY_THE_CONNECTION =
      Set.of("connection", "content-length", "expect", "host", "upgrade");

  private Outgoing() {}

  /** The request cannot be sent; the message says why and quotes no value, which may be secret. */
  static final class Unsendable extends Exception {
    private static final long serialVersionUID = 1;

    Unsendable(String why) {
      super(why);
    }
  }

  static HttpRequest prepare(HttpRequestData request, Way way) throws Unsendable {
    checkUri(request.uri());
    var body =
        request.body().isEmpty()
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofByteArray(request.body().bytes());
    try {
      // Letters beyond ASCII would go out as question marks.
      var uri = URI.create(request.uri().toASCIIString());
      var builder = HttpRequest.newBuilder(uri).method(request.method(), body);
      for (var field : request.headers().fields()) {
        checkHeader(field);
        builder.header(field.name(), field.value());
      }
      // Between the proxy and us: the broker never sees it, nor does the record of the request.
      way.proxy()
          .flatMap(ProxyAddress::authentication)
          .flatMap(basic -> basic.headers().first("Authorization"))
          .ifPresent(value -> builder.header("Proxy-Authorization", value));
      return builder.build();
    } catch (IllegalArgumentException e) {
      throw new Unsendable("the request cannot be sent: its method, URL or a header is malformed");
    }
  }

  private static void checkUri(URI uri) throws Unsendable {
    var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new Unsendable("the URL has to begin with http:// or https://");
    }
    if (uri.getHost() == null) {
      throw new Unsendable(
          "the URL names no host, or one with characters other than letters, digits, dots and"
              + " hyphens");
    }
    if (uri.getPort() > 65535) {
      throw new Unsendable("the URL names a port above 65535");
    }
  }

  private static void checkHeader(Headers.Field field) throws Unsendable {
    var name = field.name();
    if (!isToken(name)) {
      throw new Unsendable(
          "a header cannot be named \"" + Visible.excerpt(name, 40) + "\": not an HTTP token");
    }
    if (OWNED_BY_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
      throw new Unsendable("the header " + name + " cannot be chosen: the connection sets it");
    }
    // Beyond ASCII, java.net.http would send question marks.
    if (!field.value().chars().allMatch(c -> c == '\t' || (c >= ' ' && c < 0x7f))) {
      throw new Unsendable(
          "the value of the header "
              + name
              + " has characters that HTTP does not allow there, such as a line break");
    }
  }

  private static boolean isToken(String name) {
    return !name.isEmpty()
        && name.chars()
            .allMatch(
                c ->
                    (c >= '0' && c <= '9')
                        || (c >= 'a' && c <= 'z')
                        || (c >= 'A' && c <= 'Z')
                        || "!#$%&'*+-.^_`|~".indexOf(c) >= 0);
  }
}
