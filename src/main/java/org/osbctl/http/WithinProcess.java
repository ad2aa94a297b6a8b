package org.osbctl.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Requests to a broker in this process. They and their answers look as if HTTP had carried them.
 */
record WithinProcess(Function<HttpRequestData, HttpResponseData> broker) implements Channel {
  @Override
  public Outcome carry(HttpRequestData request) throws Outgoing.Unsendable {
    Outgoing.prepare(request, new Way(request.uri(), Optional.empty()));
    var response = broker.apply(request);
    var fields = new ArrayList<Headers.Field>();
    for (var field : response.headers().fields()) {
      fields.add(new Headers.Field(field.name().toLowerCase(Locale.ROOT), field.value()));
    }
    fields.sort(Comparator.comparing(Headers.Field::name));
    var body = response.status() == 304 ? Body.NONE : response.body();
    return new Outcome.Answered(new HttpResponseData(response.status(), new Headers(fields), body));
  }

  @Override
  public Channel keeping(long bytes) {
    return this;
  }

  @Override
  public void close() {
    // Nothing is under way for longer than a call.
  }
}
