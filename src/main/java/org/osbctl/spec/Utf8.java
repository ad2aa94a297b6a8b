package org.osbctl.spec;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Tells text in UTF-8 from what only looks like it. */
final class Utf8 {
  private static final int LETTERS_AT_A_TIME = 8192;

  private Utf8() {}

  /**
   * The position of the first byte that is no UTF-8 text, or -1. A NUL is none: no JSON holds one
   * as it is, and UTF-16 and UTF-32 are full of them.
   */
  static int firstWrong(byte[] bytes) {
    var isAscii = true;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        return i;
      }
      isAscii &= bytes[i] > 0;
    }
    return isAscii ? -1 : firstWrongSequence(bytes);
  }

  private static int firstWrongSequence(byte[] bytes) {
    var decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    var in = ByteBuffer.wrap(bytes);
    var out = CharBuffer.allocate(LETTERS_AT_A_TIME);
    while (true) {
      var result = decoder.decode(in, out, true);
      if (result.isError()) {
        return in.position();
      }
      if (result.isUnderflow()) {
        return -1;
      }
      out.clear();
    }
  }
}
