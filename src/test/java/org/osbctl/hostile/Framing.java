package org.osbctl.hostile;

import static org.osbctl.hostile.Hostility.Sort.HARMLESS;
import static org.osbctl.hostile.Hostility.Sort.NO_ANSWER;
import static org.osbctl.hostile.Hostility.Sort.NO_USE;

import java.util.List;
import org.osbctl.hostile.HostileBroker.Answer;
import org.osbctl.hostile.Hostility.Script;
import org.osbctl.hostile.Hostility.Sort;

/** Lengths that lie, chunks that do not fit, status lines of their own making. */
final class Framing {
  private static final String CHUNKED = Wire.head(200, "Transfer-Encoding: chunked\r\n");

  private Framing() {}

  static List<Hostility> all() {
    return List.of(
        length("length-too-short", NO_USE, "@"),
        length("length-negative", HARMLESS, "-1"),
        length("length-in-words", NO_ANSWER, "many"),
        length("length-beyond-a-long", NO_ANSWER, "99999999999999999999"),
        length("length-of-exabytes", NO_ANSWER, "9223372036854775807"),
        length("two-lengths", NO_USE, "@\r\nContent-Length: 5000"),
        framed(
            "length-and-chunks",
            NO_USE,
            (wire, request, honest) ->
                wire.write(
                    Wire.head(
                            honest.status(), "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n")
                        + Integer.toHexString(honest.body().length)
                        + "\r\n"
                        + honest.text()
                        + "\r\n0\r\n\r\n")),
        chunks("chunk-size-in-words", "many\r\n{}\r\n0\r\n\r\n"),
        chunks("chunk-size-negative", "-2\r\n{}\r\n0\r\n\r\n"),
        chunks("chunk-size-beyond-a-long", "fffffffffffffffffff\r\n{}\r\n0\r\n\r\n"),
        framed(
            "chunk-size-missing",
            NO_USE,
            (wire, request, honest) -> wire.write(CHUNKED + "\r\n{}\r\n0\r\n\r\n")),
        chunks("chunk-without-its-end", "2\r\n{}0\r\n\r\n"),
        framed(
            "unknown-transfer-coding",
            NO_USE,
            (wire, request, honest) ->
                wire.write(Wire.head(200, "Transfer-Encoding: snappy\r\n") + "\1\2\3\4\5\6\7")),
        text("no-status-line", "{\"services\": []}\r\n\r\n"),
        text("http-0.9", "<html>It works!</html>"),
        text("http-2-status-line", "HTTP/2.0 200 OK\r\nContent-Length: 2\r\n\r\n{}"),
        text("status-line-of-another-protocol", "ICY 200 OK\r\nContent-Length: 2\r\n\r\n{}"),
        text("status-in-words", "HTTP/1.1 OK 200\r\nContent-Length: 2\r\n\r\n{}"),
        text("status-of-four-digits", "HTTP/1.1 1000 Much\r\nContent-Length: 2\r\n\r\n{}"),
        text("status-of-two-digits", "HTTP/1.1 20 OK\r\nContent-Length: 2\r\n\r\n{}"),
        text("status-negative", "HTTP/1.1 -200 OK\r\nContent-Length: 2\r\n\r\n{}"),
        text("ssh-banner", "SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n"),
        text("smtp-banner", "220 mail.example ESMTP Postfix\r\n"),
        text("redis-error", "-ERR unknown command 'GET'\r\n"),
        text("postgres-error", "E\0\0\0\u0085SFATAL\0C0A000\0Munsupported frontend protocol\0\0"),
        text("tls-alert", "\u0015\u0003\u0001\0\u0002\u0002\u0016"),
        text("noise", "\u0000\u00ff\u0080\u001b[2J\u0007\u0001\u0002\u0003\u009b31m\r\n\r\n"),
        text("blank-lines", "\r\n".repeat(100)));
  }

  private static String tooShort(Answer honest) {
    return String.valueOf(honest.body().length - 1);
  }

  /** An honest body under a length of its own; @ stands for one that is too short. */
  private static Hostility length(String name, Sort sort, String length) {
    return framed(
        name,
        sort,
        (wire, request, honest) ->
            wire.write(
                Wire.head(
                        honest.status(),
                        "Content-Length: %s\r\n".formatted(length.replace("@", tooShort(honest))))
                    + honest.text()));
  }

  private static Hostility chunks(String name, String chunks) {
    return text(name, CHUNKED + chunks);
  }

  private static Hostility text(String name, String text) {
    return framed(name, NO_ANSWER, (wire, request, honest) -> wire.write(text));
  }

  private static Hostility framed(String name, Sort sort, Script script) {
    return new Hostility(name, sort, Everywhere.PLACES, script);
  }
}
