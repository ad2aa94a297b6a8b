package org.osbctl.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.List;
import org.osbctl.http.Body;
import org.osbctl.http.Headers;
import org.osbctl.http.HttpRequestData;
import org.osbctl.lifecycle.Defect.Kind;
import org.osbctl.operation.Operation;
import org.osbctl.operation.OperationKind;
import org.osbctl.operation.Wire;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Catalog;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;

/** A catalog, and what is wrong with a request for one of its service plans. */
final class Flaws {
  static final Catalog CATALOG =
      new Catalog(
          json(
              """
              {"services": [
                {"id": "s", "bindable": true, "plan_updateable": true, "plans": [
                  {"id": "p", "maintenance_info": {"version": "1.0.0"}, "schemas": {
                    "service_instance": {
                      "create": {"parameters": {"properties": {"size": {"type": "integer"}}}},
                      "update": {"parameters": {"required": ["size"]}}},
                    "service_binding": {
                      "create": {"parameters": {"properties": {"role": {"enum": ["r"]}}}}}}},
                  {"id": "q", "maintenance_info": {"version": "2.0.0"}},
                  {"id": "fixed", "plan_updateable": false, "bindable": false}]},
                {"id": "t", "plans": [{"id": "u"}]}]}\
              """));
  static final ResourceState READY = States.ready(OperationKind.PROVISION, true, false);
  static final Headers HEADERS =
      Headers.of("Authorization", "Basic x", "X-Broker-API-Version", "2.17");
  static final Known KNOWN =
      new Known(ApiVersion.LATEST, CATALOG, Headers.of("Authorization", "Basic x"));

  private Flaws() {}

  static JsonNode json(String text) {
    return Json.parse(text.getBytes(UTF_8)).node();
  }

  static HttpRequestData request(Operation operation, Headers headers) {
    var rendered = Wire.render(operation);
    var uri = URI.create("http://broker.example.com" + rendered.target());
    return new HttpRequestData(rendered.method(), uri, headers, rendered.body());
  }

  static List<Kind> kinds(Operation operation, ResourceState instance) {
    return kinds(operation, HEADERS, KNOWN, instance);
  }

  static List<Kind> kinds(
      Operation operation, Headers headers, Known known, ResourceState instance) {
    return Defects.of(request(operation, headers), operation, known, instance).stream()
        .map(Defect::kind)
        .toList();
  }

  static List<Kind> kinds(String body) {
    var request =
        new HttpRequestData(
            "PUT", URI.create("http://b/v2/service_instances/i"), HEADERS, Body.of(body));
    var operation = Wire.parse("PUT", request.target(), request.body());
    return Defects.of(request, operation, KNOWN, States.NEVER).stream().map(Defect::kind).toList();
  }

  static List<Kind> kinds(String method, String path, String body) {
    var uri = URI.create("http://b/v2/service_instances/i" + path);
    var request = new HttpRequestData(method, uri, HEADERS, Body.of(body));
    var operation = Wire.parse(method, request.target(), request.body());
    return Defects.of(request, operation, KNOWN, READY).stream().map(Defect::kind).toList();
  }
}
