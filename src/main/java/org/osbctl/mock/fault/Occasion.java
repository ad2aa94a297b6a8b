package org.osbctl.mock.fault;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osbctl.http.HttpResponseData;
import org.osbctl.lifecycle.Answer;
import org.osbctl.lifecycle.Defect;
import org.osbctl.lifecycle.Defects;
import org.osbctl.lifecycle.Known;
import org.osbctl.lifecycle.Tracker;
import org.osbctl.mock.MockRequest;
import org.osbctl.operation.Operation;
import org.osbctl.operation.OperationKind;

/**
 * When a departure has its turn. What is empty asks nothing.
 *
 * @param operations the operations, never an unrecognised one
 * @param states the states of the resource before the request
 * @param last the operations that ended last on a resource at rest
 * @param defects what must be wrong with the request
 * @param honest whether nothing may be wrong with it
 * @param othersBusy whether an operation on another binding of the instance must be running
 * @param request what the request must look like
 * @param answers what the answer must be
 * @param pace at which of the occasions that fit
 */
record Occasion(
    Set<OperationKind> operations,
    Set<StateName> states,
    Set<OperationKind> last,
    Set<Defect.Kind> defects,
    boolean honest,
    boolean othersBusy,
    RequestLook request,
    List<Answer> answers,
    Pace pace) {
  Occasion {
    operations = Set.copyOf(operations);
    states = Set.copyOf(states);
    last = Set.copyOf(last);
    defects = Set.copyOf(defects);
    answers = List.copyOf(answers);
  }

  /** This occasion at one operation only. */
  Occasion only(OperationKind operation) {
    return new Occasion(
        Set.of(operation), states, last, defects, honest, othersBusy, request, answers, pace);
  }

  /** This occasion once only. */
  Occasion nth(int number) {
    return new Occasion(
        operations, states, last, defects, honest, othersBusy, request, answers, Pace.only(number));
  }

  /** Whether a request fits, whatever will be answered. */
  boolean fits(MockRequest request) {
    var operation = request.operation();
    return (operations.isEmpty()
            ? !(operation instanceof Operation.Unrecognised)
            : operations.contains(operation.kind()))
        && this.request.fits(request)
        && fitsState(request)
        && fitsDefects(request);
  }

  private boolean fitsState(MockRequest request) {
    if (states.isEmpty() && last.isEmpty()) {
      return true;
    }
    var state = StateName.resource(request);
    return (states.isEmpty() || states.contains(StateName.of(state)))
        && (last.isEmpty() || last.contains(StateName.last(state)));
  }

  private boolean fitsDefects(MockRequest request) {
    if (defects.isEmpty() && !honest) {
      return true;
    }
    var found = new HashSet<Defect.Kind>();
    defects(request).forEach(defect -> found.add(defect.kind()));
    return honest ? found.isEmpty() : defects.containsAll(found) && !found.isEmpty();
  }

  private static List<Defect> defects(MockRequest request) {
    var mock = request.mock();
    var instance =
        request.operation() instanceof Operation.OfInstance of
            ? mock.instance(of.instanceId())
            : org.osbctl.lifecycle.ResourceState.never();
    var known =
        new Known(
            request.version(),
            mock.catalog(request.version()),
            mock.authentication().credentials());
    return Defects.of(request.http(), request.operation(), known, instance);
  }

  /** Whether an answer fits. */
  boolean fits(HttpResponseData response) {
    var answer = Tracker.answer(response);
    return answers.isEmpty() || answers.stream().anyMatch(wanted -> fits(wanted, answer));
  }

  private static boolean fits(Answer wanted, Answer answer) {
    return (wanted.status() == 0 || wanted.status() == answer.status())
        && fits(wanted.error(), answer.error())
        && fits(wanted.state(), answer.state());
  }

  private static boolean fits(
      @org.jspecify.annotations.Nullable String wanted,
      @org.jspecify.annotations.Nullable String word) {
    return wanted == null || Optional.of(wanted).equals(Optional.ofNullable(word));
  }
}
