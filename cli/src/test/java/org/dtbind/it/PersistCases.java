// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dtbind.cli.Run.ending;
import static org.dtbind.it.AggregatorCases.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.dtbind.cli.Run;
import org.dtbind.declaration.ApplyRequest;
import org.dtbind.declaration.Declarations;
import org.dtbind.kernel.WritableSysfs;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.spec.SpecReader;

/** Tests {@code --persist}: files in {@code /etc} that restore a binding at each boot. */
final class PersistCases {

  private static final Path SPEC = Path.of("/tmp/persist.yaml");
  private static final String AGGREGATORS =
      "aggregators:\n  - { name: relays, lines: [\"gpio2:4-5\"], persist: true }\n";
  private static final Path RECORDS = Path.of("/var/lib/dtbind/bindings");
  private static final Path RULES = Path.of("/etc/udev/rules.d/70-dtbind-platform:door.rules");
  private static final Path CONF = Path.of("/etc/dtbind/devices/platform:door.conf");
  private static final Path SCRIPT = Path.of("/etc/dtbind/dtbind-target");
  private static final Path UNIT = Path.of("/etc/systemd/system/dtbind-devices.service");
  private static final Path WANTED =
      Path.of("/etc/systemd/system/multi-user.target.wants/dtbind-devices.service");
  private static final String AGGREGATOR = "/sys/bus/platform/drivers/gpio-aggregator/";
  private static final String OVERRIDE = "/sys/devices/platform/door/driver_override";

  private final Target target;
  private final WritableSysfs sysfs;
  private final KillCases kills;

  PersistCases(Target target, boolean everyWrite) {
    this.target = target;
    this.sysfs = target.kernel().sysfs();
    this.kills = new KillCases(target, everyWrite);
  }

  List<Case> all() {
    return List.of(
        new Case("persistentBindFailsOnAReadOnlyRoot", this::readOnly),
        new Case("udevBindsAPersistentDeviceAtBoot", onWritableRoot(this::boundByUdev)),
        new Case("scriptBindsPersistentDevices", onWritableRoot(this::script)),
        new Case("formerDriverIsRestoredAfterAReboot", onWritableRoot(this::formerDriver)),
        new Case("modifiedFileIsNeitherOverwrittenNorRemoved", onWritableRoot(this::modifiedFile)),
        new Case("linkCreatedBySystemctlIsAcceptedAndRemoved", onWritableRoot(this::systemctlLink)),
        new Case("disabledUnitIsDriftAndIsEnabledAgain", onWritableRoot(this::disabled)),
        new Case("failedPersistentBindLeavesNoFiles", onWritableRoot(this::failedBind)),
        new Case("recoverRestoresTheFilesOfAKilledRun", onWritableRoot(this::killed)),
        new Case("deviceKeptUnboundIsUnboundAtEachBoot", onWritableRoot(this::keptUnbound)),
        new Case("applyWritesAndRemovesPersistentFilesAsDeclared", onWritableRoot(this::declared)),
        new Case("filesAreRestoredBeforeDevices", onWritableRoot(this::filesFirst)),
        new Case("fileIsRestoredWithItsBytesAndOwner", onWritableRoot(this::ownerAndBytes)),
        new Case("recoverRemovesAPartlyWrittenJournal", onWritableRoot(this::partialJournal)),
        new Case(
            "ownerOfADeviceThatKeepsItsDriverIsSetAtEachBoot", onWritableRoot(this::ownerOnly)),
        new Case("aggregatorsAndDevicesShareTheScript", onWritableRoot(this::sharedScript)),
        new Case(
            "scriptIsRemovedWithTheLastDeviceAndAggregator", onWritableRoot(this::scriptRemoved)),
        new Case("killedPruneOfLastDeviceIsDoneOrUndone", onWritableRoot(this::killedPrune)),
        new Case("unbindRemovesTheFilesOfAMissingDevice", onWritableRoot(this::missingDevice)),
        new Case(
            "pruneRemovesTheFilesOfAMissingDevice", onWritableRoot(this::missingDevicePruned)));
  }

