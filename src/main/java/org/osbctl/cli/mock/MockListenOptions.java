package org.osbctl.cli.mock;

import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.io.ProblemException;
import org.osbctl.cli.session.Session;
import org.osbctl.mock.MockOptions.Listen;
import org.osbctl.mock.MockTls;
import picocli.CommandLine.Option;

/** Where a mock listens. */
final class MockListenOptions {
  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port to listen on. Default: 0, any that is free.")
  private int port;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      description = "Address to listen on. Default: this machine only.")
  private @Nullable String bind;

  @Option(names = "--tls", description = "Serve HTTPS, with a certificate made on the spot.")
  private boolean tls;

  @Option(
      names = "--admin",
      description = "Serve the control API below /_mock/ (OSBCTL_MOCK_ADMIN_TOKEN).")
  private boolean admin;

  /** What they say; warns of what others could do with it. */
  Listen toListen(Session session, boolean mutual, Optional<String> adminToken) {
    if (port < 0 || port > 65_535) {
      throw new Problem("bad-port", "There is no port " + port + ".", "", "choose one up to 65535")
          .exit(ExitCode.USAGE);
    }
    var address = address();
    if (!address.isLoopbackAddress()) {
      session
          .output()
          .warn(
              "the mock listens on " + address.getHostAddress() + ": other machines can reach it");
    }
    var certificates =
        tls || mutual
            ? Optional.of(MockTls.make(names(address), mutual))
            : Optional.<MockTls>empty();
    return new Listen(address, port, certificates, admin ? adminToken : Optional.empty());
  }

  private InetAddress address() {
    try {
      return bind == null ? InetAddress.getLoopbackAddress() : InetAddress.getByName(bind);
    } catch (UnknownHostException e) {
      throw new Problem(
              "bad-address",
              "The mock cannot listen on " + bind + ".",
              "nobody knows an address of that name",
              "name an address of this machine with --bind, 0.0.0.0 for all of them")
          .exit(ExitCode.USAGE);
    }
  }

  private static List<String> names(InetAddress address) {
    var names = new ArrayList<String>();
    if (address.isLoopbackAddress()) {
      return names;
    }
    if (!address.isAnyLocalAddress()) {
      names.add(address.getHostAddress());
    }
    try {
      names.add(InetAddress.getLocalHost().getHostName());
    } catch (UnknownHostException e) {
      // A machine without a name is reached by its address.
    }
    return names;
  }

  /** Why a mock could not start to listen. */
  static ProblemException problem(Listen listen, UncheckedIOException e) {
    var cause = e.getCause();
    var place = listen.address().getHostAddress() + ":" + listen.port();
    var message =
        cause == null ? String.valueOf(e.getMessage()) : String.valueOf(cause.getMessage());
    return cause instanceof BindException && message.contains("in use")
        ? new Problem(
                "port-in-use",
                "The mock cannot listen on " + place + ".",
                "another program listens there",
                "end it, or choose another port with --port; 0 takes any that is free")
            .exit(ExitCode.USAGE)
        : new Problem(
                "cannot-listen",
                "The mock cannot listen on " + place + ".",
                message,
                "choose another address or port with --bind and --port")
            .exit(ExitCode.USAGE);
  }
}
