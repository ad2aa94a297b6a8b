package org.osbctl.rules;

import static org.osbctl.rules.Judgement.met;
import static org.osbctl.rules.Judgement.violated;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.osbctl.operation.Operation.Bind;
import org.osbctl.operation.Operation.Provision;
import org.osbctl.operation.Operation.WithBody;
import org.osbctl.rules.Hindsight.Finding;
import org.osbctl.spec.ErrorCode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compares requests that differ in nothing but members that must make no difference: when one was
 * refused and the other was not, the members made one.
 */
final class Twins {
  /** The one code by which a wrong look at maintenance info shows. */
  static final Set<String> MAINTENANCE_CODES = Set.of(ErrorCode.MAINTENANCE_INFO_CONFLICT);

  private final UnaryOperator<JsonNode> without;
  private final Set<String> codes;
  private final String members;

  /**
   * A comparison.
   *
   * @param without a body without the members that must make no difference
   * @param codes the defined error codes by which a refusal for their sake may show
   * @param members the members in words
   */
  Twins(UnaryOperator<JsonNode> without, Set<String> codes, String members) {
    this.without = without;
    this.codes = codes;
    this.members = members;
  }

  /** What an exchange proves of itself or of refusals right before it. */
  List<Finding> judge(Observation seen) {
    if (!(seen.operation() instanceof WithBody request)
        || !seen.honest()
        || !request.body().isObject()
        || seen.response().isEmpty()) {
      return List.of();
    }
    var plain = without.apply(request.body());
    if (!plain.equals(request.body())) {
      return withMembers(seen, plain);
    }
    return Answers.accepted(seen)
        ? refusedBefore(seen, without, this::forTheirSake).stream()
            .map(earlier -> new Finding(earlier, refusal(earlier)))
            .toList()
        : List.of();
  }

  private List<Finding> withMembers(Observation seen, JsonNode plain) {
    if (Answers.accepted(seen)) {
      return List.of(new Finding(seen, met()));
    }
    var kind = seen.operation().kind();
    var makes = seen.operation() instanceof Provision || seen.operation() instanceof Bind;
    return makes
            && seen.status() == 400
            && seen.soFar().latest(new Fact.Accepted(kind, plain)).isPresent()
        ? List.of(new Finding(seen, refusal(seen)))
        : List.of();
  }

  /** A refusal that may be due to the content of the request. */
  private boolean forTheirSake(Observation refused) {
    var code = Answers.code(refused).filter(Answers.DEFINED_CODES::contains);
    return refused.status() == 400
        ? code.isEmpty()
        : refused.status() == 422
            && Answers.isUndisturbed(refused)
            && code.map(codes::contains).orElse(true);
  }

  private Judgement refusal(Observation refused) {
    return violated(
        "the request was refused for " + members + "; without, the same request was accepted",
        "the answer to the request without them",
        Integer.toString(refused.status()));
  }

  /**
   * The refusals right before an accepted request that asked for the same, but for some members.
   *
   * @param normal a body without those members
   */
  static List<Observation> refusedBefore(
      Observation accepted, UnaryOperator<JsonNode> normal, Predicate<Observation> refusal) {
    if (!(accepted.operation() instanceof WithBody request)) {
      return List.of();
    }
    var found = new ArrayList<Observation>();
    for (var earlier : accepted.soFar().ofResource(accepted.operation()).reversed()) {
      if (!Answers.mutates(earlier)) {
        continue;
      }
      if (!(earlier.operation() instanceof WithBody before)
          || before.kind() != request.kind()
          || !Answers.refused(earlier)) {
        break;
      }
      if (earlier.honest()
          && before.body().isObject()
          && refusal.test(earlier)
          && !before.body().equals(request.body())
          && normal.apply(before.body()).equals(normal.apply(request.body()))) {
        found.add(earlier);
      }
    }
    return found;
  }

  /** An object without some members; the given one stays as it is. */
  static ObjectNode copyWithout(JsonNode object, Predicate<String> member) {
    var copy = (ObjectNode) object.deepCopy();
    object.propertyNames().stream().filter(member).forEach(copy::remove);
    return copy;
  }
}
