package org.osbctl.mock.fault;

import org.osbctl.http.Body;
import org.osbctl.http.Headers;
import org.osbctl.http.HttpRequestData;
import org.osbctl.http.TokenHeader;
import org.osbctl.mock.MockRequest;
import org.osbctl.operation.Operation;
import org.osbctl.operation.Operation.Mutation;
import org.osbctl.operation.Query;
import org.osbctl.operation.Wire;

/**
 * Changes of a request before the model hears of it.
 *
 * @param query changes of the query of a request that may change something
 * @param header changes of the headers
 * @param body changes of the body
 * @param authenticated whether the model sees right credentials, whatever was sent
 * @param aside whether the model gets both: the request, whose answer counts, and then the other
 */
record RequestEdit(
    HeaderEdit query, HeaderEdit header, BodyEdit body, boolean authenticated, boolean aside) {
  MockRequest apply(MockRequest request, Placeholders values) {
    var http = request.http();
    var uri =
        query.equals(HeaderEdit.NONE)
            ? http.uri()
            : http.uri().resolve(Wire.render(changed(request.operation(), values)).target());
    var changed = body.isNone() ? http.body() : body(http.body(), values);
    return request.with(new HttpRequestData(http.method(), uri, headers(request, values), changed));
  }

  private Headers headers(MockRequest request, Placeholders values) {
    var edited = header.apply(request.http().headers(), values);
    return authenticated ? authenticated(edited, request) : edited;
  }

  /** The headers with right credentials in place of those that are there. */
  static Headers authenticated(Headers headers, MockRequest request) {
    var bare = headers;
    for (var token : TokenHeader.values()) {
      bare = bare.without(token.header());
    }
    return bare.overriddenBy(request.mock().authentication().headers());
  }

  private Body body(Body body, Placeholders values) {
    return this.body.apply(body, values);
  }

  private Operation changed(Operation operation, Placeholders values) {
    if (!(operation instanceof Mutation mutation)) {
      return operation;
    }
    Query changed = mutation.query();
    for (var name : query.remove()) {
      changed = changed.without(name);
    }
    for (var entry : query.set().entrySet()) {
      changed = changed.with(entry.getKey(), values.fill(entry.getValue()));
    }
    return mutation.withQuery(changed);
  }
}
