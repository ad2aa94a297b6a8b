package org.osbctl.mock.fault;

import org.osbctl.http.Body;
import org.osbctl.http.HttpRequestData;
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
 * @param aside whether the model gets both: the request, whose answer counts, and then the other
 */
record RequestEdit(HeaderEdit query, HeaderEdit header, BodyEdit body, boolean aside) {
  MockRequest apply(MockRequest request, Placeholders values) {
    var http = request.http();
    var uri =
        query.equals(HeaderEdit.NONE)
            ? http.uri()
            : http.uri().resolve(Wire.render(changed(request.operation(), values)).target());
    var changed = body.isNone() ? http.body() : body(http.body(), values);
    return request.with(
        new HttpRequestData(http.method(), uri, header.apply(http.headers(), values), changed));
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
