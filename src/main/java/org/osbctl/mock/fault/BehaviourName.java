package org.osbctl.mock.fault;

import java.util.Locale;
import java.util.function.Supplier;

/** The behaviours by name, as files say them. */
enum BehaviourName {
  /** What the first answer showed, all later ones of any resource show. */
  SAME_FOR_ALL(() -> new Frozen(Frozen.Scope.ALL)),
  /** What the first answer about a resource showed, all later ones about it show. */
  STALE(() -> new Frozen(Frozen.Scope.RESOURCE)),
  /** Requests for an instance go to the first one of all. */
  ONE_INSTANCE_FOR_ALL(OneForAll::new),
  /** Answers about a resource are those about the one asked for before. */
  MIXED_UP(MixedUp::new),
  /** The catalog has a thousand plans more. */
  LARGE_CATALOG(LargeCatalog::new),
  /** A binding that gets a successor is deleted. */
  DELETES_PREDECESSOR(DeletesPredecessor::new),
  /** Who has proved once who he is needs no proof any more, and nobody else does. */
  AUTHENTICATED_ONCE(AuthenticatedOnce::new);

  @SuppressWarnings("ImmutableEnumChecker") // A constructor holds nothing that could change.
  private final Supplier<Behaviour> make;

  BehaviourName(Supplier<Behaviour> make) {
    this.make = make;
  }

  /** As it stands in files: {@code same-for-all}. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A behaviour that remembers nothing yet. */
  Behaviour make() {
    return make.get();
  }
}
