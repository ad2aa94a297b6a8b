package org.osbctl.hostile;

import java.util.EnumSet;
import java.util.Set;

/** Where a hostility fits that does not depend on what was asked. */
final class Everywhere {
  static final Set<Place> PLACES = EnumSet.of(Place.CATALOG, Place.PROVISION, Place.BIND);

  private Everywhere() {}
}
