package org.osbctl.hostile;

import java.util.ArrayList;
import java.util.List;

/** All of them. */
public final class Hostilities {
  private Hostilities() {}

  /** All hostilities, each under a name of its own. */
  public static List<Hostility> all() {
    var all = new ArrayList<Hostility>();
    all.addAll(Silence.all());
    all.addAll(Framing.all());
    all.addAll(Heads.all());
    all.addAll(Detours.all());
    all.addAll(Encodings.all());
    all.addAll(Json.all());
    all.addAll(Contents.all());
    all.addAll(Polls.all());
    return List.copyOf(all);
  }

  /** The one of this name. */
  public static Hostility named(String name) {
    return all().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }
}
