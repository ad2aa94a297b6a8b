package org.osbctl.spec;

import java.io.StringWriter;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes JSON trees; the one place that configures the parser. */
public final class Json {
  /** Deep enough for any schema; deeper ones would end the stack of whoever walks them. */
  private static final int DEEPEST = 500;

  /** A token takes up to fifty bytes of memory, and two bytes to write. */
  private static final long MOST_TOKENS = 2_000_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxTokenCount(MOST_TOKENS)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  /** The parser repeats words it does not know, and such a word may be a secret. */
  private static final Pattern EXCERPT = Pattern.compile("^Unrecognized token '[^']*'");

  /** What the parser finds out too late to say it in its own words. */
  private static final String HUGE_NUMBER = "a number with an exponent beyond all limits";

  private Json() {}

  /** For commands that write JSON: others need not wait until it is made. */
  private static final class Writer {
    static final JsonMapper MAPPER = JsonMapper.builder(FACTORY).build();
  }

  /** What a sequence of bytes turned out to be. */
  public sealed interface Parsed {
    /** The tree, or a missing node when there is none. */
    JsonNode node();

    /** A JSON value, and what others may read in another way; of two members, the last counts. */
    record Value(JsonNode node, Set<Oddity> oddities) implements Parsed {}

    /** No bytes at all, or blanks only. */
    record Nothing() implements Parsed {
      @Override
      public JsonNode node() {
        return MissingNode.getInstance();
      }
    }

    /** Not JSON; {@code why} is the parser's reason, without an excerpt of the text. */
    record Malformed(String why) implements Parsed {
      @Override
      public JsonNode node() {
        return MissingNode.getInstance();
      }
    }
  }

  /** Reads one JSON value from UTF-8 bytes; never throws. */
  public static Parsed parse(byte[] bytes) {
    if (isBlank(bytes)) {
      return new Parsed.Nothing();
    }
    // The parser guesses encodings, and overlooks wrong sequences: JSON is UTF-8 (RFC 8259, 8.1).
    var wrong = Utf8.firstWrong(bytes);
    if (wrong >= 0) {
      return new Parsed.Malformed("not UTF-8 (byte " + wrong + ")");
    }
    try (var parser = FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
      var reader = new TreeReader(parser);
      var node = reader.read();
      return new Parsed.Value(node, Oddity.of(bytes, reader.memberTwice()));
    } catch (JacksonException e) {
      return new Parsed.Malformed(reason(e));
    } catch (NumberFormatException e) {
      return new Parsed.Malformed(HUGE_NUMBER);
    }
  }

  private static String reason(JacksonException e) {
    var message =
        e.getOriginalMessage() == null
            ? "not JSON"
            : EXCERPT.matcher(e.getOriginalMessage()).replaceFirst("Unrecognized token");
    var at = e.getLocation();
    return at == null
        ? message
        : message + " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
  }

  private static boolean isBlank(byte[] bytes) {
    for (byte b : bytes) {
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        return false;
      }
    }
    return true;
  }

  /** An empty object to fill. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** The elements of an array; none when it is no array, not even the members of an object. */
  public static Iterable<JsonNode> elements(JsonNode array) {
    return array.isArray() ? array : List.of();
  }

  /** The node that stands for "not there". */
  public static JsonNode missing() {
    return MissingNode.getInstance();
  }

  /** The value as compact UTF-8 JSON. */
  public static byte[] bytes(JsonNode node) {
    return Writer.MAPPER.writeValueAsBytes(node);
  }

  /** The value as compact JSON text. */
  public static String text(JsonNode node) {
    return Writer.MAPPER.writeValueAsString(node);
  }

  /** The value as JSON text to be read by people. */
  public static String pretty(JsonNode node) {
    return Writer.MAPPER.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsString(node);
  }

  /** The beginning of that text: not more than so many characters of it. */
  public static String pretty(JsonNode node, int most) {
    var beginning = new Beginning(most);
    try {
      Writer.MAPPER.writer().with(SerializationFeature.INDENT_OUTPUT).writeValue(beginning, node);
    } catch (Beginning.Full e) {
      // What follows is of no interest.
    }
    return beginning.toString();
  }

  /** Takes so many characters and no more. */
  private static final class Beginning extends StringWriter {
    private final int most;

    Beginning(int most) {
      this.most = most;
    }

    /** There are enough of them. */
    private static final class Full extends RuntimeException {
      private static final long serialVersionUID = 1;

      Full() {
        super(null, null, false, false);
      }
    }

    @Override
    public void write(char[] characters, int offset, int length) {
      super.write(characters, offset, Math.min(length, most - getBuffer().length()));
      stopWhenFull();
    }

    @Override
    public void write(String text, int offset, int length) {
      super.write(text, offset, Math.min(length, most - getBuffer().length()));
      stopWhenFull();
    }

    @Override
    public void write(int character) {
      write(new char[] {(char) character}, 0, 1);
    }

    @Override
    public void write(String text) {
      write(text, 0, text.length());
    }

    private void stopWhenFull() {
      if (getBuffer().length() >= most) {
        throw new Full();
      }
    }
  }
}
