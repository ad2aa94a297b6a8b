package org.osbctl.mock.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import okio.BufferedSink;
import okio.GzipSink;
import okio.Okio;
import org.osbctl.mock.WireEffect;

/** What can happen to an answer below HTTP. */
enum WireFault {
  /** Nothing is ever answered. */
  STALL(answer -> answer.onResponseStart(SocketEffect.Stall.INSTANCE)),
  /** The answer stops in the middle of its body. */
  STALL_IN_BODY(answer -> answer.onResponseBody(SocketEffect.Stall.INSTANCE)),
  /** The connection ends before the answer. */
  DISCONNECT(answer -> answer.onResponseStart(new SocketEffect.CloseSocket())),
  /** The connection ends in the middle of the body. */
  CUT(answer -> answer.onResponseBody(new SocketEffect.CloseSocket())),
  /** The connection ends before the request was read. */
  HANG_UP(answer -> answer.onRequestStart(new SocketEffect.CloseSocket())),
  /** The body comes byte by byte. */
  THROTTLE(answer -> answer.throttleBody(1, 500, TimeUnit.MILLISECONDS)),
  /** Half of the body, and a length that fits it. */
  TRUNCATE(answer -> answer.body(half(bytes(answer)))),
  /** The body in another encoding than that of JSON. */
  LATIN_1(answer -> answer.body(latin1(bytes(answer)))),
  /** More bytes are announced than come. */
  LENGTH_TOO_LONG(
      answer -> {
        answer.setHeader("Content-Length", bytes(answer).size() + 100);
        answer.onResponseEnd(new SocketEffect.CloseSocket());
      }),
  /** Fewer bytes are announced than come. */
  LENGTH_TOO_SHORT(
      answer -> {
        answer.setHeader("Content-Length", bytes(answer).size() / 2);
        answer.onResponseEnd(new SocketEffect.CloseSocket());
      }),
  /** A length that is no number. */
  LENGTH_IS_NO_NUMBER(answer -> answer.setHeader("Content-Length", "many")),
  /** A body without end. */
  ENDLESS(answer -> answer.body(new EndlessBody())),
  /** A compressed body nobody has asked for. */
  GZIP(
      answer -> {
        var packed = gzip(bytes(answer));
        answer.body(packed).setHeader("Content-Encoding", "gzip");
      }),
  /** A body said to be compressed which is not. */
  GZIP_IN_NAME_ONLY(answer -> answer.setHeader("Content-Encoding", "gzip")),
  /** A status line without a status. */
  BAD_STATUS_LINE(answer -> answer.status("HTTP/1.1 OK")),
  /** Something that is not HTTP. */
  NOT_HTTP(answer -> answer.status("220 mail.example.com ESMTP")),
  /** A header line without a colon. */
  BAD_HEADER(answer -> answer.addHeaderLenient("No colon here", "").addHeader("X-Bad: \u0000")),
  /** Chunks instead of a length; allowed. */
  CHUNKED(answer -> answer.chunkedBody(bytes(answer), 7)),
  /** A chunk whose size is no number. */
  BAD_CHUNK(
      answer ->
          answer
              .body(new Buffer().writeUtf8("zz\r\n{}\r\n0\r\n\r\n"))
              .removeHeader("Content-Length")
              .setHeader("Transfer-Encoding", "chunked")
              .onResponseEnd(new SocketEffect.CloseSocket())),
  /** The connection ends after each answer, as announced; allowed. */
  CLOSE_AFTERWARDS(
      answer ->
          answer
              .setHeader("Connection", "close")
              .onResponseEnd(SocketEffect.ShutdownConnection.INSTANCE)),
  /** Header names in capitals; allowed. */
  HEADERS_IN_CAPITALS(answer -> rename(answer, name -> name.toUpperCase(Locale.ROOT))),
  /** Header names in small letters; allowed. */
  HEADERS_IN_SMALL_LETTERS(answer -> rename(answer, name -> name.toLowerCase(Locale.ROOT))),
  /** Another reason phrase; allowed. */
  OWN_REASON_PHRASE(answer -> answer.status("HTTP/1.1 " + answer.getCode() + " Fine")),
  /** An interim answer first; allowed. */
  EARLY_HINTS(
      answer -> answer.addInformationalResponse(new MockResponse.Builder().code(103).build()));

  @SuppressWarnings("ImmutableEnumChecker") // Every effect here is a function without a memory.
  private final WireEffect effect;

  WireFault(WireEffect effect) {
    this.effect = effect;
  }

  /** As it stands in files: {@code stall-in-body}. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  WireEffect effect() {
    return effect;
  }

  private static Buffer bytes(MockResponse.Builder answer) {
    var buffer = new Buffer();
    MockResponseBody body = answer.getBody();
    if (body != null) {
      try {
        body.writeTo(buffer);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return buffer;
  }

  private static void rename(MockResponse.Builder answer, UnaryOperator<String> name) {
    var renamed = new okhttp3.Headers.Builder();
    answer
        .getHeaders()
        .forEach(each -> renamed.addUnsafeNonAscii(name.apply(each.getFirst()), each.getSecond()));
    answer.headers(renamed.build());
  }

  private static Buffer half(Buffer whole) {
    var half = new Buffer();
    half.write(whole, whole.size() / 2);
    return half;
  }

  private static Buffer latin1(Buffer text) {
    return new Buffer().writeString(text.readUtf8(), StandardCharsets.ISO_8859_1);
  }

  private static Buffer gzip(Buffer plain) {
    var packed = new Buffer();
    try (var sink = Okio.buffer(new GzipSink(packed))) {
      sink.writeAll(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed;
  }

  /** Blanks until the other side has had enough. */
  private static final class EndlessBody implements MockResponseBody {
    private static final byte[] BLANKS = new byte[8192];

    @Override
    public long getContentLength() {
      return -1;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      while (true) {
        sink.write(BLANKS);
        sink.flush();
      }
    }
  }
}
