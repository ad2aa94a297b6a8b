package org.osbctl.http;

/** How a round trip ended. */
public sealed interface Outcome {
  /** The broker answered, whatever the status. */
  record Answered(HttpResponseData response) implements Outcome {}

  /** There was no complete HTTP answer. */
  record Failed(TransportFailure failure) implements Outcome {
    Failed(TransportFailure.Kind kind, String detail) {
      this(new TransportFailure(kind, detail));
    }
  }
}
