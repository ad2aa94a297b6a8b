package org.osbctl.hostile;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.osbctl.hostile.Wire.Request;

/**
 * A small broker over raw sockets that is honest, except where it is hostile.
 *
 * <p>A mutation that is answered with hostility is carried out all the same, unless the answer says
 * no: that is the worst case for whoever has to clean up.
 */
public final class HostileBroker implements AutoCloseable {
  /** What no output may contain: the password, and what its bindings hand out. */
  public static final String PASSWORD = "canary-of-hostile-broker";

  static final String CREDENTIAL = "canary-of-hostile-binding";

  private static final int PATIENCE_MILLIS = 20_000;

  private final ServerSocket socket;
  private final Hostility hostility;
  private final Place place;
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Set<String> instances = ConcurrentHashMap.newKeySet();

  private HostileBroker(ServerSocket socket, Hostility hostility, Place place) {
    this.socket = socket;
    this.hostility = hostility;
    this.place = place;
  }

  /** Starts one that is hostile in one place. */
  public static HostileBroker start(Hostility hostility, Place place) {
    try {
      var socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      var broker = new HostileBroker(socket, hostility, place);
      Thread.ofVirtual().start(broker::accept);
      return broker;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its base URL. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  /** Ids of the service instances it has. */
  public Set<String> instances() {
    return new TreeSet<>(instances);
  }

  private void accept() {
    while (closing.getCount() > 0) {
      try {
        var connection = socket.accept();
        connections.add(connection);
        Thread.ofVirtual().start(() -> serve(connection));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      connection.setSoTimeout(PATIENCE_MILLIS);
      connection.setTcpNoDelay(true);
      var wire = new Wire(connection, closing);
      while (true) {
        var request = wire.read();
        var answer = answer(request);
        if (place.isMeant(request)) {
          hostility.script().play(wire, request, answer);
          return;
        }
        wire.answer(answer.status(), "", answer.body());
      }
    } catch (IOException | InterruptedException e) {
      // The other side went away, or we are closing.
    }
  }

  /** What an honest broker would say. */
  record Answer(int status, String text) {
    static Answer of(int status, String json) {
      return new Answer(status, json.strip());
    }

    byte[] body() {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }

  private Answer answer(Request request) {
    var path = request.path();
    if (path.endsWith("/v2/catalog")) {
      return Answer.of(200, HonestBodies.CATALOG);
    }
    if (path.endsWith("/last_operation")) {
      return Answer.of(200, "{\"state\": \"succeeded\"}");
    }
    var isBinding = path.contains("/service_bindings/");
    var instance = path.replaceAll("(.*/service_instances/[^/]+).*", "$1");
    return switch (request.method()) {
      case "PUT" -> {
        if (isBinding) {
          yield Answer.of(201, "{\"credentials\": {\"password\": \"" + CREDENTIAL + "\"}}");
        }
        if (place != Place.PROVISION || hostility.sort() != Hostility.Sort.REFUSAL) {
          instances.add(instance.substring(instance.lastIndexOf('/') + 1));
        }
        yield Answer.of(place == Place.POLL ? 202 : 201, "{}");
      }
      case "DELETE" -> {
        if (!isBinding) {
          instances.remove(instance.substring(instance.lastIndexOf('/') + 1));
        }
        yield Answer.of(200, "{}");
      }
      default -> Answer.of(200, "{}");
    };
  }

  @Override
  public void close() {
    closing.countDown();
    quietly(socket);
    connections.forEach(HostileBroker::quietly);
  }

  private static void quietly(Closeable closeable) {
    try {
      closeable.close();
    } catch (IOException e) {
      // It is closed either way.
    }
  }
}