  /** Makes {@code /etc} writable, and checks that the case leaves no file behind. */
  private Case.Body onWritableRoot(Case.Body body) {
    return () ->
        WritableRoot.with(
            () -> {
              body.run();
              assertThat(shell("find " + WritableRoot.WRITTEN + " /var/lib -type f -o -type l"))
                  .as("files left in /etc and /var/lib")
                  .isEmpty();
              assertThat(sysfs.names("/run/dtbind/bindings")).isEmpty();
              assertThat(Path.of("/run/dtbind/journal")).doesNotExist();
            });
  }

  private void unchanged(Runnable run) {
    SystemSnapshot before = SystemSnapshot.of(target.kernel());
    run.run();
    assertThat(SystemSnapshot.of(target.kernel())).isEqualTo(before);
  }

  private void readOnly() {
    unchanged(
        () ->
            assertThat(ending(77, "bind", "--persist", "door").err())
                .contains("/etc/dtbind", "EROFS"));
  }

  private void boundByUdev() throws Exception {
    unchanged(
        () ->
            assertThat(ending(0, "bind", "--persist", "--dry-run", "door").out())
                .startsWith(
                    "write file /var/lib/dtbind/bindings/platform:door  # records the driver and")
                .contains(
                    "write file " + RULES,
                    "write file " + CONF,
                    "write file " + SCRIPT,
                    "write file " + UNIT,
                    "link " + WANTED));
    Run first = ending(0, "bind", "--persist", "door");
    assertThat(first.out())
        .contains("bound to gpio-aggregator: ", "  wrote " + RULES, "  wrote " + CONF);
    assertThat(Files.readString(RULES)).contains("ATTR{driver_override}=\"gpio-aggregator\"");
    assertThat(ending(0, "status").out()).containsPattern("platform/door .* gpio-aggregator\n");
    unchanged(
        () ->
            assertThat(ending(0, "bind", "--persist", "door").out())
                .contains("is already bound to gpio-aggregator"));
    assertThat(ending(0, "unbind", "door").err()).contains("bound again at the next boot");
    assertThat(ending(5, "status").out()).containsPattern("platform/door .* drifted ");
    try (AutoCloseable udev = AggregatorNodeCases.udev()) {
      assertThat(udev).isNotNull();
      // As at boot: udev gets an event for each device, and dtbind does not run.
      shell("udevadm trigger --settle --action=add --subsystem-match=platform");
      assertThat(target.device("door").driver()).hasValue("gpio-aggregator");
    }
    ending(0, "status");
    unchanged(() -> ending(0, "bind", "--persist", "door"));
    assertThat(ending(0, "unbind", "--persist", "--dry-run", "door").out())
        .contains("remove file " + RULES, "remove file " + SCRIPT, "remove file " + WANTED);
    assertThat(ending(0, "unbind", "--persist", "door").out())
        .contains("released platform device door", "  removed " + RULES, "  removed " + SCRIPT);
    assertThat(target.device("door").driver()).isEmpty();
  }

  /** {@code systemctl enable} creates a link with the absolute path of the unit. */
  private void systemctlLink() throws Exception {
    Files.createDirectories(WANTED.getParent());
    Files.writeString(WANTED, "no link\n");
    assertThat(ending(1, "bind", "--persist", "door").err())
        .contains(WANTED + " exists, but dtbind did not write it");
    assertThat(WANTED).hasContent("no link");
    Files.delete(WANTED);
    Files.createSymbolicLink(WANTED, UNIT);
    ending(0, "bind", "--persist", "door");
    assertThat(Files.readSymbolicLink(WANTED)).isEqualTo(UNIT);
    assertThat(ending(0, "unbind", "--persist", "door").out()).contains("  removed " + WANTED);
    assertThat(WANTED).doesNotExist();
  }

