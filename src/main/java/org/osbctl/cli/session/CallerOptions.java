package org.osbctl.cli.session;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.io.Arguments;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.io.Surroundings;
import org.osbctl.client.Caller;
import org.osbctl.client.Caller.RequestIdentity;
import org.osbctl.http.Headers;
import org.osbctl.profile.Profile;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Json;
import picocli.CommandLine.Model.CommandSpec;

/** How requests present the platform. */
public final class CallerOptions {
  private static final Pattern HEADER =
      Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*([^\\p{Cntrl}]*?)[ \\t]*");

  private @Nullable String apiVersion;

  private @Nullable String originatingIdentity;

  private @Nullable String requestIdentity;

  private List<String> headers = List.of();

  /** Declares the options. */
  void addTo(CommandSpec spec) {
    spec.addOption(
        SharedOption.of(String.class, value -> apiVersion = value, "VERSION", "--api-version")
            .description(
                "Version of the specification to speak and judge by, 2.11 to 2.17"
                    + " (SB_BROKER_API_VERSION). Default: that of the profile, or 2.17.")
            .build());
    spec.addOption(
        SharedOption.of(
                String.class,
                value -> originatingIdentity = value,
                "'PLATFORM JSON'",
                "--originating-identity")
            .description(
                "On whose behalf requests are sent, e.g. 'cloudfoundry {\"user_id\":\"u1\"}'; @FILE"
                    + " reads it from a file.")
            .build());
    spec.addOption(
        SharedOption.of(
                String.class, value -> requestIdentity = value, "VALUE", "--request-identity")
            .description("auto (a new one for each request), none, or a value. Default: auto.")
            .build());
    spec.addOption(
        SharedOption.list(value -> headers = value, "NAME:VALUE", "-H", "--header")
            .description("Another request header; may be repeated.")
            .build());
  }

  /** The version of the specification to speak and judge by. */
  ApiVersion version(Optional<Profile> profile) {
    return apiVersion != null
        ? version(apiVersion)
        : profile.map(Profile::version).orElse(ApiVersion.LATEST);
  }

  /** A version somebody wrote; ends the command when there is none such. */
  public static ApiVersion version(String text) {
    return ApiVersion.parse(text)
        .orElseThrow(
            () ->
                new Problem(
                        "unknown-version",
                        "osbctl does not know version '" + text + "' of the specification.",
                        "",
                        "choose one of 2.11, 2.12, 2.13, 2.14, 2.15, 2.16, 2.17")
                    .exit(ExitCode.USAGE));
  }

  /** The platform these options describe; ends the command when it cannot be told to a broker. */
  Caller caller(Surroundings surroundings, Platform platform) {
    var identity = originatingIdentity(surroundings);
    return new Caller(
        version(platform.profile()),
        identity,
        requestIdentity(platform.profile()),
        platform.manners(identity),
        extraHeaders());
  }

  private Optional<String> originatingIdentity(Surroundings surroundings) {
    if (originatingIdentity == null) {
      return Optional.empty();
    }
    var text = Arguments.text(originatingIdentity, surroundings).trim();
    int blank = text.indexOf(' ');
    var json = blank < 0 ? "" : text.substring(blank + 1).trim();
    if (blank < 1 || !Json.parse(json.getBytes(StandardCharsets.UTF_8)).node().isObject()) {
      throw new Problem(
              "bad-identity",
              "The originating identity cannot be sent.",
              "it is no platform name followed by a JSON object",
              "write it like 'cloudfoundry {\"user_id\":\"683ea748\"}'")
          .exit(ExitCode.USAGE);
    }
    var encoded = Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    return Optional.of(text.substring(0, blank) + " " + encoded);
  }

  private RequestIdentity requestIdentity(Optional<Profile> profile) {
    var usual = profile.map(Profile::sendsRequestIdentity).orElse(true) ? "auto" : "none";
    return switch (requestIdentity == null ? usual : requestIdentity) {
      case "auto" -> new RequestIdentity.Fresh();
      case "none" -> new RequestIdentity.None();
      default -> new RequestIdentity.Fixed(String.valueOf(requestIdentity));
    };
  }

  private Headers extraHeaders() {
    var fields = new ArrayList<Headers.Field>();
    for (var line : headers) {
      var parts = HEADER.matcher(line);
      if (!parts.matches()) {
        // Not shown: it may be a secret.
        throw new Problem(
                "bad-header",
                "A header given with -H cannot be sent.",
                "it is no name, colon and value",
                "write it like -H 'X-Name: value'")
            .exit(ExitCode.USAGE);
      }
      fields.add(new Headers.Field(parts.group(1), parts.group(2)));
    }
    return new Headers(fields);
  }
}
