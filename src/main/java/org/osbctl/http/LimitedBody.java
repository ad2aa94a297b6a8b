package org.osbctl.http;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Collects a response body up to a limit and gives up on a longer one. */
final class LimitedBody implements HttpResponse.BodySubscriber<byte[]> {
  private final int status;
  private final long limit;
  private final CompletableFuture<byte[]> result = new CompletableFuture<>();

  /** In pieces: an array that grows would be there twice while it does, and larger than needed. */
  private final List<byte[]> collected = new ArrayList<>();

  private final AtomicInteger received = new AtomicInteger();
  private Flow.@Nullable Subscription subscription;

  LimitedBody(int status, long limit) {
    this.status = status;
    this.limit = limit;
  }

  /** The body was longer than the limit. */
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1;

    TooLarge(long limit) {
      super("the body of the answer is larger than the limit of " + limit + " bytes");
    }
  }

  /** The status of the answer that this is the body of. */
  int status() {
    return status;
  }

  /** How many bytes have come so far. */
  int received() {
    return received.get();
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return result;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (var buffer : buffers) {
      if (result.isDone()) {
        return;
      }
      if (received.get() + (long) buffer.remaining() > limit) {
        if (subscription != null) {
          subscription.cancel();
        }
        collected.clear();
        result.completeExceptionally(new TooLarge(limit));
        return;
      }
      var bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      collected.add(bytes);
      received.addAndGet(bytes.length);
    }
  }

  @Override
  public void onError(Throwable cause) {
    result.completeExceptionally(cause);
  }

  @Override
  public void onComplete() {
    var whole = ByteBuffer.allocate(received.get());
    collected.forEach(whole::put);
    collected.clear();
    result.complete(whole.array());
  }
}