  /** Fleet trial, finding D9: what {@code systemctl disable} removes. */
  private void disabled() throws Exception {
    Path aggregators = WANTED.resolveSibling("dtbind-aggregators.service");
    declare(", persist: true", "/door");
    Files.writeString(SPEC, AGGREGATORS, StandardOpenOption.APPEND);
    String spec = SPEC.toString();
    ending(0, "apply", "--spec", spec);
    for (Path link : List.of(WANTED, aggregators)) {
      String unit = link.getFileName().toString();
      Files.delete(link);
      for (Run run : List.of(ending(5, "status"), ending(5, "status", "--spec", spec))) {
        assertThat(run.out()).containsOnlyOnce(" drifted ");
        assertThat(run.err()).contains(unit + " is disabled");
      }
      assertThat(ending(5, "apply", "--dry-run", "--check", "--spec", spec).out())
          .contains("link " + link);
      ending(0, "apply", "--spec", spec);
      assertThat(link).exists();
      unchanged(() -> ending(0, "apply", "--dry-run", "--check", "--spec", spec));
      ending(0, "status");
    }
    // Finding C3: the reason for a difference in a file.
    Path rules = RULES.resolveSibling("70-dtbind-aggregator-relays.rules");
    Files.writeString(rules, "# changed\n", StandardOpenOption.APPEND);
    String why = rules + " differs from the declaration";
    assertThat(ending(5, "status", "--spec", spec).err()).contains("relays: " + why);
    assertThat(ending(5, "apply", "--dry-run", "--check", "--spec", spec).err())
        .contains("note: " + why);
    ending(0, "apply", "--spec", spec);
    ending(0, "status", "--spec", spec);
    Files.delete(aggregators);
    ending(0, "aggregator", "create", "--persist", "relays", "gpio2:4-5");
    assertThat(aggregators).exists();
    ending(0, "unbind", "--persist", "door");
    ending(0, "aggregator", "delete", "--persist", "relays");
  }

  private void script() throws Exception {
    ending(0, "bind", "--persist", "door", "late");
    ending(0, "unbind", "door", "late");
    String script = SCRIPT + " -c /etc/dtbind/devices ";
    shell(script + "start");
    assertThat(shell(script + "status"))
        .contains("device /door (door): gpio-aggregator, /dev/gpiochip", "device /late (late): ");
    assertThat(shell("systemd-analyze verify dtbind-devices.service 2>&1 || true"))
        .doesNotContain("dtbind-devices.service:");
    ending(0, "unbind", "--persist", "late");
    assertThat(SCRIPT).exists();
    ending(0, "unbind", "--persist", "door");
    assertThat(SCRIPT).doesNotExist();
  }

  private void formerDriver() throws Exception {
    target.write(OVERRIDE, "gpio-sim");
    target.write("/sys/bus/platform/drivers/gpio-sim/bind", "door");
    ending(0, "bind", "--force", "--persist", "--driver", "gpio-aggregator", "door");
    assertThat(Files.readString(RECORDS.resolve("platform:door")))
        .contains("record=former-driver=gpio-sim\n");
    // As after a reboot, when udev has bound the device and /run is empty.
    shell("rm -r /run/dtbind/bindings");
    ending(0, "status");
    ending(0, "unbind", "--persist", "door");
    assertThat(target.device("door").driver()).hasValue("gpio-sim");
    assertThat(target.device("door").override().driver()).hasValue("gpio-sim");
    target.write("/sys/bus/platform/drivers/gpio-sim/unbind", "door");
    target.write(OVERRIDE, "\n");
  }

