package org.osbctl.cli.io;

/** The forms of results on standard output. */
public enum OutputFormat {
  table,
  json,
  yaml,
  markdown,
  name
}
