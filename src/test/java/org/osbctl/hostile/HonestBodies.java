package org.osbctl.hostile;

/** What the hostile broker says where it is honest, and what others start from. */
final class HonestBodies {
  static final String CATALOG =
      """
      {"services": [{
        "id": "db-id", "name": "db", "description": "A database.", "bindable": true,
        "plans": [
          {"id": "small-id", "name": "small", "description": "A small one.", "free": true}
        ]}]}
      """;

  private HonestBodies() {}

  /** A catalog with another description of its plan, written as it is. */
  static String described(String description) {
    return CATALOG.replace("A small one.", description);
  }

  /** A catalog whose plan has this as the schema of its parameters. */
  static String schema(String schema) {
    return CATALOG.replace(
        "\"free\": true",
        "\"free\": true, \"schemas\": {\"service_instance\": {\"create\": {\"parameters\": "
            + schema
            + "}}}");
  }
}
