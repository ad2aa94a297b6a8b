package org.osbctl.rules;

import static org.osbctl.rules.Judgement.met;
import static org.osbctl.rules.Judgement.notApplicable;

import java.util.List;
import java.util.function.Predicate;
import org.osbctl.lifecycle.ResourceState.Ready;
import org.osbctl.operation.Operation.*;

/** What a broker may do and was seen to do: nothing here can be violated. */
final class PermissionRules {
  private PermissionRules() {}

  static List<Rule> all() {
    return List.of(
        permission(
            "content-type.absent-accepted",
            seen ->
                seen.operation() instanceof WithBody body
                    && body.body().isObject()
                    && Answers.accepted(seen)
                    && seen.exchange().request().headers().first("Content-Type").isEmpty()),
        permission(
            "catalog.caching",
            seen ->
                seen.operation() instanceof GetCatalog
                    && ((seen.status() == 304 && isConditional(seen))
                        || (seen.status() == 200
                            && (hasHeader(seen, "ETag") || hasHeader(seen, "Last-Modified"))))),
        permission(
            "sync.repeat-provision-may-be-200",
            seen ->
                seen.operation() instanceof Provision
                    && seen.status() == 200
                    && seen.instance() instanceof Ready),
        permission(
            "sync.accepts-incomplete-may-be-ignored",
            seen ->
                seen.operation() instanceof Mutation mutation
                    && mutation.acceptsIncomplete()
                    && (seen.status() == 200 || seen.status() == 201)),
        permission(
            "async.poll-may-have-description",
            seen ->
                Answers.state(seen).isPresent()
                    && Answers.text(seen.json(), "description").isPresent()),
        permission(
            "poll-instance.may-have-retry-after",
            seen ->
                seen.operation() instanceof PollInstance
                    && seen.status() == 200
                    && hasHeader(seen, "Retry-After")),
        permission(
            "poll-binding.may-have-retry-after",
            seen ->
                seen.operation() instanceof PollBinding
                    && seen.status() == 200
                    && hasHeader(seen, "Retry-After")),
        permission(
            "update.no-effect-may-be-200",
            seen ->
                seen.operation() instanceof Update update
                    && seen.status() == 200
                    && hasNoEffect(seen, update)),
        permission("bind.data-may-be-returned-once", PermissionRules::isReturnedOnce));
  }

  private static Rule permission(String requirement, Predicate<Observation> made) {
    return Rule.of(
        requirement,
        seen ->
            seen.honest() && made.test(seen)
                ? met()
                : notApplicable("no use was made of the permission"));
  }

  private static boolean hasHeader(Observation seen, String name) {
    return seen.response().flatMap(response -> response.headers().first(name)).isPresent();
  }

  private static boolean isConditional(Observation seen) {
    var headers = seen.exchange().request().headers();
    return headers.first("If-None-Match").isPresent()
        || headers.first("If-Modified-Since").isPresent();
  }

  private static boolean hasNoEffect(Observation seen, Update update) {
    if (!(seen.instance() instanceof Ready ready) || update.body().has("maintenance_info")) {
      return false;
    }
    var after = ready.attributes().after(update);
    return after.planId().equals(ready.attributes().planId())
        && after.parameters().equals(ready.attributes().parameters());
  }

  private static boolean isReturnedOnce(Observation seen) {
    return Answers.showsBinding(seen)
        && Answers.credentials(seen).isEmpty()
        && seen.soFar().ofResource(seen.operation()).stream()
            .anyMatch(each -> Answers.showsBinding(each) && Answers.credentials(each).isPresent());
  }
}
