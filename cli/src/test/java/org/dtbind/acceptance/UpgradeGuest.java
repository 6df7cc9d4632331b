// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dtbind.testing.Program;
import org.dtbind.testing.Program.Finished;

/**
 * What an upgrade does, in a kernel whose tree has four doors: {@code UpgradeGuest OLDER NEWER
 * TWO.YAML ONE.YAML}. It fails where something is not as it should be.
 */
final class UpgradeGuest {

  private static final Path DEVICES = Path.of("/sys/bus/platform/devices");
  private static final String DRIVER = "gpio-aggregator";
  private static final State BOUND = new State(DRIVER, DRIVER);
  private static final State FREE = new State("", "(null)");

  /**
   * What a device has.
   *
   * @param driver or an empty text
   * @param override as sysfs shows it
   */
  private record State(String driver, String override) {}

  private final String older;
  private final String newer;
  private final String two;
  private final String one;

  private UpgradeGuest(String[] arguments) {
    older = arguments[0];
    newer = arguments[1];
    two = arguments[2];
    one = arguments[3];
  }

  public static void main(String[] arguments) throws IOException {
    UpgradeGuest guest = new UpgradeGuest(arguments);
    guest.olderChangesTheSystem();
    guest.newerFindsItAsDeclared();
    guest.newerRecoversAKilledRun();
    guest.newerTakesItAllBack();
  }

  private void olderChangesTheSystem() throws IOException {
    run(older, "apply", "--spec", two);
    run(older, "bind", "third");
    run(older, "aggregator", "create", "pair", "bank:8-9");
    has("first", BOUND, "bound by the older one");
  }

  private void newerFindsItAsDeclared() throws IOException {
    run(newer, "status", "--spec", two);
    run(newer, "plan", "--check", "--spec", two);
    run(newer, "apply", "--spec", two);
    for (String name : new String[] {"first", "second", "third"}) {
      has(name, BOUND, "after an upgrade");
    }
  }

  /** Killed where it binds a device: it has written the override. */
  private void newerRecoversAKilledRun() throws IOException {
    Program.of("strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=write")
        .and("-P", "/sys/bus/platform/drivers/" + DRIVER + "/bind")
        .and("-e", "inject=write:signal=KILL:when=1", older, "bind", "fourth")
        .run();
    has("fourth", new State("", DRIVER), "the run was killed");
    Program.of(newer, "bind", "fourth").run().ended(4);
    run(newer, "recover");
    has("fourth", FREE, "recovered");
    run(newer, "bind", "fourth");
    has("fourth", BOUND, "bound anew");
  }

  private void newerTakesItAllBack() throws IOException {
    run(newer, "unbind", "third");
    has("third", FREE, "released");
    assertThat(run(newer, "aggregator", "list").both().lines())
        .anyMatch(line -> line.startsWith("pair "));
    run(newer, "aggregator", "delete", "pair");
    run(newer, "apply", "--prune", "--spec", one);
    has("first", BOUND, "kept");
    has("second", FREE, "pruned, bound by the older one");
    has("fourth", FREE, "pruned, bound by the newer one");
  }

  private static Finished run(String program, String... arguments) throws IOException {
    return Program.of(program).and(arguments).run().succeeded();
  }

  private static void has(String name, State expected, String why) throws IOException {
    Path device = DEVICES.resolve(name);
    Path driver = device.resolve("driver");
    String found =
        Files.isSymbolicLink(driver) ? Files.readSymbolicLink(driver).getFileName().toString() : "";
    String override = Files.readString(device.resolve("driver_override")).strip();
    assertThat(new State(found, override)).as("%s: %s", name, why).isEqualTo(expected);
  }
}