  private void modifiedFile() throws Exception {
    ending(0, "bind", "--persist", "door");
    Files.writeString(RULES, Files.readString(RULES) + "# mine\n");
    unchanged(
        () ->
            assertThat(ending(1, "bind", "--persist", "door").err())
                .contains(RULES + " exists, but dtbind did not write it", "move it away"));
    assertThat(ending(0, "unbind", "--persist", "door").err())
        .contains(RULES + " was not removed: it was changed after dtbind wrote it");
    assertThat(RULES).exists();
    assertThat(CONF).doesNotExist();
    assertThat(Path.of("/var/lib/dtbind/bindings/platform:door")).doesNotExist();
    Files.delete(RULES);
  }

  private void failedBind() {
    unchanged(
        () ->
            assertThat(ending(1, "bind", "--persist", "door", "hogged").err())
                .contains("EBUSY", "taken-line"));
  }

  /**
   * When a device gets its driver back, udev applies the rules to it. The former rules have to be
   * in place by then (ADR 0012).
   */
  private void filesFirst() throws Exception {
    assertFilesBeforeDevice(ending(1, "bind", "-vv", "--persist", "door", "hogged").err());
    ending(0, "bind", "door");
    List<String> journal = new ArrayList<>(List.of("dtbind-journal=1", "process=1"));
    journal.addAll(List.of("change=device", "bus=platform", "device=door", "node=/door"));
    journal.addAll(List.of("next-driver=gpio-aggregator", "next-override=gpio-aggregator"));
    journal.addAll(List.of("offered=no", "kept=yes", "change=files", "file=" + CONF));
    journal.addAll(List.of("begin", "step=1 write file " + CONF, "step=0 write " + OVERRIDE));
    shell("mkdir -p " + CONF.getParent() + "; echo next > " + CONF);
    Files.writeString(Path.of("/run/dtbind/journal"), String.join("\n", journal) + "\n");
    assertFilesBeforeDevice(ending(0, "recover", "-vv").err());
    assertThat(CONF).doesNotExist();
    assertThat(target.device("door").driver()).isEmpty();
  }

  private static void assertFilesBeforeDevice(String output) {
    String rollback = output.substring(Math.max(0, output.indexOf("rolling back")));
    int device = rollback.indexOf("write " + OVERRIDE);
    assertThat(rollback.lastIndexOf("restore file")).as(rollback).isBetween(0, device);
  }

  /** Security review 18: the replaced file has another owner, and its bytes are not UTF-8. */
  private void ownerAndBytes() throws Exception {
    String listing = "stat -c '%U %G %a' " + SCRIPT + "; od -An -c " + SCRIPT;
    shell("mkdir -p /etc/dtbind; printf '\\377\\303\\n' > " + SCRIPT);
    shell("chown games:daemon %s; chmod 640 %s".formatted(SCRIPT, SCRIPT));
    String before = shell(listing);
    assertThat(before).startsWith("games daemon 640\n").contains("377", "303");
    ending(1, "bind", "--persist", "door", "hogged");
    assertThat(shell(listing)).isEqualTo(before);
    // The journals of older releases have no owner line.
    for (String owner : List.of("owner=games:daemon:0640\n", "")) {
      shell("echo mine > " + SCRIPT + "; chown root:root " + SCRIPT);
      Files.writeString(
          Path.of("/etc/dtbind/journal"),
          "dtbind-journal=1\nprocess=1\nchange=files\nfile=%s\nwas=text /8MK\n%sbegin\n"
                  .formatted(SCRIPT, owner)
              + "step=0 write file %s\n".formatted(SCRIPT));
      ending(0, "recover");
      assertThat(shell("od -An -c " + SCRIPT)).contains("377", "303");
      assertThat(shell(listing).equals(before)).isEqualTo(!owner.isEmpty());
    }
    Files.delete(SCRIPT);
  }

  private void partialJournal() throws IOException {
    shell("mkdir -p /etc/dtbind; printf 'dtbind-jour' > /etc/dtbind/.journal.new");
    assertThat(ending(0, "recover").out()).contains("no change was interrupted");
    assertThat(Path.of("/etc/dtbind/.journal.new")).doesNotExist();
  }

