package org.osbctl.cli;

/** The forms of results on standard output. */
enum OutputFormat {
  table,
  json,
  yaml,
  markdown,
  name
}
