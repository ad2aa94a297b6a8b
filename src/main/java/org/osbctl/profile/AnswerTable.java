package org.osbctl.profile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.osbctl.http.HttpResponseData;
import org.osbctl.operation.OperationKind;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;

/** What a platform makes of answers, and of credentials. */
public final class AnswerTable {
  private final List<Row> rows;
  private final JsonNode credentials;
  private final List<BodyRule> bodies;

  /** The table of a profile. */
  AnswerTable(JsonNode profile) {
    this.rows = profile.path("answers").valueStream().map(Row::of).toList();
    this.credentials = profile.path("credentials");
    this.bodies = profile.path("bodies").valueStream().map(BodyRule::of).toList();
  }

  /** What the platform asks of the bodies of answers. */
  public List<BodyRule> bodies() {
    return bodies;
  }

  /**
   * The rules that the body of an answer breaks.
   *
   * @param offering the service offering of the request; missing when it is not known
   */
  public List<BodyRule> broken(OperationKind kind, HttpResponseData answer, JsonNode offering) {
    return bodies.stream().filter(rule -> rule.isBrokenBy(kind, answer, offering)).toList();
  }

  /** What an answer is to a platform. */
  public enum Outcome {
    /** The operation is over and well. */
    SUCCEEDED("a success"),
    /** The operation runs, and is polled. */
    RUNNING("a start"),
    /** The operation is over, and nothing came of it. */
    FAILED("a failure"),
    /** The same request is sent again. */
    RETRIED("something to be tried again"),
    /** Nothing was learned; polling goes on. */
    POLLED_AGAIN("no answer, and polls again");

    private final String words;

    Outcome(String words) {
      this.words = words;
    }

    /** As an object of "takes it for". */
    public String words() {
      return words;
    }

    /** In the data: {@code polled-again}. */
    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * A row of the table.
   *
   * @param operations for answers to these
   * @param statuses with these: {@code 200}, {@code 2xx}
   * @param body {@code object}, {@code malformed}, or {@code any}
   * @param errors with one of these error codes; empty for any or none
   * @param unless not when this is true of the offering; empty for always
   * @param mitigates whether the platform deletes what may have been created
   */
  public record Row(
      List<String> operations,
      List<String> statuses,
      String body,
      List<String> errors,
      String unless,
      Outcome outcome,
      boolean mitigates,
      String source) {
    static Row of(JsonNode row) {
      return new Row(
          texts(row.path("operations")),
          texts(row.path("statuses")),
          row.path("body").asString("any"),
          texts(row.path("errors")),
          row.path("unless").asString(""),
          Outcome.valueOf(
              row.path("outcome").asString().toUpperCase(Locale.ROOT).replace('-', '_')),
          row.path("mitigates").asBoolean(false),
          row.path("source").asString(""));
    }

    private static List<String> texts(JsonNode list) {
      return list.valueStream().map(JsonNode::asString).toList();
    }

    private boolean speaksOf(String operation, HttpResponseData answer, JsonNode offering) {
      var status = Integer.toString(answer.status());
      var family = status.charAt(0) + "xx";
      return operations.contains(operation)
          && (statuses.contains(status) || statuses.contains(family))
          && (body.equals("any") || body.equals("object") == isObject(answer))
          && (errors.isEmpty() || errors.contains(answer.body().json().path("error").asString("")))
          && (unless.isEmpty() || !offering.path(unless).asBoolean(false));
    }

    /** An object whose members have the types that the platform reads them with. */
    private static boolean isObject(HttpResponseData answer) {
      var json = answer.body().json();
      var operation = json.path("operation");
      var dashboard = json.path("dashboard_url");
      return json.isObject()
          && (operation.isMissingNode() || operation.isString())
          && (dashboard.isMissingNode() || dashboard.isNull() || dashboard.isString());
    }
  }

  /** The rows, in the order in which they count: the first that speaks of an answer. */
  public List<Row> rows() {
    return rows;
  }

  /** What the platform makes of an answer; empty when nothing is known. */
  public Optional<Row> row(OperationKind kind, HttpResponseData answer, JsonNode offering) {
    var operation = Profile.word(kind);
    return rows.stream().filter(row -> row.speaksOf(operation, answer, offering)).findFirst();
  }

  /** Whether the platform deletes what may have been created, after such an answer. */
  public boolean mitigates(OperationKind kind, HttpResponseData answer) {
    return row(kind, answer, Json.missing()).filter(Row::mitigates).isPresent();
  }

  /**
   * Why a platform makes nothing, or less, of an answer with which a broker says that all is well.
   *
   * @return sentences without a full stop; none when the platform agrees
   */
  public List<String> objections(OperationKind kind, HttpResponseData answer, JsonNode offering) {
    var objections = new ArrayList<String>();
    boolean deletes = kind == OperationKind.DEPROVISION || kind == OperationKind.UNBIND;
    boolean polls = kind == OperationKind.POLL_INSTANCE || kind == OperationKind.POLL_BINDING;
    boolean well = answer.status() / 100 == 2 || (answer.status() == 410 && deletes);
    if (!well) {
      return objections;
    }
    row(kind, answer, offering)
        .filter(row -> isWorse(row.outcome(), polls))
        .ifPresent(
            row ->
                objections.add(
                    "takes "
                        + answer.status()
                        + " to "
                        + kind.words()
                        + (row.body().equals("malformed") ? " without a proper JSON object" : "")
                        + (row.unless().isEmpty() ? "" : " without " + row.unless())
                        + " for "
                        + row.outcome().words()
                        + (row.mitigates() ? ", and deletes what may be there" : "")));
    if (kind == OperationKind.BIND || kind == OperationKind.FETCH_BINDING) {
      credentials(answer.body().json().path("credentials"), objections);
    }
    return objections;
  }

  private static boolean isWorse(Outcome outcome, boolean polls) {
    return outcome == Outcome.FAILED
        || outcome == Outcome.RETRIED
        || (polls && outcome == Outcome.POLLED_AGAIN);
  }

  private void credentials(JsonNode given, List<String> objections) {
    if (!given.isObject() || credentials.isMissingNode()) {
      return;
    }
    var form = Pattern.compile(credentials.path("keys").asString(".*"));
    int longest = credentials.path("longestKey").asInt(Integer.MAX_VALUE);
    for (var name : given.propertyNames()) {
      if (!form.matcher(name).matches() || name.length() > longest) {
        objections.add("cannot keep a member of credentials whose name is not like " + form);
        break;
      }
    }
    int size = Json.text(given).getBytes(StandardCharsets.UTF_8).length;
    if (size > credentials.path("largest").asInt(Integer.MAX_VALUE)) {
      objections.add("cannot keep credentials of " + size + " bytes");
    }
  }
}
