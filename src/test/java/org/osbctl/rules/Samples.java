package org.osbctl.rules;

/** Right bodies with everything in them that the newest version knows. */
final class Samples {
  static final String CATALOG =
      """
      {"services": [{
        "name": "fake-service", "id": "acb56d7c-1111-4222-8333-feb140a59a66", "description": "A fake service.",
        "tags": ["no-sql", "relational"], "requires": ["route_forwarding"], "bindable": true,
        "instances_retrievable": true, "bindings_retrievable": true, "allow_context_updates": true,
        "metadata": {"displayName": "Fake", "imageUrl": "http://example.com/cat.gif", "longDescription": "Long.",
          "providerDisplayName": "Faker", "documentationUrl": "http://example.com/docs",
          "supportUrl": "http://example.com/help", "shareable": true},
        "dashboard_client": {"id": "dash", "secret": "s3cret", "redirect_uri": "http://localhost:1234"},
        "plan_updateable": true,
        "plans": [
          {"name": "fake-plan-1", "id": "d3031751-1111-4222-8333-a42377d3320e", "description": "Shared.",
            "free": false, "bindable": true, "binding_rotatable": true, "plan_updateable": true,
            "metadata": {"bullets": ["One", "Two"], "displayName": "Plan",
              "costs": [{"amount": {"usd": 99.0}, "unit": "MONTHLY"}, {"amount": {"eur": 1}, "unit": "GB"}]},
            "schemas": {
              "service_instance": {
                "create": {"parameters": {"$schema": "http://json-schema.org/draft-04/schema#", "type": "object",
                  "properties": {"a": {"$ref": "#/definitions/a"}}, "definitions": {"a": {"type": "string"}}}},
                "update": {"parameters": {"$schema": "http://json-schema.org/draft-04/schema#"}}},
              "service_binding": {
                "create": {"parameters": {"$schema": "http://json-schema.org/draft-04/schema#"}}}},
            "maximum_polling_duration": 3600,
            "maintenance_info": {"version": "2.1.1+abcdef", "description": "OS image update."}},
          {"name": "fake-plan-2", "id": "0f4008b5-1111-4222-8333-dace631cd648", "description": "Shared."}]
      }, {
        "name": "other-service", "id": "bcb56d7c-1111-4222-8333-feb140a59a66", "description": "Another.",
        "bindable": false,
        "plans": [{"name": "fake-plan-1", "id": "e3031751-1111-4222-8333-a42377d3320e", "description": "Own."}]
      }]}
      """;

  static final String PROVISION =
      """
      {"dashboard_url": "http://dash.example.com/9189", "operation": "task_10",
       "metadata": {"labels": {"key1": "value1"}, "attributes": {"broker.attr1": "value1"}}}
      """;

  static final String FETCHED_INSTANCE =
      """
      {"service_id": "s", "plan_id": "p", "dashboard_url": "http://dash.example.com/9189",
       "parameters": {"billing-account": "abcde12345"}, "maintenance_info": {"version": "2.1.1+abcdef"},
       "metadata": {"labels": {"key1": "value1"}, "attributes": {"broker.attr1": "value1"}}}
      """;

  static final String POLL =
      """
      {"state": "in progress", "description": "Creating service (10% complete)."}
      """;

  static final String FAILED =
      """
      {"state": "failed", "description": "Quota.", "instance_usable": true, "update_repeatable": false}
      """;

  static final String BIND =
      """
      {"metadata": {"expires_at": "2030-12-31T23:59:59.0Z", "renew_before": "2030-12-31T00:00:00.123Z"},
       "syslog_drain_url": "syslog-tls://logs.example.com:6514", "route_service_url": "https://router.example.com",
       "parameters": {"role": "reader"},
       "credentials": {"uri": "mysql://user:pass@mysqlhost:3306/db", "port": 3306},
       "volume_mounts": [{"driver": "cephdriver", "container_dir": "/data/images", "mode": "r",
         "device_type": "shared", "device": {"volume_id": "bc2c1eab", "mount_config": {"key": "value"}}}],
       "endpoints": [{"host": "mysqlhost", "ports": ["3306", "9000-9010"], "protocol": "tcp"}]}
      """;

  static final String OPERATION =
      """
      {"operation": "task_10"}
      """;

  static final String ERROR =
      """
      {"error": "AsyncRequired", "description": "This plan works asynchronously only."}
      """;

  private Samples() {}
}
