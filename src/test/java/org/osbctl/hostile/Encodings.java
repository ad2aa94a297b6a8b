package org.osbctl.hostile;

import static org.osbctl.hostile.Hostility.Sort.HARMLESS;
import static org.osbctl.hostile.Hostility.Sort.NO_USE;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.osbctl.hostile.Hostility.Sort;

/** Bodies in an encoding that nobody asked for. */
final class Encodings {
  private Encodings() {}

  private static final byte[] BOMB = gzip(new byte[50_000_000]);

  static List<Hostility> all() {
    return List.of(
        encoded("gzip-unasked", "gzip", Encodings::gzip),
        encoded("gzip-that-is-none", HARMLESS, "gzip", body -> body),
        encoded("gzip-bomb", "gzip", body -> BOMB),
        encoded("gzip-within-gzip", "gzip, gzip", body -> gzip(gzip(body))),
        encoded("deflate-unasked", "deflate", Encodings::deflate),
        encoded("brotli-unasked", "br", body -> new byte[] {0x0b, 0x02, (byte) 0x80, 1, 2, 3}),
        encoded("gzip-without-saying-so", "identity", Encodings::gzip),
        inCharset("utf-16", StandardCharsets.UTF_16),
        inCharset("utf-16-without-mark", StandardCharsets.UTF_16LE),
        inCharset("utf-32", Charset.forName("UTF-32")),
        inCharset("ebcdic", Charset.forName("IBM037")));
  }

  private static Hostility encoded(String name, String encoding, UnaryOperator<byte[]> encode) {
    return encoded(name, NO_USE, encoding, encode);
  }

  private static Hostility encoded(
      String name, Sort sort, String encoding, UnaryOperator<byte[]> encode) {
    return new Hostility(
        name,
        sort,
        Everywhere.PLACES,
        (wire, request, honest) ->
            wire.answer(
                honest.status(),
                "Content-Encoding: " + encoding + "\r\n",
                encode.apply(honest.body())));
  }

  private static Hostility inCharset(String name, Charset charset) {
    return new Hostility(
        name,
        NO_USE,
        Everywhere.PLACES,
        (wire, request, honest) ->
            wire.answer(honest.status(), "", honest.text().getBytes(charset)));
  }

  private static byte[] gzip(byte[] body) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] deflate(byte[] body) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DeflaterOutputStream(bytes)) {
      out.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
