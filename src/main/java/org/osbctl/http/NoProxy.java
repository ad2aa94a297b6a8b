package org.osbctl.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The hosts that are called without a proxy.
 *
 * @param loopback whether loopback is among them
 * @param entries names (which cover their subdomains), addresses, networks such as {@code
 *     10.0.0.0/8}, each perhaps with a port; {@code *} is every host
 */
public record NoProxy(boolean loopback, List<String> entries) {
  /** No host at all. */
  public static final NoProxy NONE = new NoProxy(false, List.of());

  private static final Pattern IPV4 =
      Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}");

  public NoProxy {
    entries = List.copyOf(entries);
  }

  /** Reads the value of {@code NO_PROXY}: entries between commas or blanks, and loopback. */
  static NoProxy parse(String text) {
    return new NoProxy(
        true,
        Arrays.stream(text.split("[,\\s]+", -1))
            .filter(entry -> !entry.isEmpty())
            .map(entry -> entry.toLowerCase(Locale.ROOT))
            .toList());
  }

  boolean covers(String uriHost, int port) {
    var host = uriHost.replace("[", "").replace("]", "").toLowerCase(Locale.ROOT);
    var address = address(host);
    if (loopback && isLoopback(host, address)) {
      return true;
    }
    return entries.stream().anyMatch(entry -> covers(entry, host, address, port));
  }

  private static boolean isLoopback(String host, Optional<InetAddress> address) {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || address.map(InetAddress::isLoopbackAddress).orElse(false);
  }

  private static boolean covers(
      String entry, String host, Optional<InetAddress> address, int port) {
    if (entry.equals("*")) {
      return true;
    }
    int colon = entry.lastIndexOf(':');
    // One colon: a port. More: IPv6, whose port needs brackets.
    if (colon > 0 && (entry.indexOf(':') == colon || entry.charAt(colon - 1) == ']')) {
      return entry.substring(colon + 1).equals(Integer.toString(port))
          && covers(entry.substring(0, colon), host, address, port);
    }
    var name = entry.replace("[", "").replace("]", "");
    if (address.isPresent()) {
      return inNetwork(name, address.get());
    }
    var domain = name.startsWith("*.") ? name.substring(2) : name.replaceFirst("^\\.", "");
    return !domain.isEmpty() && (host.equals(domain) || host.endsWith("." + domain));
  }

  private static boolean inNetwork(String network, InetAddress address) {
    int slash = network.indexOf('/');
    var base = address(slash < 0 ? network : network.substring(0, slash));
    if (base.isEmpty()) {
      return false;
    }
    var wanted = base.get().getAddress();
    var given = address.getAddress();
    if (wanted.length != given.length) {
      return false;
    }
    int bits = slash < 0 ? wanted.length * 8 : bits(network.substring(slash + 1));
    if (bits < 0 || bits > wanted.length * 8) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      if (((wanted[bit / 8] ^ given[bit / 8]) >> (7 - bit % 8) & 1) != 0) {
        return false;
      }
    }
    return true;
  }

  private static int bits(String text) {
    return text.matches("\\d{1,3}") ? Integer.parseInt(text) : -1;
  }

  /** The address that is written out here; a name is never looked up. */
  private static Optional<InetAddress> address(String text) {
    if (!text.contains(":") && !IPV4.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
