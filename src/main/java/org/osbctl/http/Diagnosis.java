package org.osbctl.http;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.osbctl.http.TransportFailure.Kind;

/**
 * Says in words what {@code java.net.http} says in exceptions, and who seems to be at fault.
 *
 * <p>Much is known from the text of a message only. What is not recognised is passed on as it is: a
 * JDK that words it differently costs a nice sentence, not the failure.
 */
final class Diagnosis {
  private static final Pattern STATUS_LINE = Pattern.compile("(?s)Invalid status line: \"(.*)\"");
  private static final Pattern IN_STATUS_LINE =
      Pattern.compile("(?s)parsing HTTP/1.1 status line, receiving \\[(.*)], parser state.*");
  private static final Pattern FIXED_LENGTH =
      Pattern.compile("fixed content-length: (-?\\d+), bytes received: (\\d+)");

  private final TransportOptions options;

  Diagnosis(TransportOptions options) {
    this.options = options;
  }

  /** The deadline passed; the body tells how far the answer had come. */
  TransportFailure late(URI uri, @Nullable LimitedBody body) {
    var within = " within " + words(options.requestTimeout());
    return body == null
        ? failure(Kind.TIMEOUT, "no answer from " + place(uri) + within)
        : failure(
            Kind.TIMEOUT,
            peer(uri)
                + " answered with status "
                + body.status()
                + ", but sent no complete body"
                + within
                + " ("
                + body.received()
                + " bytes came)");
  }

  /** The exchange failed with this. */
  TransportFailure of(Throwable cause, URI uri, @Nullable LimitedBody body) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      var known = known(each, uri, body);
      if (known != null) {
        return known;
      }
    }
    if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
      return unconnected(cause, uri);
    }
    return body == null ? inHead(cause, uri) : inBody(cause, uri, body);
  }

  /** What the type alone tells. */
  private @Nullable TransportFailure known(Throwable cause, URI uri, @Nullable LimitedBody body) {
    return switch (cause) {
      case SSLException e -> failure(Kind.TLS, TlsWords.of(e, uri));
      case UnknownHostException e -> unknownHost(uri);
      case UnresolvedAddressException e -> unknownHost(uri);
      case HttpConnectTimeoutException e ->
          failure(
              Kind.TIMEOUT,
              "no connection to " + place(uri) + " within " + words(options.connectTimeout()));
      case HttpTimeoutException e -> late(uri, body);
      case LimitedBody.TooLarge e -> failure(Kind.TOO_LARGE, message(e));
      default -> null;
    };
  }

  private static TransportFailure unknownHost(URI uri) {
    return failure(
        Kind.UNKNOWN_HOST, "the host " + host(uri) + " is unknown: its name has no address");
  }

  private TransportFailure unconnected(Throwable cause, URI uri) {
    var text = message(cause);
    // A refused connection comes without a message.
    if (text.isEmpty() || text.toLowerCase(Locale.ROOT).contains("refused")) {
      return failure(
          Kind.REFUSED, "connection refused: nothing accepts connections at " + place(uri));
    }
    return failure(Kind.UNREACHABLE, "no way to " + place(uri) + ": " + Visible.excerpt(text, 100));
  }

  private TransportFailure inHead(Throwable cause, URI uri) {
    var text = message(cause);
    var statusLine = Stream.of(STATUS_LINE, IN_STATUS_LINE).map(p -> p.matcher(text)).toList();
    for (var line : statusLine) {
      if (line.matches()) {
        return notHttp(line.group(1), uri);
      }
    }
    if (text.startsWith("Header size too big") || text.contains("Header size limit")) {
      return failure(Kind.TOO_LARGE, "the head of the answer is endless or too large");
    }
    if (text.contains("received no bytes")) {
      return failure(
          Kind.DISCONNECTED, peer(uri) + " " + ended(cause) + " the connection without an answer");
    }
    if (text.startsWith("parsing HTTP")) {
      return failure(
          Kind.DISCONNECTED,
          peer(uri) + " " + ended(cause) + " the connection within the head of the answer");
    }
    if (cause instanceof ProtocolException
        || cause instanceof NumberFormatException
        || text.startsWith("unexpected content length")) {
      return contradicts(text, uri);
    }
    return other(cause, uri);
  }

  private TransportFailure inBody(Throwable cause, URI uri, LimitedBody body) {
    var text = message(cause);
    var fixed = FIXED_LENGTH.matcher(text);
    if (fixed.matches() && !fixed.group(1).startsWith("-")) {
      return failure(
          Kind.DISCONNECTED,
          cut(cause, uri, body)
              + ": Content-Length says "
              + fixed.group(1)
              + " bytes, "
              + fixed.group(2)
              + " came");
    }
    if (text.startsWith("chunked transfer encoding")) {
      return failure(
          Kind.DISCONNECTED, cut(cause, uri, body) + ": the chunk that ends it is missing");
    }
    if (cause instanceof SocketException) {
      return failure(Kind.DISCONNECTED, cut(cause, uri, body));
    }
    return contradicts(text, uri);
  }

  private String cut(Throwable cause, URI uri, LimitedBody body) {
    return peer(uri)
        + " answered with status "
        + body.status()
        + ", but "
        + ended(cause)
        + " the connection within the body";
  }

  /** What was seen instead of {@code HTTP/1.1 200}. */
  private TransportFailure notHttp(String seen, URI uri) {
    if (seen.length() > 1 && seen.charAt(0) == 0x15 && seen.charAt(1) == 3) {
      return failure(
          Kind.NOT_HTTP, peer(uri) + " speaks TLS at this port; try https:// instead of http://");
    }
    return failure(
        Kind.NOT_HTTP,
        peer(uri) + " does not speak HTTP/1.1; it said: " + Visible.excerpt(seen, 60));
  }

  private TransportFailure contradicts(String text, URI uri) {
    return failure(
        Kind.NOT_HTTP,
        peer(uri) + " sent an answer that breaks HTTP: " + Visible.excerpt(text, 100));
  }

  private TransportFailure other(Throwable cause, URI uri) {
    var text = message(cause);
    if (cause instanceof java.io.IOException) {
      return failure(
          Kind.DISCONNECTED,
          "the connection to "
              + place(uri)
              + " broke"
              + (text.isEmpty() ? "" : ": " + Visible.excerpt(text, 100)));
    }
    return failure(
        Kind.OTHER, "no answer, for a reason unknown to osbctl: " + Visible.excerpt(text, 100));
  }

  /** A reset may come from anything on the way, a close is the work of who is spoken to. */
  private static String ended(Throwable cause) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      if (each instanceof SocketException) {
        return "reset";
      }
    }
    return "closed";
  }

  private static String peer(URI uri) {
    return "the broker at " + place(uri);
  }

  static String place(URI uri) {
    int port = uri.getPort();
    return port < 0 ? host(uri) : host(uri) + ":" + port;
  }

  static String host(URI uri) {
    return Visible.excerpt(Objects.requireNonNullElse(uri.getHost(), "?"), 100);
  }

  private static String words(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }

  private static String message(Throwable cause) {
    return Objects.requireNonNullElse(cause.getMessage(), "").strip();
  }

  private static TransportFailure failure(Kind kind, String detail) {
    return new TransportFailure(kind, detail);
  }
}
