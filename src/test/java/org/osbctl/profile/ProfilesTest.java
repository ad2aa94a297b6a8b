package org.osbctl.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.osbctl.operation.Operation.Provision;
import org.osbctl.operation.Query;
import org.osbctl.spec.Json;

class ProfilesTest {
  private static final String MINE =
      """
      id: mine
      title: Mine
      version: "2.16"
      sources: [nobody]
      settings: { team: { says: who asks, default: red } }
      requests:
        provision:
          body: { context: { platform: mine, team: "{{team}}" } }
      """;

  @TempDir Path folder;

  @SuppressWarnings("unused")
  static final java.util.List<String> SHIPPED = Profiles.SHIPPED;

  private Profile mine(String text) {
    var file = folder.resolve("mine.yaml");
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return Profiles.load(file.toString());
  }

  private static String context(Profile profile) {
    var request = new Provision("i", Query.NONE, Json.object());
    var values = Values.of(Json.object(), UUID::randomUUID).with("instance_name", "db1");
    return Json.text(profile.shape(request, values).context());
  }

  @ParameterizedTest
  @FieldSource("SHIPPED")
  void shipped_profiles_are_as_their_schema_wants_them(String name) {
    assertEquals(name, Profiles.load(name).id());
  }

  @Test
  void profile_of_ones_own_is_read_from_a_file() {
    var profile = mine(MINE);
    assertEquals("2.16", profile.version().toString());
    assertEquals("{\"platform\":\"mine\",\"team\":\"red\"}", context(profile));
  }

  @Test
  void profile_extends_a_shipped_one_and_one_beside_it() throws IOException {
    Files.writeString(folder.resolve("base.yaml"), MINE);
    var profile =
        mine(
            """
            id: child
            title: Child
            extends: ./base.yaml
            settings: { team: { default: blue } }
            requests: { provision: { body: { context: { platform: null, more: "{{instance_name}}" } } } }
            """);
    assertEquals("child", profile.id());
    assertEquals("{\"team\":\"blue\",\"more\":\"db1\"}", context(profile));
    var foundry = mine("{id: ours, title: Ours, extends: cloudfoundry, version: \"2.13\"}");
    assertEquals("2.13", foundry.version().toString());
    assertTrue(context(foundry).startsWith("{\"platform\":\"cloudfoundry\""));
  }

  @Test
  void example_of_the_guide_works() throws IOException {
    var guide = Files.readString(Path.of("specs/profiles/README.md"));
    var example = guide.substring(guide.indexOf("```yaml") + 7).split("```", 2)[0];
    assertTrue(context(mine(example)).contains("\"cost_center\":\"4711\""), example);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "version: | versoin: | version",
        "\"2.16\" | \"3.0\" | /version",
        "{{team}} | {{teem}} | there is no value teem; did you mean team?",
        "provision: | provison: | provison",
        "id: mine | [ | neither YAML nor JSON",
        "title: Mine | `title: Mine\nextends: ./mine.yaml` | extends itself",
        "title: Mine | `title: Mine\nextends: cloudfundry` | did you mean \"cloudfoundry\"?",
      })
  void profile_that_does_not_say_what_it_should_is_refused(
      String right, String wrong, String words) {
    var refused = assertThrows(ProfileException.class, () -> mine(MINE.replace(right, wrong)));
    var all = refused.what() + refused.reason();
    assertTrue(all.contains(words), all);
  }

  @Test
  void profile_nobody_knows_is_refused() {
    var none = assertThrows(ProfileException.class, () -> Profiles.load("kubernets"));
    assertEquals("did you mean \"kubernetes\"?", none.reason());
    var file = assertThrows(ProfileException.class, () -> Profiles.load("./none.yaml"));
    assertEquals("there is no such file", file.reason());
  }
}
