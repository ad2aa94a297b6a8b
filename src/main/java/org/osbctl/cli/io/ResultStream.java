package org.osbctl.cli.io;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Standard output, which remembers why it could not be written to: half a result must not look like
 * a whole one.
 */
public final class ResultStream extends PrintStream {
  private final Remembering target;
  private final BooleanSupplier isPipe;

  /**
   * Over a stream, in UTF-8.
   *
   * @param isPipe whether somebody reads from it who may have enough
   */
  public ResultStream(OutputStream target, BooleanSupplier isPipe) {
    this(new Remembering(target), isPipe);
  }

  private ResultStream(Remembering target, BooleanSupplier isPipe) {
    super(target, false, StandardCharsets.UTF_8);
    this.target = target;
    this.isPipe = isPipe;
  }

  /** That of this process. */
  static ResultStream ofProcess() {
    return new ResultStream(
        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 8192),
        ResultStream::isPipe);
  }

  /** A stream that keeps its first trouble. */
  private static final class Remembering extends FilterOutputStream {
    private @Nullable IOException trouble;

    Remembering(OutputStream target) {
      super(target);
    }

    @Override
    public void write(int b) throws IOException {
      try {
        out.write(b);
      } catch (IOException e) {
        throw kept(e);
      }
    }

    @Override
    public void write(byte[] bytes, int start, int length) throws IOException {
      try {
        out.write(bytes, start, length);
      } catch (IOException e) {
        throw kept(e);
      }
    }

    @Override
    public void flush() throws IOException {
      try {
        out.flush();
      } catch (IOException e) {
        throw kept(e);
      }
    }

    private IOException kept(IOException e) {
      if (trouble == null) {
        trouble = e;
      }
      return e;
    }
  }

  /**
   * Why not all could be written; empty also when whoever reads it has had enough, as {@code head}
   * has after ten lines.
   */
  public Optional<IOException> trouble() {
    flush();
    return Optional.ofNullable(target.trouble)
        .filter(e -> !isSaidOfPipe(e) && !isPipe.getAsBoolean());
  }

  private static boolean isSaidOfPipe(IOException e) {
    return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
  }

  /** Systems say what went wrong in the language of the user; this is the same in all. */
  private static boolean isPipe() {
    try {
      var kind = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
      return kind.startsWith("pipe:") || kind.startsWith("socket:");
    } catch (IOException | UnsupportedOperationException | InvalidPathException none) {
      return false;
    }
  }
}
