package org.osbctl.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.osbctl.cli.Osbctl.Ran;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.hostile.HostileBroker;
import org.osbctl.hostile.Hostilities;
import org.osbctl.hostile.Hostility;
import org.osbctl.hostile.Place;

/**
 * Conformance runs against hostile brokers, in a process of their own: how much memory they take is
 * what that process was given. Prints what went wrong, a line each, and how many runs there were.
 *
 * <p>Arguments: a folder; {@code all} for every place. Else a quick run meets every second
 * hostility in the catalog, and a whole run meets every ninth one somewhere, and all that are about
 * polls.
 */
final class HostileRuns {
  private static final List<String> FORMATS =
      List.of("json", "html", "junit", "markdown", "sarif", "tap", "ndjson");

  /** Of a made-up clock: two operations and a clean-up that never end, half an hour each. */
  private static final Duration LONGEST = Duration.ofHours(6);

  private static final int THREADS = 2;

  private static final Pattern LARGE =
      Pattern.compile("hundred-thousand|fifty-thousand|megabyte|bomb|endless");

  /** What is large has the memory to itself. */
  private final Semaphore room = new Semaphore(THREADS);

  private final Path folder;
  private final boolean everywhere;

  private HostileRuns(Path folder, boolean everywhere) {
    this.folder = folder;
    this.everywhere = everywhere;
  }

  public static void main(String[] args) throws InterruptedException {
    var runs = new HostileRuns(Path.of(args[0]), args.length > 1).all();
    var complaints = new ArrayList<String>();
    try (var threads = Executors.newFixedThreadPool(THREADS)) {
      for (var complaint : threads.invokeAll(runs)) {
        complaints.addAll(complaint.get());
      }
    } catch (ExecutionException e) {
      complaints.add(String.valueOf(e.getCause()));
    }
    complaints.forEach(System.out::println);
    System.out.println(runs.size() + " runs");
    System.exit(complaints.isEmpty() ? 0 : 1);
  }

  private List<Callable<List<String>>> all() {
    var runs = new ArrayList<Callable<List<String>>>();
    var number = 0;
    for (var hostility : Hostilities.all()) {
      for (var place : hostility.places()) {
        // Where the catalog cannot be had, both runs end at once.
        if (everywhere || (number % 2 == 0 && place == Place.CATALOG)) {
          runs.add(() -> complaints(hostility, place, true));
        }
        var places =
            hostility.places().stream()
                .filter(each -> each != Place.CATALOG || hostility.places().size() == 1)
                .toList();
        var isTurn = number % 9 == 0 && place == places.get(number / 9 % places.size());
        if (everywhere || isTurn || place == Place.POLL) {
          runs.add(() -> complaints(hostility, place, false));
        }
      }
      number++;
    }
    return runs;
  }

  private List<String> complaints(Hostility hostility, Place place, boolean quick)
      throws InterruptedException {
    int size = LARGE.matcher(hostility.name()).find() ? THREADS : 1;
    room.acquire(size);
    try {
      return run(hostility, place, quick);
    } finally {
      room.release(size);
    }
  }

  private List<String> run(Hostility hostility, Place place, boolean quick) {
    var name = hostility.name() + "-" + place + (quick ? "-quick" : "");
    var found = new ArrayList<String>();
    try (var broker = HostileBroker.start(hostility, place)) {
      var home = Files.createDirectories(folder.resolve(name));
      var osbctl = new Osbctl(home).to(broker.url()).as("admin", HostileBroker.PASSWORD);
      var words = new ArrayList<>(List.of("conform", "run", "--seed=1"));
      if (quick) {
        words.add("--quick");
        FORMATS.forEach(each -> words.add("--report=" + each + "=" + home.resolve(each)));
        words.add("--evidence=" + home.resolve("evidence"));
      }
      words.add("--request-timeout=" + (hostility.sort() == Hostility.Sort.LATE ? "150ms" : "20s"));
      // Floods are read up to the limit each time.
      words.add("--max-body=" + (hostility.name().startsWith("endless") ? "500000" : "16000000"));
      var ran = osbctl.run(words.toArray(String[]::new));
      if (!isRight(ran.code(), hostility, place)) {
        found.add(name + ": exit " + ran.code() + ": " + shortened(ran));
      }
      found.addAll(saidBadly(name + " on a stream", ran.out() + ran.err()));
      var recorded = osbctl.inventory();
      for (var instance : broker.instances()) {
        if (!recorded.contains(instance)) {
          found.add(name + ": no record of " + instance);
        }
      }
      var slept = osbctl.time().pauses().stream().reduce(Duration.ZERO, Duration::plus);
      if (slept.compareTo(LONGEST) > 0) {
        found.add(name + ": waited for " + slept);
      }
      found.addAll(writtenBadly(name, home));
    } catch (IOException | OutOfMemoryError e) {
      found.add(name + ": " + e);
    }
    return found;
  }

  private static boolean isRight(int code, Hostility hostility, Place place) {
    // With so little time, a busy machine may be late with its honest answers, too.
    var late = hostility.sort() == Hostility.Sort.LATE && code == ExitCode.UNREACHABLE.code();
    if (place != Place.CATALOG) {
      return code == ExitCode.REFUSED.code() || late;
    }
    return switch (hostility.sort()) {
      case LATE, NO_ANSWER -> code == ExitCode.UNREACHABLE.code();
      case NO_USE, REFUSAL -> code == ExitCode.REFUSED.code();
      // An honest broker of a few lines is no conformant one; a catalog may be without plans.
      case HARMLESS -> code == ExitCode.REFUSED.code() || code == ExitCode.NOTHING_TESTED.code();
      case ENDLESS -> false;
    };
  }

  private static List<String> writtenBadly(String name, Path home) throws IOException {
    var found = new ArrayList<String>();
    try (Stream<Path> files = Files.walk(home)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        if (file.getFileName().toString().startsWith("inventory")) {
          var text = Files.readString(file, StandardCharsets.ISO_8859_1);
          found.addAll(toldBadly(name + " in the inventory", text));
        } else {
          found.addAll(saidBadly(name + " in " + home.relativize(file), Files.readString(file)));
        }
      }
    }
    return found;
  }

  private static List<String> toldBadly(String where, String text) {
    // The beginning is enough: half a secret is one.
    return text.contains("canary-of") ? List.of(where + ": a secret") : List.of();
  }

  private static List<String> saidBadly(String where, String text) {
    var found = new ArrayList<>(toldBadly(where, text));
    if (text.contains("\tat ") || text.contains("Exception: ")) {
      found.add(where + ": a stack trace");
    }
    text.codePoints()
        .filter(HostileBrokersTest::isRaw)
        .findFirst()
        .ifPresent(letter -> found.add(where + ": raw letter " + Integer.toHexString(letter)));
    return found;
  }

  private static String shortened(Ran ran) {
    var all = ran.toString().replace("\n", "\\n");
    return all.length() > 500 ? all.substring(0, 500) + "…" : all;
  }
}
