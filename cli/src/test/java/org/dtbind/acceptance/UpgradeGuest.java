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
 * Runs an upgrade in a kernel whose tree has four doors, and checks the state of the devices:
 * {@code UpgradeGuest OLDER NEWER TWO.YAML ONE.YAML}.
 */
final class UpgradeGuest {

  private static final Path DEVICES = Path.of("/sys/bus/platform/devices");
  private static final String DRIVER = "gpio-aggregator";
  private static final State BOUND = new State(DRIVER, DRIVER);
  private static final State FREE = new State("", "(null)");

  /**
   * The state of a device.
   *
   * @param driver its name, or an empty string
   * @param override the content of driver_override
   */
  private record State(String driver, String override) {}

  private final String older;
  private final String newer;
  private final String twoDeclared;
  private final String oneDeclared;

  private UpgradeGuest(String[] arguments) {
    older = arguments[0];
    newer = arguments[1];
    twoDeclared = arguments[2];
    oneDeclared = arguments[3];
  }

  public static void main(String[] arguments) throws IOException {
    UpgradeGuest guest = new UpgradeGuest(arguments);
    guest.olderChangesTheSystem();
    guest.newerFindsDevicesAsDeclared();
    guest.newerRecoversAKilledRun();
    guest.newerReleasesAllDevices();
  }

  private void olderChangesTheSystem() throws IOException {
    run(older, "apply", "--spec", twoDeclared);
    run(older, "bind", "third");
    run(older, "aggregator", "create", "pair", "bank:8-9");
    assertState("first", BOUND, "bound by the older version");
  }

  private void newerFindsDevicesAsDeclared() throws IOException {
    run(newer, "status", "--spec", twoDeclared);
    run(newer, "plan", "--check", "--spec", twoDeclared);
    run(newer, "apply", "--spec", twoDeclared);
    for (String name : new String[] {"first", "second", "third"}) {
      assertState(name, BOUND, "after an upgrade");
    }
  }

  /** The run is killed as it binds a device, after it has written the override. */
  private void newerRecoversAKilledRun() throws IOException {
    Program.of("strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=write")
        .and("-P", "/sys/bus/platform/drivers/" + DRIVER + "/bind")
        .and("-e", "inject=write:signal=KILL:when=1", older, "bind", "fourth")
        .run();
    assertState("fourth", new State("", DRIVER), "the run was killed");
    Program.of(newer, "bind", "fourth").run().ended(4);
    run(newer, "recover");
    assertState("fourth", FREE, "recovered");
    run(newer, "bind", "fourth");
    assertState("fourth", BOUND, "bound anew");
  }

  private void newerReleasesAllDevices() throws IOException {
    run(newer, "unbind", "third");
    assertState("third", FREE, "released");
    assertThat(run(newer, "aggregator", "list").both().lines())
        .anyMatch(line -> line.startsWith("pair "));
    run(newer, "aggregator", "delete", "pair");
    run(newer, "apply", "--prune", "--spec", oneDeclared);
    assertState("first", BOUND, "kept");
    assertState("second", FREE, "pruned, bound by the older version");
    assertState("fourth", FREE, "pruned, bound by the newer version");
  }

  private static Finished run(String program, String... arguments) throws IOException {
    return Program.of(program).and(arguments).run().succeeded();
  }

  private static void assertState(String name, State expected, String why) throws IOException {
    Path device = DEVICES.resolve(name);
    Path driver = device.resolve("driver");
    String found =
        Files.isSymbolicLink(driver) ? Files.readSymbolicLink(driver).getFileName().toString() : "";
    String override = Files.readString(device.resolve("driver_override")).strip();
    assertThat(new State(found, override)).as("%s: %s", name, why).isEqualTo(expected);
  }
}
