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
    return switch (answer.status()) {
      case 201 -> new Ready(made(before, request), new Ended(kind, true, false, null));
      case 200 ->
          switch (before) {
            case Creating running -> ended(running, kind, true);
            case Ready r -> before;
            case Updating u -> before;
            case Deleting d -> before;
            case Absent a -> new Ready(made(before, request), new Ended(kind, true, false, null));
            case Failed f -> new Ready(made(before, request), new Ended(kind, true, false, null));
            case Unknown u -> new Ready(made(before, request), new Ended(kind, true, false, null));
          };
      case 202 -> before instanceof Creating ? before : new Creating(made(before, request), key);
      default -> refused(before, made(before, request), answer);
    };
  }

  /**
   * What a successful provision or bind request leaves: what was there before, unless nothing was.
   * A deletion that was running must have ended, or the request could not have succeeded.
   */
  private static Attributes made(ResourceState before, WithBody request) {
    return switch (before) {
      case Absent a -> Attributes.of(request);
      case Failed f -> Attributes.of(request);
      case Unknown u -> Attributes.of(request);
      case Deleting d -> Attributes.of(request);
      case Creating c -> c.attributes();
      case Ready r -> r.attributes();
      case Updating u -> u.before();
    };
  }

  /** The state after an update request was answered; an update may repair what had failed. */
  public static ResourceState updated(
      ResourceState before, Update request, Answer answer, @Nullable String key) {
    return switch (before) {
      case Ready ready -> updated(before, ready.attributes(), request, answer, key);
      case Failed failed -> updated(before, failed.attributes(), request, answer, key);
      case Updating running when running.update().body().equals(request.body()) ->
          answer.status() == 200 ? ended(running, OperationKind.PROVISION, true) : before;
      // The update was let in: what ran before must have ended, and had no reason to fail.
      case Updating running -> updated(before, running.after(), request, answer, key);
      case Creating running -> updated(before, running.attributes(), request, answer, key);
      case Absent a -> before;
      case Deleting d -> before;
      case Unknown u -> before;
    };
  }

  private static ResourceState updated(
      ResourceState before,
      Attributes attributes,
      Update request,
      Answer answer,
      @Nullable String key) {
    if (answer.status() == 202) {
      return new Updating(attributes, request, key);
    }
    return answer.isSuccess()
        ? new Ready(attributes.after(request), new Ended(OperationKind.UPDATE, true, false, null))
        : before;
  }

  /** The state after a deprovision or unbind request was answered. */
  public static ResourceState deleted(
      ResourceState before, OperationKind kind, Answer answer, @Nullable String key) {
    return switch (answer.status()) {
      case 200 ->
          before instanceof Deleting running
              ? new Absent(new Ended(kind, true, true, running.operation()))
              : new Absent(new Ended(kind, true, false, null));
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
          !isRefusal(answer) && !(before instanceof Absent)
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
    return before instanceof Absent && !isRefusal(answer)
        ? new Unknown(attributes, "the request was answered " + answer.status())
        : before;
  }

  /** Whether an answer says for certain that nothing was done; other statuses of success do not. */
  private static boolean isRefusal(Answer answer) {
    return answer.status() >= 400 && answer.status() < 500;
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
