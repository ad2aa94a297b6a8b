package org.osbctl.hostile;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The broker's end of one connection, with nothing between it and the bytes. */
public final class Wire {
  private static final int LONGEST_HEAD = 1 << 16;

  private final Socket socket;
  private final InputStream in;
  private final CountDownLatch closing;

  Wire(Socket socket, CountDownLatch closing) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.closing = closing;
  }

  /** Reads a request with its body. */
  Request read() throws IOException {
    var head = new ByteArrayOutputStream();
    int newlines = 0;
    while (newlines < 2) {
      int read = in.read();
      if (read < 0 || head.size() > LONGEST_HEAD) {
        throw new IOException("no request");
      }
      head.write(read);
      if (read == '\n') {
        newlines++;
      } else if (read != '\r') {
        newlines = 0;
      }
    }
    var text = head.toString(StandardCharsets.ISO_8859_1);
    var body = new String(in.readNBytes(contentLength(text)), StandardCharsets.UTF_8);
    var line = text.substring(0, text.indexOf('\r')).split(" ", -1);
    return new Request(line[0], line[1], text, body);
  }

  private static int contentLength(String head) {
    return head.lines()
        .map(line -> line.toLowerCase(Locale.ROOT))
        .filter(line -> line.startsWith("content-length:"))
        .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
        .findFirst()
        .orElse(0);
  }

  /** Writes text, a byte a letter. */
  void write(String text) throws IOException {
    write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Writes bytes. */
  void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /** A whole answer as any server would send it. */
  void answer(int status, String headers, byte[] body) throws IOException {
    write(head(status, headers + "Content-Length: " + body.length + "\r\n"));
    write(body);
  }

  /** A status line, some headers and the empty line after them. */
  static String head(int status, String headers) {
    return "HTTP/1.1 "
        + status
        + " Status\r\nContent-Type: application/json\r\n"
        + headers
        + "\r\n";
  }

  /** Writes text again and again, as fast as it is taken. */
  void flood(String text) throws IOException {
    var many = text.repeat(Math.max(1, 16_384 / text.length())).getBytes(StandardCharsets.US_ASCII);
    while (closing.getCount() > 0) {
      write(many);
    }
  }

  /** Writes text letter by letter, a moment between, and goes on with blanks. */
  void drip(String text) throws IOException, InterruptedException {
    for (int i = 0; !closing.await(20, TimeUnit.MILLISECONDS); i++) {
      write(i < text.length() ? text.substring(i, i + 1) : " ");
    }
  }

  /** Says nothing until the other side has enough. */
  void stall() throws IOException {
    while (in.read() >= 0) {
      // What it says is of no interest.
    }
  }

  /** Ends the connection with a reset. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /**
   * A request.
   *
   * @param target path and query
   * @param head request line and headers
   */
  record Request(String method, String target, String head, String body) {
    String path() {
      int query = target.indexOf('?');
      return query < 0 ? target : target.substring(0, query);
    }
  }
}