  /** The journal of a run that was killed after it had written its files. */
  private void killed() throws Exception {
    ending(0, "bind", "--persist", "door");
    String rules = Files.readString(RULES);
    List<String> journal = new ArrayList<>(List.of("dtbind-journal=1", "process=1"));
    journal.addAll(List.of("change=files", "file=" + RULES, "file=" + CONF, "was=text Zm9ybWVy"));
    journal.addAll(List.of("begin", "step=0 write file " + RULES));
    Path path = Path.of("/run/dtbind/journal");
    Files.writeString(path, String.join("\n", journal) + "\n");
    ending(4, "bind", "--persist", "door");
    ending(0, "recover");
    assertThat(RULES).doesNotExist();
    assertThat(Files.readString(CONF)).isEqualTo("former");
    Files.writeString(path, "dtbind-journal=1\nprocess=1\nchange=files\nfile=/etc/passwd\nbegin\n");
    assertThat(ending(4, "recover").err()).contains("not one of dtbind's files: \"/etc/passwd\"");
    Files.delete(path);
    Files.delete(CONF);
    // A second bind writes the missing files again.
    ending(0, "bind", "--persist", "door");
    assertThat(Files.readString(RULES)).isEqualTo(rules);
    ending(0, "unbind", "--persist", "door");
  }

  /** Simulates a boot: a built-in driver binds to its device before any script runs. */
  private void atBoot(String script) throws Exception {
    target.write("/sys/devices/platform/sim2/driver_override", "\n");
    target.write("/sys/bus/platform/drivers/gpio-sim/bind", "sim2");
    shell("rm -rf /run/dtbind/bindings");
    shell(script);
    assertThat(target.device("sim2").driver()).isEmpty();
    assertThat(target.device("sim2").override().driver()).hasValue("none");
    // As when a driver is loaded: the kernel offers it all devices without a driver.
    target.write("/sys/bus/platform/drivers_probe", "sim2");
    assertThat(target.device("sim2").driver()).isEmpty();
    assertThat(ending(0, "status").out()).containsPattern("platform/sim2 .* none\n");
  }

  private void keptUnbound() throws Exception {
    String rules = "/etc/udev/rules.d/70-dtbind-platform:sim2.rules";
    Run first = ending(0, "unbind", "--none", "--persist", "sim2");
    assertThat(first.out()).contains("  wrote " + rules);
    assertThat(first.err())
        .contains(
            "at each boot, gpio-sim stays bound to it until udev runs, because that driver is "
                + "built into the kernel");
    unchanged(() -> ending(0, "unbind", "--none", "--persist", "sim2"));
    String trigger = "udevadm trigger --settle --action=add --subsystem-match=platform";
    try (AutoCloseable udev = AggregatorNodeCases.udev()) {
      assertThat(udev).isNotNull();
      atBoot(trigger);
      shell(trigger);
    }
    String script = SCRIPT + " -c /etc/dtbind/devices ";
    atBoot(script + "start");
    assertThat(shell(script + "status")).isEqualTo("device /sim2 (sim2): unbound\n");
    assertThat(ending(0, "unbind", "sim2").err())
        .contains("it will stay without a driver at the next boot");
    assertThat(target.device("sim2").driver()).hasValue("gpio-sim");
    assertThat(shell(script + "verify || true")).contains("(sim2): gpio-sim: bound to gpio-sim");
    ending(0, "unbind", "--none", "sim2");
    assertThat(ending(0, "unbind", "--persist", "sim2").out()).contains("  removed " + rules);
    assertThat(target.device("sim2").driver()).hasValue("gpio-sim");
    assertThat(target.device("sim2").override().driver()).isEmpty();
  }

