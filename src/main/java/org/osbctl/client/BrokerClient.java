package org.osbctl.client;

import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.osbctl.http.Body;
import org.osbctl.http.Exchange;
import org.osbctl.http.HttpRequestData;
import org.osbctl.http.Target;
import org.osbctl.http.Transport;
import org.osbctl.operation.Operation;
import org.osbctl.operation.OperationKind;
import org.osbctl.operation.Wire;

/** Sends operations to one broker. Safe for use by several threads if the listener is. */
public final class BrokerClient {
  private final Transport transport;
  private final Target target;
  private final Caller caller;
  private final Consumer<Exchange> listener;

  /**
   * A client; several may share a transport.
   *
   * @param listener is told of every exchange before {@code send} returns it
   */
  public BrokerClient(
      Transport transport, Target target, Caller caller, Consumer<Exchange> listener) {
    this.transport = transport;
    this.target = target;
    this.caller = caller;
    this.listener = listener;
  }

  /** The broker this client talks to. */
  public Target target() {
    return target;
  }

  /** How this client presents itself. */
  public Caller caller() {
    return caller;
  }

  /** Sends an operation as it is. */
  public Exchange send(Operation operation) {
    return send(operation, UnaryOperator.identity());
  }

  /** Sends an operation after a last change to its request, to break it on purpose. */
  public Exchange send(Operation operation, UnaryOperator<HttpRequestData> change) {
    return heard(
        exchange(
            change.apply(request(operation)), () -> change.apply(request(operation)), listener));
  }

  private Exchange heard(Exchange exchange) {
    listener.accept(exchange);
    return exchange;
  }

  /**
   * Sends a request, and once more if the broker has refused credentials that could be renewed: it
   * has done nothing else with it then.
   *
   * @param again makes the request with the credentials of then
   * @param renewal is told of the exchange that was refused for that
   */
  private Exchange exchange(
      HttpRequestData request, Supplier<HttpRequestData> again, Consumer<Exchange> renewal) {
    var exchange = transport.send(request);
    if (isAccepted(exchange) || !target.authentication().renewed(request.headers())) {
      return exchange;
    }
    renewal.accept(exchange);
    var second = transport.send(again.get());
    var unused = isAccepted(second);
    return second;
  }

  private boolean isAccepted(Exchange exchange) {
    if (exchange.status() == 401) {
      return false;
    }
    target.authentication().accepted(exchange.request().headers());
    return true;
  }

  /** Sends an operation without telling the listener, who is to hear of it later. */
  public Exchange sendUnheard(Operation operation) {
    return exchange(request(operation), () -> request(operation), unheard -> {});
  }

  /** The request that would be sent. */
  public HttpRequestData request(Operation operation) {
    var rendered = Wire.render(operation);
    return request(operation.kind(), rendered.method(), rendered.target(), rendered.body());
  }

  /** A request of any kind, with the headers every request has. */
  public HttpRequestData request(String method, String pathAndQuery, Body body) {
    return request(OperationKind.UNRECOGNISED, method, pathAndQuery, body);
  }

  private HttpRequestData request(
      OperationKind kind, String method, String pathAndQuery, Body body) {
    var headers = target.authentication().headers().overriddenBy(caller.headers(kind));
    if (!body.isEmpty()) {
      headers =
          headers.first("Content-Type").isPresent()
              ? headers
              : headers.with("Content-Type", "application/json");
    }
    return new HttpRequestData(method, target.resolve(pathAndQuery), headers, body);
  }

  /** Sends a request of any kind. */
  public Exchange send(HttpRequestData request) {
    return heard(exchange(request, () -> authenticated(request), listener));
  }

  private HttpRequestData authenticated(HttpRequestData request) {
    var headers = request.headers().overriddenBy(target.authentication().headers());
    return new HttpRequestData(request.method(), request.uri(), headers, request.body());
  }
}
