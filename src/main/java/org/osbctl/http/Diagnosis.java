package org.osbctl.http;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
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

  private static final Pattern TUNNEL = Pattern.compile("Tunnel failed, got: (\\d{3})");

  private final TransportOptions options;

  Diagnosis(TransportOptions options) {
    this.options = options;
  }

  /** The deadline passed; the body tells how far the answer had come. */
  TransportFailure late(Way way, @Nullable LimitedBody body) {
    var within = " within " + words(options.requestTimeout());
    return body == null
        ? failure(Kind.TIMEOUT, "no answer from " + way.place() + within)
        : failure(
            Kind.TIMEOUT,
            way.peer()
                + " answered with status "
                + body.status()
                + ", but sent no complete body"
                + within
                + " ("
                + body.received()
                + " bytes came)");
  }

  /** The exchange failed with this. */
  TransportFailure of(Throwable cause, Way way, @Nullable LimitedBody body) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      var known = known(each, way, body);
      if (known != null) {
        return known;
      }
    }
    if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
      return unconnected(cause, way);
    }
    return body == null ? inHead(cause, way) : inBody(cause, way, body);
  }

  /** What the type alone tells. */
  private @Nullable TransportFailure known(Throwable cause, Way way, @Nullable LimitedBody body) {
    return switch (cause) {
      case SSLException e -> failure(Kind.TLS, TlsWords.of(e, way));
      case UnknownHostException e -> unknownHost(way);
      case UnresolvedAddressException e -> unknownHost(way);
      case HttpConnectTimeoutException e ->
          failure(
              Kind.TIMEOUT,
              "no connection to " + way.next() + " within " + words(options.connectTimeout()));
      case HttpTimeoutException e -> late(way, body);
      case LimitedBody.TooLarge e -> failure(Kind.TOO_LARGE, message(e));
      case OutOfMemoryError e -> failure(Kind.OUT_OF_MEMORY, "the answer does not fit into memory");
      default -> null;
    };
  }

  private static TransportFailure unknownHost(Way way) {
    return failure(Kind.UNKNOWN_HOST, way.nextHost() + " is unknown: its name has no address");
  }

  private TransportFailure unconnected(Throwable cause, Way way) {
    var text = message(cause);
    // A refused connection comes without a message.
    if (text.isEmpty() || text.toLowerCase(Locale.ROOT).contains("refused")) {
      return failure(
          Kind.REFUSED, "connection refused: nothing accepts connections at " + way.next());
    }
    return failure(Kind.UNREACHABLE, "no way to " + way.next() + ": " + Visible.excerpt(text, 100));
  }

  private TransportFailure inHead(Throwable cause, Way way) {
    var text = message(cause);
    var statusLine = Stream.of(STATUS_LINE, IN_STATUS_LINE).map(p -> p.matcher(text)).toList();
    for (var line : statusLine) {
      if (line.matches()) {
        return notHttp(line.group(1), way);
      }
    }
    if (text.startsWith("Header size too big") || text.contains("Header size limit")) {
      return failure(Kind.ENDLESS_HEAD, "the head of the answer is endless or too large");
    }
    if (text.contains("received no bytes")) {
      return failure(
          Kind.DISCONNECTED, way.peer() + " " + ended(cause) + " the connection without an answer");
    }
    if (text.startsWith("parsing HTTP")) {
      return failure(
          Kind.DISCONNECTED,
          way.peer() + " " + ended(cause) + " the connection within the head of the answer");
    }
    var tunnel = TUNNEL.matcher(text);
    if (tunnel.matches()) {
      return proxy(way, Integer.parseInt(tunnel.group(1)));
    }
    if (cause instanceof ProtocolException
        || cause instanceof NumberFormatException
        || text.startsWith("unexpected content length")) {
      return contradicts(text, way);
    }
    return other(cause, way);
  }

  /** The proxy gave this status instead of a way to the broker. */
  static TransportFailure proxy(Way way, int status) {
    var why =
        switch (status) {
          case 407 -> "wants credentials; write them into its URL";
          case 502, 503, 504 -> "cannot reach " + way.place();
          default -> "does not let us through to " + way.place();
        };
    return failure(Kind.PROXY, way.next() + " " + why + " (status " + status + ")");
  }

  private TransportFailure inBody(Throwable cause, Way way, LimitedBody body) {
    var text = message(cause);
    var fixed = FIXED_LENGTH.matcher(text);
    if (fixed.matches() && !fixed.group(1).startsWith("-")) {
      return failure(
          Kind.DISCONNECTED,
          cut(cause, way, body)
              + ": Content-Length says "
              + fixed.group(1)
              + " bytes, "
              + fixed.group(2)
              + " came");
    }
    if (text.startsWith("chunked transfer encoding")) {
      return failure(
          Kind.DISCONNECTED, cut(cause, way, body) + ": the chunk that ends it is missing");
    }
    if (cause instanceof SocketException) {
      return failure(Kind.DISCONNECTED, cut(cause, way, body));
    }
    return contradicts(text, way);
  }

  private String cut(Throwable cause, Way way, LimitedBody body) {
    return way.peer()
        + " answered with status "
        + body.status()
        + ", but "
        + ended(cause)
        + " the connection within the body";
  }

  /** What was seen instead of {@code HTTP/1.1 200}. */
  private TransportFailure notHttp(String seen, Way way) {
    if (seen.length() > 1 && seen.charAt(0) == 0x15 && seen.charAt(1) == 3) {
      return failure(
          Kind.NOT_HTTP, way.peer() + " speaks TLS at this port; try https:// instead of http://");
    }
    return failure(
        Kind.NOT_HTTP,
        way.peer() + " does not speak HTTP/1.1; it said: " + Visible.excerpt(seen, 60));
  }

  private TransportFailure contradicts(String text, Way way) {
    return failure(
        Kind.NOT_HTTP,
        way.peer() + " sent an answer that breaks HTTP: " + Visible.excerpt(text, 100));
  }

  private TransportFailure other(Throwable cause, Way way) {
    var text = message(cause);
    if (cause instanceof java.io.IOException) {
      return failure(
          Kind.DISCONNECTED,
          "the connection to "
              + way.place()
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
