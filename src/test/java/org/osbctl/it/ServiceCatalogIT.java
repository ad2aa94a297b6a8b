package org.osbctl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The life that the service catalog of Kubernetes gives an instance: provisioned and bound as it
 * does, with credentials made of the outputs of a deployment, which end in a Secret.
 */
@Timeout(120)
class ServiceCatalogIT {
  private static final String OUTPUTS =
      """
      {"endpoint": {"ip": "10.0.0.{{random 1}}", "port": 5432}, "admin": "root-{{random 6}}"}
      """;
  private static final String CREDENTIALS =
      """
      {
        "uri": "postgres://{{output.admin}}:{{random 24}}@{{output.endpoint.ip}}:{{output.endpoint.port}}/db",
        "password": "{{random 24}}",
        "port": "{{output.endpoint.port}}",
        "endpoint": "{{output.endpoint}}",
        "tls.enabled": true
      }
      """;

  @TempDir Path folder;

  private Installed.Ran life(String credentials) throws Exception {
    Files.writeString(folder.resolve("outputs.json"), OUTPUTS);
    Files.writeString(folder.resolve("credentials.json"), credentials);
    Files.writeString(
        folder.resolve("life.sh"),
        """
        set -e
        osbctl provision -s mock-database -p small -i db1 --trace > provisioned.txt
        osbctl bind -i db1 -b db1-app --trace > bound.txt
        osbctl credentials -i db1 -b db1-app -o k8s-secret --namespace team-a
        """);
    return new Installed(folder, URI.create("http://127.0.0.1:9"))
        .with("OSBCTL_PROFILE", "kubernetes")
        .with("OSBCTL_SPACE", "team-a")
        .with("OSBCTL_USER", "ada")
        .run(
            "mock",
            "serve",
            "--mode",
            "sync",
            "--credentials",
            "credentials.json",
            "--outputs",
            "outputs.json",
            "--for",
            "sh life.sh");
  }

  @Test
  void credentials_made_of_outputs_end_in_a_secret() throws Exception {
    var ran = life(CREDENTIALS).ends(0);
    ran.says("> X-Broker-API-Version: 2.14").says("\"namespace\" : \"team-a\"");
    JsonNode secret = YAMLMapper.shared().readTree(ran.out());
    assertEquals("v1 Secret", secret.path("apiVersion").asString() + " " + kind(secret));
    assertEquals("db1-app", secret.at("/metadata/name").asString());
    assertEquals("team-a", secret.at("/metadata/namespace").asString());
    var data = secret.path("data");
    var keys = new TreeSet<>(data.propertyNames());
    assertTrue(keys.stream().allMatch(key -> key.matches("[-._a-zA-Z0-9]{1,253}")), keys::toString);
    assertEquals("5432", value(data, "port"));
    assertEquals("true", value(data, "tls.enabled"), "what is no text is JSON");
    assertTrue(value(data, "endpoint").startsWith("{\"ip\":\"10.0.0."), ran::toString);
    assertTrue(
        value(data, "uri")
            .matches("postgres://root-[a-z0-9]{6}:" + value(data, "password") + "@10.*:5432/db"));
  }

  private static String kind(JsonNode secret) {
    return secret.path("kind").asString();
  }

  private static String value(JsonNode data, String key) {
    return new String(
        Base64.getDecoder().decode(data.path(key).asString()), StandardCharsets.UTF_8);
  }

  @Test
  void keys_that_no_secret_may_have_are_refused() throws Exception {
    var ran = life("{\"a/b\": \"x\"}").ends(2);
    assertEquals("", ran.out());
    ran.says("credentials-do-not-fit").says("a name that no key of a Secret may have");
  }
}
