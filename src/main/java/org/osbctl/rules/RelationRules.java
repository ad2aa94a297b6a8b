package org.osbctl.rules;

import java.util.List;
import java.util.stream.Stream;

/**
 * All rules about headers, errors, and what relates several exchanges, in the order of the
 * specification.
 */
final class RelationRules {
  private static final List<Rule> ALL =
      Stream.of(
              HeaderRules.all(),
              ExtensionRules.all(),
              ErrorRules.all(),
              SynchronyRules.all(),
              PollRules.all(),
              ProvisionRules.all(),
              UpdateRules.all(),
              BindRules.all(),
              BindingMetadataRules.all(),
              RotationRules.all(),
              FetchRules.all(),
              DeletionRules.unbinding(),
              DeletionRules.deprovisioning(),
              PermissionRules.all())
          .flatMap(List::stream)
          .toList();

  private RelationRules() {}

  static List<Rule> all() {
    return ALL;
  }
}