  private static void declare(String more, String... nodes) throws IOException {
    StringBuilder text = new StringBuilder("apiVersion: dtbind/v1\ndevices:\n");
    for (String node : nodes) {
      text.append("  - { node: ").append(node).append(", bind: gpio-aggregator").append(more);
      text.append(" }\n");
    }
    Files.writeString(SPEC, text);
  }

  private void declared() throws Exception {
    declare(", persist: true, group: games, mode: \"0660\"", "/door", "/late");
    String spec = SPEC.toString();
    assertThat(ending(0, "apply", "--dry-run", "--spec", spec).out())
        .contains("write file " + RULES);
    ending(0, "apply", "--spec", spec);
    assertThat(Files.readString(RULES)).contains("GROUP:=\"games\", MODE:=\"0660\"");
    unchanged(() -> ending(0, "apply", "--spec", spec));
    unchanged(() -> ending(0, "apply", "--dry-run", "--check", "--spec", spec));
    declare(", persist: false", "/door", "/late");
    ending(0, "apply", "--spec", spec);
    assertThat(RULES).doesNotExist();
    assertThat(target.device("door").driver()).hasValue("gpio-aggregator");
    declare(", persist: true", "/door", "/late");
    ending(0, "apply", "--spec", spec);
    declare("", "/late");
    // As after a reboot.
    shell("rm -r /run/dtbind/bindings");
    assertThat(ending(0, "apply", "--prune", "--spec", spec).out())
        .contains("released platform device door (/door)", "  removed " + RULES);
    ending(0, "unbind", "late");
  }

  /** Declares a device without {@code bind}: only the owner of its nodes is set at boot. */
  private void ownerOnly() throws Exception {
    String text = "apiVersion: dtbind/v1\ndevices:\n  - { node: /sim2, group: games%s }\n";
    Path rules = Path.of("/etc/udev/rules.d/70-dtbind-platform:sim2.rules");
    String spec = SPEC.toString();
    Files.writeString(SPEC, text.formatted(", persist: true"));
    ending(0, "apply", "--spec", spec);
    assertThat(Files.readString(rules))
        .contains(
            "SUBSYSTEM==\"gpio\", ACTION!=\"remove|unbind\", SUBSYSTEMS==\"platform\","
                + " KERNELS==\"sim2\", OWNER:=\"root\", GROUP:=\"games\", MODE:=\"0660\"")
        .doesNotContain("driver_override", "drivers_probe");
    shell("sh /etc/dtbind/dtbind-target -c /etc/dtbind/devices start");
    assertThat(shell("sh /etc/dtbind/dtbind-target -c /etc/dtbind/devices verify")).isEmpty();
    unchanged(() -> ending(0, "apply", "--spec", spec));
    ending(0, "status", "--spec", spec);
    assertThat(target.device("sim2").override().driver()).isEmpty();
    Files.writeString(SPEC, text.formatted(", persist: false"));
    ending(0, "apply", "--spec", spec);
    assertThat(rules).doesNotExist();
    // Other users of the chip need its driver, so nothing ends the access of the group.
    ending(5, "unbind", "sim2");
    ending(0, "unbind", "--force", "sim2");
    assertThat(target.device("sim2").driver()).hasValue("gpio-sim");
  }

  /** Applies a persistent device and aggregator, then writes a declaration without them. */
  private static void removeLastFromDeclaration() throws IOException {
    declare(", persist: true", "/door");
    Files.writeString(SPEC, AGGREGATORS, StandardOpenOption.APPEND);
    ending(0, "apply", "--spec", SPEC.toString());
    assertThat(SCRIPT).exists();
    declare("", "/late");
  }

  private void scriptRemoved() throws Exception {
    removeLastFromDeclaration();
    ending(0, "apply", "--prune", "--spec", SPEC.toString());
    assertThat(SCRIPT).doesNotExist();
    ending(0, "unbind", "late");
    // A remaining aggregator still needs the script.
    removeLastFromDeclaration();
    declare("", "/late");
    Files.writeString(SPEC, AGGREGATORS, StandardOpenOption.APPEND);
    ending(0, "apply", "--prune", "--spec", SPEC.toString());
    assertThat(CONF).doesNotExist();
    assertThat(SCRIPT).exists();
    ending(0, "unbind", "late");
    ending(0, "aggregator", "delete", "--persist", "relays");
  }

