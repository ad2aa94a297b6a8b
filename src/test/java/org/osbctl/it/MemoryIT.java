package org.osbctl.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osbctl.hostile.HostileBroker;
import org.osbctl.hostile.Hostilities;
import org.osbctl.hostile.Place;

/** How much memory the installed command takes, whatever a broker sends. */
class MemoryIT {
  private static final long MOST_KILOBYTES = 330 * 1024;

  /** Runs a command, passes its exit code on and tells how much memory it had at most, on Linux. */
  private static final String MEASURED =
      "python3 -c 'import resource, subprocess, sys;"
          + " code = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL);"
          + " print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, \"KB\");"
          + " sys.exit(code)' ";

  @TempDir Path folder;

  @Test
  void name_of_ten_megabytes_takes_less_than_330_in_a_conformance_run() throws Exception {
    var hostility = Hostilities.named("json-name-of-ten-megabytes");
    try (var broker = HostileBroker.start(hostility, Place.CATALOG)) {
      var ran =
          new Installed(folder, broker.url())
              .shell(MEASURED + "osbctl conform run --seed=1 --request-timeout=20s")
              .ends(1);
      var taken = Pattern.compile("(\\d+) KB").matcher(ran.out());
      assertTrue(taken.find(), ran::toString);
      assertTrue(Long.parseLong(taken.group(1)) < MOST_KILOBYTES, ran::out);
    }
  }
}
