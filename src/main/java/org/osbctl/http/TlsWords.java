package org.osbctl.http;

import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Says in words why there is no secure connection, and what to do about it. */
final class TlsWords {
  private static final Pattern ALERT = Pattern.compile("Received fatal alert: (\\w+)");

  private TlsWords() {}

  static String of(SSLException failure, Way way) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      switch (each) {
        case CertificateExpiredException e -> {
          return certificate(way) + " has expired (" + words(e) + "); the broker needs a new one";
        }
        case CertificateNotYetValidException e -> {
          return certificate(way)
              + " is not valid yet ("
              + words(e)
              + "); check the clocks of both sides";
        }
        default -> {}
      }
    }
    return untrusted(failure, way);
  }

  private static String untrusted(SSLException failure, Way way) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      var text = words(each);
      if (text.contains("unable to find valid certification path")
          || text.contains("PKIX path building failed")
          || text.contains("Path does not chain with any of the trust anchors")) {
        return certificate(way)
            + " is self-signed or issued by an unknown CA;"
            + " name the CA's certificate with --cacert FILE";
      }
      if (each instanceof CertificateException && isAboutNames(text)) {
        return certificate(way)
            + " is made out to another host;"
            + " use the name in the certificate, or have it reissued";
      }
    }
    return handshake(failure, way);
  }

  private static boolean isAboutNames(String text) {
    return text.startsWith("No subject alternative")
        || text.startsWith("No name matching")
        || text.startsWith("Illegal given domain name");
  }

  private static String handshake(SSLException failure, Way way) {
    var text = words(failure);
    var broker = way.peer();
    if (text.contains("nrecognized SSL message")) {
      return broker + " does not speak TLS at this port; try http:// instead of https://";
    }
    var alert = ALERT.matcher(text);
    if (alert.find()) {
      return refused(broker, alert.group(1));
    }
    if (text.contains("terminated the handshake") || text.contains("closed the channel")) {
      return broker
          + " closed the connection while it was being secured; see its log, and whether the port"
          + " is for https";
    }
    return "no secure connection to "
        + way.place()
        + ": "
        + Visible.excerpt(text, 150)
        + "; see the log of the broker";
  }

  private static String certificate(Way way) {
    return "the certificate of " + way.host();
  }

  private static String refused(String broker, String alert) {
    var said = " (" + alert.replace('_', ' ') + ")";
    return switch (alert) {
      case "certificate_required",
          "bad_certificate",
          "certificate_unknown",
          "unknown_ca",
          "unsupported_certificate",
          "certificate_expired",
          "certificate_revoked" ->
          broker
              + " wants a client certificate that it knows"
              + said
              + "; name one with --cert FILE and --key FILE";
      case "handshake_failure" ->
          broker
              + " refused the secure connection"
              + said
              + "; it may want a client certificate (--cert FILE), or an outdated TLS";
      default -> broker + " refused the secure connection" + said + "; see its log";
    };
  }

  private static String words(Throwable failure) {
    return Objects.requireNonNullElse(failure.getMessage(), "").strip();
  }
}