  private void killedPrune() {
    Runnable begin =
        () -> {
          try {
            removeLastFromDeclaration();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    kills.killed(
        new KillCases.Scenario(
            target.kernel(),
            begin,
            with -> {
              SourceFile file = new SourceFile(SPEC.toString(), Bytes.wrap(bytes(SPEC)));
              return new Declarations(with)
                  .apply(
                      SpecReader.read(file).value().orElseThrow(), ApplyRequest.usual().pruning())
                  .exit();
            },
            () -> ending(0, "unbind", "late")));
    ending(0, "apply", "--prune", "--spec", SPEC.toString());
    ending(0, "unbind", "late");
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Binds a device without a node persistently and removes it, like a hot-plugged device. */
  private void plugAndUnplug() {
    target.write(AGGREGATOR + "new_device", "gpio2 24");
    ending(0, "bind", "--persist", "--driver", "gpio-aggregator", "gpio-aggregator.0");
    target.write(AGGREGATOR + "delete_device", "gpio-aggregator.0");
  }

  private void missingDevice() {
    ending(0, "bind", "--persist", "door");
    plugAndUnplug();
    String id = "platform:gpio-aggregator.0";
    unchanged(
        () ->
            assertThat(ending(3, "unbind", "gpio-aggregator.0").err())
                .contains(
                    "gpio-aggregator.0 does not exist",
                    "use --persist to remove the files that bind it"));
    unchanged(
        () ->
            assertThat(
                    ending(0, "unbind", "--persist", "--dry-run", "platform/gpio-aggregator.0")
                        .out())
                .contains(
                    "remove file /etc/udev/rules.d/70-dtbind-" + id + ".rules",
                    "remove file /etc/dtbind/devices/" + id + ".conf",
                    "remove file " + RECORDS.resolve(id))
                .doesNotContain(SCRIPT.toString()));
    Run run = ending(0, "unbind", "--persist", "gpio-aggregator.0");
    assertThat(run.out()).contains("  removed /etc/dtbind/devices/" + id + ".conf");
    assertThat(run.err())
        .contains("does not exist: dtbind only removes the files that bind it when it appears");
    assertThat(RECORDS.resolve(id)).doesNotExist();
    assertThat(Path.of("/run/dtbind/bindings", id)).doesNotExist();
    assertThat(SCRIPT).exists();
    unchanged(() -> ending(3, "unbind", "--persist", "gpio-aggregator.0"));
    ending(0, "unbind", "--persist", "door");
  }

  private void missingDevicePruned() throws IOException {
    plugAndUnplug();
    declare("", "/late");
    String spec = SPEC.toString();
    assertThat(ending(5, "apply", "--dry-run", "--check", "--prune", "--spec", spec).out())
        .contains("remove file " + SCRIPT);
    ending(0, "apply", "--prune", "--spec", spec);
    unchanged(() -> ending(0, "apply", "--dry-run", "--check", "--prune", "--spec", spec));
    ending(0, "unbind", "late");
  }

  private void sharedScript() throws Exception {
    ending(0, "aggregator", "create", "--persist", "relays", "gpio2:4-5");
    ending(0, "bind", "--persist", "door");
    ending(0, "unbind", "--persist", "door");
    assertThat(SCRIPT).exists();
    ending(0, "bind", "--persist", "door");
    ending(0, "aggregator", "delete", "--persist", "relays");
    assertThat(SCRIPT).exists();
    ending(0, "unbind", "--persist", "door");
    assertThat(SCRIPT).doesNotExist();
  }
}
