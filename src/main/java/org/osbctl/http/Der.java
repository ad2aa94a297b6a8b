package org.osbctl.http;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** As much of DER (X.690) as it takes to wrap a key. */
final class Der {
  static final int SEQUENCE = 0x30;
  static final int OCTET_STRING = 4;

  private Der() {}

  /** A tag and what follows it; never compared, never kept. */
  @SuppressWarnings("ArrayRecordComponent")
  record Element(int tag, byte[] content) {}

  /** The encoding of an element whose content is these parts. */
  static byte[] of(int tag, byte[]... parts) {
    var content = new ByteArrayOutputStream();
    for (var part : parts) {
      content.writeBytes(part);
    }
    var out = new ByteArrayOutputStream();
    out.write(tag);
    length(out, content.size());
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }

  private static void length(ByteArrayOutputStream out, int length) {
    if (length < 0x80) {
      out.write(length);
    } else if (length < 0x100) {
      out.write(0x81);
      out.write(length);
    } else {
      // Up to 64 KiB, much more than a key.
      out.write(0x82);
      out.write(length >> 8);
      out.write(length);
    }
  }

  /** The one element that these bytes are. */
  static Element only(byte[] der) {
    var elements = children(der);
    if (elements.size() != 1) {
      throw new IllegalArgumentException("not one element");
    }
    return elements.getFirst();
  }

  /** The elements that stand in a row in these bytes. */
  static List<Element> children(byte[] content) {
    var elements = new ArrayList<Element>();
    int at = 0;
    while (at < content.length) {
      if (at + 2 > content.length) {
        throw new IllegalArgumentException("cut");
      }
      int tag = content[at] & 0xff;
      int length = content[at + 1] & 0xff;
      int start = at + 2;
      if (length > 0x82 || length == 0x80 || start + (length & 0x7f) > content.length) {
        throw new IllegalArgumentException("a length that no key has");
      }
      if (length > 0x80) {
        int bytes = length - 0x80;
        length = 0;
        for (int i = 0; i < bytes; i++) {
          length = length << 8 | (content[start + i] & 0xff);
        }
        start += bytes;
      }
      if (start + length > content.length) {
        throw new IllegalArgumentException("cut");
      }
      elements.add(new Element(tag, Arrays.copyOfRange(content, start, start + length)));
      at = start + length;
    }
    return elements;
  }
}
