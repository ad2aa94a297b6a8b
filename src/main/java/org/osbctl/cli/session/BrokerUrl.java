package org.osbctl.cli.session;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.io.ProblemException;

/** The base URL of a broker, as somebody wrote it. */
public final class BrokerUrl {
  private BrokerUrl() {}

  /** The URL, host and scheme in small letters; ends the command when it cannot be one. */
  public static URI parse(String text) {
    if (!text.matches("(?i)https?://.*")) {
      throw bad(text, "it does not begin with http:// or https://");
    }
    try {
      var url = new URI(text);
      if (url.getHost() == null) {
        throw bad(text, "it names no host");
      }
      if (url.getRawUserInfo() != null) {
        throw bad(text, "it has a user or password in it; others could read them");
      }
      if (url.getRawQuery() != null || url.getRawFragment() != null) {
        throw bad(text, "it has a query or fragment");
      }
      return plain(url);
    } catch (URISyntaxException e) {
      throw bad(text, e.getReason());
    }
  }

  /** One way to write a URL: what osbctl remembers of a broker is found by it. */
  private static URI plain(URI url) {
    var host = url.getHost().toLowerCase(Locale.ROOT);
    var port = url.getPort() < 0 ? "" : ":" + url.getPort();
    var path = url.getRawPath().replaceAll("/+$", "");
    return URI.create(url.getScheme().toLowerCase(Locale.ROOT) + "://" + host + port + path);
  }

  /** What stands before an @ may be a password. */
  private static ProblemException bad(String text, String cause) {
    return new Problem(
            "bad-url",
            "The broker's URL cannot be used: " + (text.contains("@") ? "(hidden)" : text),
            cause,
            "write it like https://broker.example.com or http://localhost:8080/prefix; credentials"
                + " go to --username and SB_BROKER_PASSWORD")
        .exit(ExitCode.USAGE);
  }
}
