package org.osbctl.mock.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.osbctl.operation.OperationKind;

/**
 * A departure as it was asked for, {@code NAME[@OPERATION][#NTH]}.
 *
 * @param fault which one
 * @param operation at this operation only
 * @param nth at this occasion only, counted from 1; 0 for as it is written down
 */
public record FaultSelection(Fault fault, Optional<OperationKind> operation, int nth) {
  private static final Pattern FORM =
      Pattern.compile("(?<name>[^@#]+)(?:@(?<operation>[^#]+))?(?:#(?<nth>[1-9][0-9]{0,8}))?");

  /**
   * Reads what was asked for.
   *
   * @throws FaultException when there is no such departure or operation
   */
  static FaultSelection parse(String text, Faults faults) {
    var matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new FaultException("\"" + text + "\" is no fault; write NAME[@OPERATION][#NTH]");
    }
    var operation = Optional.ofNullable(matcher.group("operation")).map(FaultSelection::operation);
    var nth = Optional.ofNullable(matcher.group("nth")).map(Integer::parseInt).orElse(0);
    return new FaultSelection(faults.get(matcher.group("name")), operation, nth);
  }

  /** An operation by its name in files and options: {@code poll-instance}. */
  static OperationKind operation(String word) {
    var kinds =
        Arrays.stream(OperationKind.values())
            .filter(kind -> kind != OperationKind.UNRECOGNISED)
            .toList();
    return kinds.stream()
        .filter(kind -> word(kind).equals(word.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                FaultException.unknown(
                    "operation", word, kinds.stream().map(FaultSelection::word).toList()));
  }

  private static String word(OperationKind kind) {
    return kind.words().replace(' ', '-');
  }

  Occasion occasion() {
    var occasion = operation.map(fault.occasion()::only).orElse(fault.occasion());
    return nth == 0 ? occasion : occasion.nth(nth);
  }

  /** As it is asked for. */
  @Override
  public String toString() {
    return fault.name()
        + operation.map(kind -> "@" + word(kind)).orElse("")
        + (nth == 0 ? "" : "#" + nth);
  }
}
