package org.osbctl.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts of others in tables of Markdown. */
class MarkdownTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "small", "my_db-1.2", "A database, 10 GB!", "a: b (c)", "x > y"})
  void text_that_means_nothing_stays_as_it_is(String text) {
    assertEquals(text.replace("x > y", "`x > y`"), Markdown.cell(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      value = {
        "[x](javascript:y) → `[x](javascript:y)`",
        "![x](y) → `![x](y)`",
        "<script> → `<script>`",
        "https://evil.example → `https://evil.example`",
        "www.evil.example → `www.evil.example`",
        "@team → `@team`",
        "see #1 → `see #1`",
        "*bold* → `*bold*`",
        "_so_ → `_so_`",
        "a\\ → `a\\`",
        "&lt; → `&lt;`",
        "a`b → `` a`b ``",
        "a|b → a\\|b",
        "<a|b> → `<a\\|b>`"
      })
  void what_would_be_more_is_code(String text, String expected) {
    assertEquals(expected, Markdown.cell(text));
  }
}
