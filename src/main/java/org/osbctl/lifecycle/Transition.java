package org.osbctl.lifecycle;

import org.jspecify.annotations.Nullable;
import org.osbctl.lifecycle.ResourceState.*;
import org.osbctl.operation.Operation.Bind;
import org.osbctl.operation.Operation.Provision;
import org.osbctl.operation.Operation.Update;
import org.osbctl.operation.Operation.WithBody;
import org.osbctl.operation.OperationKind;

/** What an answer makes of a resource: the same function for the mock and for a foreign broker. */
public final class Transition {
  private Transition() {}

  /**
   * The state after a provision or bind request was answered.
   *
   * @param key the operation key of the answer's body, null when there is none
   */
  public static ResourceState created(
      ResourceState before, WithBody request, Answer answer, @Nullable String key) {
    var kind = request instanceof Bind ? OperationKind.BIND : OperationKind.PROVISION;
    // What is being deleted and can be made again was gone by then.
    var fresh =
        before instanceof Absent
            || before instanceof Deleting
            || before instanceof Failed
            || before instanceof Unknown;
    var attributes = fresh ? Attributes.of(request) : before.attributesNow();
    return switch (answer.status()) {
      case 201 ->
          new Ready(
              fresh ? attributes : before.attributesNow(), new Ended(kind, true, false, null));
      case 200 ->
          before instanceof Ready || before instanceof Updating || before instanceof Deleting
              ? before
              : new Ready(attributes, new Ended(kind, true, false, null));
      case 202 -> before instanceof Creating ? before : new Creating(attributes, key);
      default -> refused(before, attributes, answer);
    };
  }

  /**
   * The state after an update request was answered; an update may repair what had failed. Another
   * update that is accepted tells that the one before has ended meanwhile.
   */
  public static ResourceState updated(
      ResourceState before, Update request, Answer answer, @Nullable String key) {
    var next =
        before instanceof Updating running && !running.update().body().equals(request.body());
    if (!(before instanceof Ready || before instanceof Failed || next)) {
      return before;
    }
    var attributes =
        before instanceof Updating running ? running.after() : before.attributesNow();
    return switch (answer.status()) {
      case 200 ->
          new Ready(attributes.after(request), new Ended(OperationKind.UPDATE, true, false, null));
      case 202 -> new Updating(attributes, request, key);
      default -> before;
    };
  }

  /** The state after a deprovision or unbind request was answered. */
  public static ResourceState deleted(
      ResourceState before, OperationKind kind, Answer answer, @Nullable String key) {
    return switch (answer.status()) {
      case 200 -> new Absent(new Ended(kind, true, false, null));
      case 410 ->
          before instanceof Absent
              ? before
              : new Absent(
                  new Ended(kind, true, before instanceof Deleting, before.operationKey()));
      case 202 ->
          before instanceof Deleting
              ? before
              : new Deleting(before.attributesNow(), key, before instanceof Creating);
      default ->
          answer.status() >= 500 && !(before instanceof Absent)
              ? new Unknown(before.attributesNow(), "the delete was answered " + answer.status())
              : before;
    };
  }

  /** The state after a poll was answered; {@code kind} names the resource: PROVISION or BIND. */
  public static ResourceState polled(ResourceState before, OperationKind kind, Answer answer) {
    if (answer.status() == 410 && before instanceof Deleting deleting) {
      return gone(deleting, kind);
    }
    if (answer.status() == 404 && before instanceof Deleting deleting) {
      return gone(deleting, kind);
    }
    if (answer.status() != 200 || answer.state() == null) {
      return before;
    }
    return switch (answer.state()) {
      case "succeeded" -> ended(before, kind, true);
      case "failed" -> ended(before, kind, false);
      default -> before;
    };
  }

  /** The state after a running operation came to its end. */
  public static ResourceState ended(ResourceState before, OperationKind kind, boolean succeeded) {
    var unmaking = kind == OperationKind.BIND ? OperationKind.UNBIND : OperationKind.DEPROVISION;
    return switch (before) {
      case Creating c -> {
        var last = new Ended(kind, succeeded, true, c.operation());
        yield succeeded ? new Ready(c.attributes(), last) : new Failed(c.attributes(), last);
      }
      case Updating u ->
          new Ready(
              succeeded ? u.after() : u.before(),
              new Ended(OperationKind.UPDATE, succeeded, true, u.operation()));
      case Deleting d ->
          succeeded
              ? gone(d, kind)
              : new Failed(d.attributes(), new Ended(unmaking, false, true, d.operation()));
      case Absent a -> before;
      case Ready r -> before;
      case Failed f -> before;
      case Unknown u -> before;
    };
  }

  private static ResourceState gone(Deleting deleting, OperationKind kind) {
    var unmaking = kind == OperationKind.BIND ? OperationKind.UNBIND : OperationKind.DEPROVISION;
    return new Absent(new Ended(unmaking, true, true, deleting.operation()));
  }

  /** The state after a fetch was answered. */
  public static ResourceState fetched(ResourceState before, OperationKind kind, Answer answer) {
    if (answer.status() == 200 && before instanceof Creating creating) {
      return new Ready(creating.attributes(), new Ended(kind, true, true, creating.operation()));
    }
    return before;
  }

  private static ResourceState refused(ResourceState before, Attributes attributes, Answer answer) {
    var certain = answer.status() >= 400 && answer.status() < 500;
    return before instanceof Absent && !certain
        ? new Unknown(attributes, "the request was answered " + answer.status())
        : before;
  }

  /** The state after a request that got no answer. */
  public static ResourceState unanswered(
      ResourceState before, OperationKind kind, @Nullable WithBody request) {
    var attributes =
        before instanceof Absent
                && request != null
                && (request instanceof Provision || request instanceof Bind)
            ? Attributes.of(request)
            : before.attributesNow();
    return kind.mutates() ? new Unknown(attributes, "no answer to " + kind.words()) : before;
  }
}
