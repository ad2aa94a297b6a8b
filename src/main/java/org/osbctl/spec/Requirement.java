package org.osbctl.spec;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One duty or permission of the specification, in our own words.
 *
 * @param id stable words, {@code area.what-is-right}
 * @param sections anchor in the text by the version from which it stands there; {@code profile#…}
 *     for the profile document
 * @param side who has to meet it
 * @param levels level by the version from which it holds; an absent value retires it
 * @param seen how it can be judged from outside
 * @param subject what it speaks of
 * @param gist what is right, in one sentence
 * @param hint what the author of a broker should do; empty where nothing is to be done
 * @param unseen why nobody can judge it from outside; only when {@code seen} is NO
 * @param ambiguity a contradiction of the text and how it is treated
 */
public record Requirement(
    String id,
    NavigableMap<ApiVersion, String> sections,
    Side side,
    NavigableMap<ApiVersion, Optional<Level>> levels,
    Seen seen,
    String subject,
    String gist,
    String hint,
    @Nullable String unseen,
    @Nullable String ambiguity) {

  /** Who has to meet a requirement. */
  public enum Side {
    BROKER,
    PLATFORM,
    BOTH
  }

  /** What it takes to judge a requirement. */
  public enum Seen {
    /** URL, credentials and catalog suffice. */
    FREE,
    /** A resource has to be created, or a plan of a certain kind is needed. */
    CREATED,
    /** Judged on the requests a platform sends. */
    REQUEST,
    /** Cannot be judged from outside. */
    NO
  }

  public Requirement {
    sections = new TreeMap<>(sections);
    levels = new TreeMap<>(levels);
  }

  /** The level at a version; empty when the requirement does not exist there. */
  public Optional<Level> level(ApiVersion version) {
    Map.Entry<ApiVersion, Optional<Level>> entry = levels.floorEntry(version);
    return entry == null ? Optional.empty() : entry.getValue();
  }

  /** The anchor of the section that states the requirement at a version. */
  public String section(ApiVersion version) {
    var entry = sections.floorEntry(version);
    return entry == null ? sections.firstEntry().getValue() : entry.getValue();
  }

  /** Whether a broker has to meet it. */
  public boolean bindsBroker() {
    return side != Side.PLATFORM;
  }

  /** Where the text of a version says it. */
  public String link(ApiVersion version) {
    var section = section(version);
    var inProfile = section.startsWith("profile#");
    return "https://github.com/openservicebrokerapi/servicebroker/blob/v"
        + version
        + (inProfile
            ? "/profile.md#" + section.substring("profile#".length())
            : "/spec.md#" + section);
  }
}
