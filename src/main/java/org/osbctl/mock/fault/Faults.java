package org.osbctl.mock.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All departures: the faults of {@code specs/faults.yaml} and the quirks of {@code quirks.yaml}.
 */
public final class Faults {
  private final Map<String, Fault> byName = new LinkedHashMap<>();

  private Faults() {}

  private static final class Bundled {
    static final Faults ALL = load();

    private Bundled() {}
  }

  /** The bundled ones, read at the first use. */
  public static Faults bundled() {
    return Bundled.ALL;
  }

  private static Faults load() {
    var all = new Faults();
    for (var name : List.of("faults", "quirks")) {
      var resource = "/specs/" + name + ".yaml";
      try (InputStream in = Faults.class.getResourceAsStream(resource)) {
        if (in == null) {
          throw new IllegalStateException(resource + " is not in the JAR");
        }
        all.add(FaultReader.read(in, name));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return all;
  }

  /**
   * Reads departures.
   *
   * @param list the member of the document that has them: {@code faults}
   * @throws FaultException naming the entry that is not as the format says
   */
  static Faults read(InputStream yaml, String list) {
    var all = new Faults();
    all.add(FaultReader.read(yaml, list));
    return all;
  }

  private void add(List<Fault> more) {
    for (var fault : more) {
      if (byName.put(fault.name(), fault) != null) {
        throw new FaultException(fault.name() + " stands twice");
      }
    }
  }

  /** The faults, in the order of the file. */
  public List<Fault> faults() {
    return byName.values().stream().filter(fault -> !fault.isQuirk()).toList();
  }

  /** The quirks, in the order of the file. */
  public List<Fault> quirks() {
    return byName.values().stream().filter(Fault::isQuirk).toList();
  }

  /** The names of all. */
  public Collection<String> names() {
    return byName.keySet();
  }

  /**
   * The fault or quirk with a name.
   *
   * @throws FaultException when there is none, with the nearest name
   */
  public Fault get(String name) {
    var found = byName.get(name);
    if (found == null) {
      throw FaultException.unknown("fault", name, byName.keySet());
    }
    return found;
  }

  /**
   * Reads {@code NAME[@OPERATION][#NTH]}.
   *
   * @throws FaultException when there is no such fault, quirk or operation
   */
  public FaultSelection select(String text) {
    return FaultSelection.parse(text, this);
  }
}
