package org.osbctl.http;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/** The way to a broker, in words: who is called, and who stands between. */
record Way(URI uri, Optional<ProxyAddress> proxy) {
  /** The broker's host. */
  String host() {
    return Visible.excerpt(Objects.requireNonNullElse(uri.getHost(), "?"), 100);
  }

  /** The broker's host and port. */
  String place() {
    return uri.getPort() < 0 ? host() : host() + ":" + uri.getPort();
  }

  /** Who is spoken to; with a proxy between, only it knows who did what. */
  String peer() {
    var broker = "the broker at " + place();
    return proxy.map(p -> broker + " (or the proxy " + p + ")").orElse(broker);
  }

  /** Whom we connect to. */
  String next() {
    return proxy.map(p -> "the proxy " + p).orElseGet(this::place);
  }

  /** The host that we connect to. */
  String nextHost() {
    return proxy.map(p -> "the host of the proxy " + p).orElseGet(() -> "the host " + host());
  }
}
