package org.osbctl.mock.fault;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/** Reads effects. */
final class EffectReader {
  private EffectReader() {}

  static Effect effect(Members effect) {
    var read =
        new Effect(
            effect.has("request")
                ? Optional.of(request(effect.object("request")))
                : Optional.empty(),
            effect.flag("unheard"),
            effect.has("status") ? OptionalInt.of(effect.number("status")) : OptionalInt.empty(),
            headers(effect.object("header")),
            body(effect.object("body")),
            effect.optional("delay").map(EffectReader::duration),
            effect
                .optional("wire")
                .map(
                    text -> Members.word("wire effect", text, WireFault.values(), WireFault::word)),
            effect
                .optional("behaviour")
                .map(
                    text ->
                        Members.word(
                            "behaviour", text, BehaviourName.values(), BehaviourName::word)));
    effect.end();
    if (read.equals(NOTHING)) {
      throw new FaultException("its effect is nothing");
    }
    return read;
  }

  private static final Effect NOTHING =
      new Effect(
          Optional.empty(),
          false,
          OptionalInt.empty(),
          HeaderEdit.NONE,
          BodyEdit.NONE,
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  private static RequestEdit request(Members request) {
    var edit =
        new RequestEdit(
            headers(request.object("query")),
            headers(request.object("header")),
            body(request.object("body")),
            request.flag("authenticated"),
            request.flag("aside"));
    request.end();
    return edit;
  }

  private static HeaderEdit headers(Members edit) {
    var set = new LinkedHashMap<String, String>();
    var values = new Members("set", edit.node("set"));
    for (var name : edit.node("set").propertyNames()) {
      set.put(name, checked(values.text(name)));
    }
    var read = new HeaderEdit(set, edit.texts("remove"));
    edit.end();
    return read;
  }

  private static BodyEdit body(Members edit) {
    var text = edit.optional("text").map(EffectReader::checked);
    var replace =
        edit.has("replace")
            ? Optional.of(checked(edit.node("replace")))
            : Optional.<JsonNode>empty();
    var fill = new LinkedHashMap<Place, Integer>();
    var lengths = edit.object("fill");
    for (var pointer : edit.node("fill").propertyNames()) {
      fill.put(Place.parse(pointer), lengths.number(pointer));
    }
    var read = new BodyEdit(text, replace, remove(edit), set(edit), fill);
    edit.end();
    return read;
  }

  private static List<Place> remove(Members edit) {
    return edit.texts("remove").stream().map(Place::parse).toList();
  }

  private static Map<Place, JsonNode> set(Members edit) {
    var set = new LinkedHashMap<Place, JsonNode>();
    edit.node("set")
        .forEachEntry((pointer, value) -> set.put(Place.parse(pointer), checked(value)));
    return set;
  }

  private static String checked(String text) {
    Placeholders.check(text);
    return text;
  }

  private static JsonNode checked(JsonNode tree) {
    if (tree.isString()) {
      Placeholders.check(tree.stringValue());
    }
    tree.forEach(EffectReader::checked);
    return tree;
  }

  private static Duration duration(String text) {
    try {
      return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
    } catch (DateTimeParseException e) {
      throw new FaultException("\"" + text + "\" is no time such as 61s");
    }
  }
}
