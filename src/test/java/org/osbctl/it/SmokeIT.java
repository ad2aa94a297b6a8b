package org.osbctl.it;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code osbctl smoke} as scripts call it, at a broker of somebody else's. */
@Timeout(300)
class SmokeIT {
  @TempDir Path folder;

  @Test
  void script_that_stops_at_every_error_gets_to_its_end() throws Exception {
    Files.writeString(
        folder.resolve("scenario.yaml"),
        """
        steps:
          - provision: {service: plain-async, plan: "{{plan}}", instance: db}
            timeout: 1m
          - bind: {instance: db, binding: app}
          - run: printf '%s' "$OSB_CREDENTIALS" > credentials.json && test -s credentials.json
            binding: app
          - unbind: {instance: db, binding: app}
          - deprovision: {instance: db}
        """);
    try (var broker = PlainBroker.start("--async-delay", "1")) {
      var osbctl = new Installed(folder, broker.url());
      Files.writeString(
          folder.resolve("script.sh"),
          """
          set -euo pipefail
          osbctl smoke -f scenario.yaml --var plan=small --junit smoke.xml | tail -n 1
          grep -q 'failures="0"' smoke.xml
          if osbctl smoke -f scenario.yaml --var plan=nope > /dev/null 2> said; then exit 9; else echo "code $?"; fi
          osbctl smoke -f scenario.yaml > /dev/null 2> said || grep -o 'line 2.*' said
          echo the end
          """);
      osbctl
          .shell("bash script.sh")
          .ends(0)
          .prints("PASSED  5 passed, 0 failed, 0 skipped; left nothing behind")
          .prints("code 1")
          .prints("nothing says what {{plan}} is")
          .prints("the end");
      assertTrue(Files.size(folder.resolve("credentials.json")) > 2);
    }
  }

  @Test
  void interrupted_cycle_leaves_nothing_behind() throws Exception {
    try (var broker = PlainBroker.start("--async-delay", "2")) {
      Files.writeString(
          folder.resolve("scenario.yaml"),
          """
          steps:
            - provision: {service: plain-async, plan: small}
            - run: echo "$OSBCTL_INSTANCE" > begun; sleep 100
          """);
      var osbctl = new Installed(folder, broker.url());
      osbctl.shell("mkfifo begun").ends(0);
      var smoke = osbctl.start("smoke", "-f", "scenario.yaml");
      // Comes when the command has begun: until then reading waits.
      var instance = Files.readString(folder.resolve("begun")).strip();
      assertTrue(remembers(osbctl, instance));
      smoke.signal("INT").end().ends(130).says("interrupted: deleting what was made");
      assertFalse(remembers(osbctl, instance));
    }
  }

  private static boolean remembers(Installed osbctl, String instance) throws Exception {
    return osbctl.inventory().contains(instance);
  }
}
