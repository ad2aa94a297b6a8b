package org.osbctl.mock;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/**
 * A connection that can hold back an answer until it is whole.
 *
 * <p>The server under the mock sends headers and body one after the other, which takes two system
 * calls where one would do, a third of all it has to do. It cannot be told otherwise, but the
 * thread that answers is the one that reads the next request: before it waits for that, what was
 * held back is sent. Answers with an effect on the wire are not held.
 */
final class HoldingSocket extends Socket {
  private static final ThreadLocal<HoldingSocket> OF_THREAD = new ThreadLocal<>();
  private static final int MOST = 64 * 1024;

  private final ByteArrayOutputStream held = new ByteArrayOutputStream(4096);
  private boolean holding;
  private @Nullable InputStream in;
  private @Nullable OutputStream out;

  /** Holds back what this thread is about to answer. */
  static void hold() {
    var socket = OF_THREAD.get();
    if (socket != null) {
      socket.holding = true;
    }
  }

  @Override
  public InputStream getInputStream() throws IOException {
    var made = in;
    if (made == null) {
      made = new Input(super.getInputStream());
      in = made;
    }
    return made;
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    var made = out;
    if (made == null) {
      made = new Output(super.getOutputStream());
      out = made;
    }
    return made;
  }

  private synchronized void release() throws IOException {
    holding = false;
    if (held.size() > 0) {
      held.writeTo(super.getOutputStream());
      held.reset();
    }
  }

  private synchronized boolean held(byte[] bytes, int offset, int length) throws IOException {
    if (!holding) {
      return false;
    }
    held.write(bytes, offset, length);
    if (held.size() > MOST) {
      release();
    }
    return true;
  }

  @Override
  public void shutdownOutput() throws IOException {
    release();
    super.shutdownOutput();
  }

  @Override
  public void close() throws IOException {
    try {
      if (!isClosed()) {
        release();
      }
    } finally {
      super.close();
    }
  }

  private final class Input extends FilterInputStream {
    Input(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      prepare();
      return super.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      prepare();
      return super.read(bytes, offset, length);
    }

    private void prepare() throws IOException {
      release();
      OF_THREAD.set(HoldingSocket.this);
    }
  }

  private final class Output extends FilterOutputStream {
    Output(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (!held(bytes, offset, length)) {
        out.write(bytes, offset, length);
      }
    }

    @Override
    public void flush() throws IOException {
      // What is held waits for the next read.
    }
  }
}
