package org.osbctl.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresSettingsTest {
  private static PostgresSettings parse(String url) throws PostgresTroubleException {
    return PostgresSettings.parse(url, Optional.of("admin"), Optional.of("any"));
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://db.example.com:6432/main, jdbc:postgresql://db.example.com:6432/x",
    "jdbc:postgresql://db.example.com/main, jdbc:postgresql://db.example.com:5432/x",
    "jdbc:postgresql://db.example.com/, jdbc:postgresql://db.example.com:5432/x",
    "jdbc:postgresql:main, jdbc:postgresql://localhost:5432/x",
    "jdbc:postgresql://[::1]:6432/main, jdbc:postgresql://[::1]:6432/x",
    "jdbc:postgresql://h/m?sslmode=require&user=u&tcpKeepAlive=true,"
        + " jdbc:postgresql://h:5432/x?sslmode=require&tcpKeepAlive=true",
  })
  void url_names_other_databases_of_the_server(String url, String other) throws Exception {
    assertEquals(other, parse(url).url("x"));
  }

  @Test
  void database_is_postgres_where_none_is_named() throws Exception {
    assertEquals("postgres", parse("jdbc:postgresql://h/").database());
    assertEquals("a b", parse("jdbc:postgresql://h/a%20b").database());
  }

  @Test
  void user_comes_from_the_url_when_nobody_else_names_one() throws Exception {
    var url = "jdbc:postgresql://h/m?user=u";
    assertEquals("admin", parse(url).user());
    assertEquals("u", PostgresSettings.parse(url, Optional.empty(), Optional.empty()).user());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://u:hidden@h/m",
        "jdbc:postgresql://h/m?user=u&password=hidden",
        "jdbc:postgresql://h/m?sslPassword=hidden",
        "jdbc:mysql://h/hidden",
        "postgresql://u:hidden@h/m",
        "jdbc:postgresql://h:hidden/m",
        "jdbc:postgresql://h1,h2/m",
        "",
      })
  void unusable_url_is_not_shown_but_explained(String url) {
    var trouble = assertThrows(PostgresTroubleException.class, () -> parse(url));
    assertEquals(PostgresTroubleException.Kind.SETTINGS, trouble.kind());
    assertFalse(trouble.reason().isEmpty());
    assertFalse(trouble.remedy().isEmpty());
    assertFalse((trouble + trouble.remedy()).contains("hidden"), trouble::toString);
  }

  @Test
  void somebody_has_to_be_named() {
    var trouble =
        assertThrows(
            PostgresTroubleException.class,
            () ->
                PostgresSettings.parse(
                    "jdbc:postgresql://h/m", Optional.empty(), Optional.empty()));
    assertTrue(trouble.remedy().contains("--binder-user"), trouble::remedy);
  }

  @Test
  void password_is_not_in_the_text_form() throws Exception {
    var settings = parse("jdbc:postgresql://h/m");
    assertEquals("admin at jdbc:postgresql://h:5432/m", settings.toString());
  }

  @Test
  void clients_get_the_mode_of_tls_and_no_other_parameter() throws Exception {
    assertEquals("", parse("jdbc:postgresql://h/m?tcpKeepAlive=true").clientParameters());
    assertEquals(
        "?sslmode=require",
        parse("jdbc:postgresql://h/m?loginTimeout=3&sslmode=require").clientParameters());
    assertEquals("::1", parse("jdbc:postgresql://[::1]/m").plainHost());
  }
}
