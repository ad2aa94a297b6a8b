package org.osbctl.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osbctl.operation.OperationKind;
import org.osbctl.spec.MessageCheck;
import org.osbctl.spec.MessageCheck.Findings;
import org.osbctl.spec.MessageCheck.Offence;
import org.osbctl.spec.MessageSchemas;
import org.osbctl.spec.MessageSchemas.Message;

/** The adapter that makes the message schemas a judge: every check of a message is a judgement. */
public final class BodyRules implements Rule {
  @Override
  public Set<String> requirements() {
    return MessageSchemas.requirements();
  }

  @Override
  public boolean looksAtBodyAlone() {
    return true;
  }

  @Override
  public List<Ruling> judge(Observation seen) {
    if (!Bodies.judged(seen)) {
      return List.of();
    }
    var byRequirement = new LinkedHashMap<String, Said>();
    for (var message : messages(seen)) {
      for (var check : MessageSchemas.checks(message, seen.status() == 202, seen.version())) {
        byRequirement
            .computeIfAbsent(check.requirement(), id -> new Said())
            .hear(check, check.examine(seen.json()));
      }
    }
    var rulings = new ArrayList<Ruling>();
    byRequirement.forEach(
        (requirement, said) -> rulings.add(new Ruling(requirement, said.judgement(seen), seen)));
    return rulings;
  }

  /** What an answer is, by operation and status; nothing when no shape is defined for it. */
  private static List<Message> messages(Observation seen) {
    var kind = seen.operation().kind();
    if (seen.status() >= 400) {
      return errors(kind, seen.status());
    }
    return switch (seen.status()) {
      case 200 -> success(kind);
      case 201 ->
          kind == OperationKind.PROVISION || kind == OperationKind.BIND ? success(kind) : List.of();
      case 202 -> accepted(kind);
      default -> List.of();
    };
  }

  private static List<Message> success(OperationKind kind) {
    return switch (kind) {
      case GET_CATALOG -> List.of(Message.CATALOG);
      case PROVISION -> List.of(Message.PROVISION);
      case UPDATE -> List.of(Message.UPDATE);
      case FETCH_INSTANCE -> List.of(Message.FETCHED_INSTANCE);
      case DEPROVISION -> List.of(Message.DEPROVISION);
      case BIND -> List.of(Message.BIND);
      case FETCH_BINDING -> List.of(Message.FETCHED_BINDING);
      case UNBIND -> List.of(Message.UNBIND);
      case POLL_INSTANCE -> List.of(Message.INSTANCE_POLL);
      case POLL_BINDING -> List.of(Message.BINDING_POLL);
      case UNRECOGNISED -> List.of();
    };
  }

  private static List<Message> accepted(OperationKind kind) {
    return switch (kind) {
      case PROVISION, UPDATE, DEPROVISION, UNBIND -> success(kind);
      case BIND -> List.of(Message.BIND_ACCEPTED);
      case GET_CATALOG, FETCH_INSTANCE, FETCH_BINDING, POLL_INSTANCE, POLL_BINDING, UNRECOGNISED ->
          List.of();
    };
  }

  private static List<Message> errors(OperationKind kind, int status) {
    var conflict = status == 409 && (kind == OperationKind.PROVISION || kind == OperationKind.BIND);
    var gone =
        status == 410
            && (kind == OperationKind.DEPROVISION
                || kind == OperationKind.UNBIND
                || kind == OperationKind.POLL_INSTANCE);
    if (conflict) {
      return List.of(Message.ERROR, Message.CONFLICT);
    }
    return gone ? List.of(Message.ERROR, Message.GONE) : List.of(Message.ERROR);
  }

  /** What the checks of one requirement said of one message. */
  private static final class Said {
    private boolean applicable;
    private int offences;
    private @Nullable Offence first;
    private @Nullable String note;

    void hear(MessageCheck check, Findings findings) {
      var passed = findings.places() > findings.offences();
      applicable |= check.isPermission() ? passed : findings.places() > 0;
      if (check.isPermission()) {
        return;
      }
      if (findings.nullAt() != null) {
        note(findings.nullAt() + " is null, which reads as absent");
      }
      var offence = findings.first();
      if (offence == null) {
        return;
      }
      if (check.note() != null) {
        note(check.note());
        return;
      }
      offences += findings.offences();
      first = first == null ? offence : first;
    }

    private void note(String text) {
      note = note == null ? text : note;
    }

    Judgement judgement(Observation seen) {
      var offence = first;
      if (offence != null) {
        return Bodies.violated(seen, offence, offences);
      }
      return applicable
          ? new Judgement.Met(note)
          : Judgement.notApplicable("the body has nothing the requirement speaks of");
    }
  }
}
