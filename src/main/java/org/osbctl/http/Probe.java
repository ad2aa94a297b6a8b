package org.osbctl.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/**
 * Goes the way to a broker step by step, to tell which step does not work. No request is sent: the
 * connections it makes end without a word.
 */
public final class Probe {
  private static final int MOST_CERTIFICATES = 5;

  private final TransportOptions options;
  private final URI uri;
  private final Way way;

  /** Looks at the way that a transport with these options would take. */
  public Probe(TransportOptions options, URI uri) {
    this.options = options;
    this.uri = uri;
    this.way = new Way(uri, options.proxies().on(uri));
  }

  /**
   * What a step showed.
   *
   * @param works whether one can go on from here
   * @param words what was seen, fit for a terminal
   * @param expires when the first certificate of the chain ends, of the TLS step only
   */
  public record Step(boolean works, String words, Optional<Instant> expires) {
    private static Step good(String words) {
      return new Step(true, words, Optional.empty());
    }

    private static Step bad(String words) {
      return new Step(false, words, Optional.empty());
    }
  }

  /** Who is connected to in place of the broker, in words. */
  public Optional<String> proxy() {
    return way.proxy().map(ProxyAddress::toString);
  }

  /** Resolves the name of the host, or of the proxy in front of it. */
  public Step name() {
    try {
      var found =
          Arrays.stream(InetAddress.getAllByName(host()))
              .map(InetAddress::getHostAddress)
              .distinct()
              .collect(Collectors.joining(", "));
      return Step.good(Visible.text(host()) + " is " + found);
    } catch (UnknownHostException e) {
      return Step.bad(way.nextHost() + " is unknown: its name has no address");
    }
  }

  /** Connects. */
  public Step connect() {
    long start = System.nanoTime();
    try (var socket = open()) {
      return Step.good(
          "connected to "
              + ((InetSocketAddress) socket.getRemoteSocketAddress()).getAddress().getHostAddress()
              + " port "
              + socket.getPort()
              + " in "
              + milliseconds(start));
    } catch (IOException e) {
      return Step.bad(new Diagnosis(options).of(e, way, null).detail());
    }
  }

  /** Secures a connection, and looks at the certificates: also at those nobody should trust. */
  public Step secure() {
    long start = System.nanoTime();
    try {
      var session = handshake(options.tls().context(), true);
      return secured(session, milliseconds(start));
    } catch (SocketTimeoutException e) {
      return Step.bad(
          way.peer()
              + " takes the connection, but does not secure it within "
              + options.connectTimeout().toMillis()
              + " ms; see its log, and whether the port is for https");
    } catch (IOException e) {
      var why =
          e instanceof SSLException tls
              ? TlsWords.of(tls, way)
              : new Diagnosis(options).of(e, way, null).detail();
      // Who does not speak TLS has nothing to show, and may wait long for the end of a request.
      return Step.bad(
          why.contains("does not speak TLS")
              ? why
              : why + shown(why.contains("issued by an unknown CA")));
    }
  }

  private Step secured(SSLSession session, String time) throws SSLPeerUnverifiedException {
    var chain = chain(session);
    return new Step(
        true,
        session.getProtocol() + " in " + time + ", " + words(chain),
        chain.isEmpty()
            ? Optional.empty()
            : Optional.of(chain.getFirst().getNotAfter().toInstant()));
  }

  /**
   * What the broker shows to those who trust anyone; empty when it shows nothing to them either.
   */
  private String shown(boolean untrusted) {
    try {
      var anyone = SSLContext.getInstance("TLS");
      anyone.init(null, new TrustManager[] {new TrustAnyone()}, null);
      var chain = chain(handshake(anyone, false));
      return "; it shows " + words(chain) + (untrusted ? missing(chain) : "");
    } catch (IOException | GeneralSecurityException e) {
      return "";
    }
  }

  /** Said of a chain that ends below the top: what is missing is the broker's to send. */
  private static String missing(List<X509Certificate> chain) {
    var last = chain.isEmpty() ? null : chain.getLast();
    return last == null || last.getIssuerX500Principal().equals(last.getSubjectX500Principal())
        ? ""
        : "; unless that is a CA you know, the broker has to send the certificate of "
            + commonName(last.getIssuerX500Principal().getName())
            + ", too";
  }

  private SSLSession handshake(SSLContext context, boolean asHost) throws IOException {
    try (var plain = open();
        var socket =
            (SSLSocket)
                context.getSocketFactory().createSocket(plain, uri.getHost(), port(), true)) {
      if (asHost) {
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
      }
      socket.startHandshake();
      return socket.getSession();
    }
  }

  private static List<X509Certificate> chain(SSLSession session) throws SSLPeerUnverifiedException {
    var chain = new ArrayList<X509Certificate>();
    for (var each : session.getPeerCertificates()) {
      if (each instanceof X509Certificate certificate) {
        chain.add(certificate);
      }
    }
    return chain;
  }

  private static String words(List<X509Certificate> chain) {
    if (chain.isEmpty()) {
      return "no certificate";
    }
    var names =
        Stream.concat(
                chain.stream().map(c -> c.getSubjectX500Principal().getName()),
                Stream.of(chain.getLast().getIssuerX500Principal().getName()))
            .map(Probe::commonName)
            .distinct()
            .limit(MOST_CERTIFICATES)
            .collect(Collectors.joining(" < "));
    return "certificate of "
        + names
        + ", valid until "
        + chain.getFirst().getNotAfter().toInstant().toString().substring(0, 10);
  }

  private static String commonName(String distinguished) {
    var name =
        Stream.of(distinguished.split(","))
            .filter(part -> part.startsWith("CN="))
            .map(part -> part.substring(3))
            .findFirst()
            .orElse(distinguished);
    return Visible.excerpt(name.isEmpty() ? "(no name)" : name, 60);
  }

  private Socket open() throws IOException {
    var socket = new Socket();
    try {
      int patience = (int) Math.min(options.connectTimeout().toMillis(), Integer.MAX_VALUE);
      socket.setSoTimeout(patience);
      socket.connect(new InetSocketAddress(host(), nextPort()), patience);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private String host() {
    return way.proxy()
        .map(ProxyAddress::host)
        .orElse(Objects.requireNonNullElse(uri.getHost(), ""));
  }

  private int nextPort() {
    return way.proxy().map(ProxyAddress::port).orElseGet(this::port);
  }

  private int port() {
    return uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
  }

  private static String milliseconds(long start) {
    return Duration.ofNanos(System.nanoTime() - start).toMillis() + " ms";
  }
}
