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
import org.dtbind.kernel.Sysfs;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.spec.SpecReader;

/** Bindings that come back at each boot, by files in {@code /etc}. */
final class PersistCases {

  private static final Path SPEC = Path.of("/tmp/persist.yaml");
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
  private final Sysfs sysfs;

  PersistCases(Target target) {
    this.target = target;
    this.sysfs = target.kernel().sysfs();
  }

  List<Case> all() {
    return List.of(
        new Case("aReadOnlySystemTakesNoBindingForEachBoot", this::readOnly),
        new Case("whatIsBoundForEachBootIsBoundByUdevAlone", written(this::bound)),
        new Case("theScriptBindsWhatIsToComeBack", written(this::script)),
        new Case("theFormerDriverOutlivesABoot", written(this::former)),
        new Case("aFileThatSomebodyChangedIsNotTouched", written(this::changed)),
        new Case("aLinkOfSystemctlCounts", written(this::linked)),
        new Case("whatFailsComesBackNever", written(this::failing)),
        new Case("filesOfAKilledRunAreBroughtBack", written(this::killed)),
        new Case("whatIsKeptFreeIsSoAtEachBoot", written(this::free)),
        new Case("whatIsDeclaredToPersistDoes", written(this::declared)),
        new Case("filesAreAsBeforeWhenDevicesComeBack", written(this::filesFirst)),
        new Case("aFileIsBroughtBackWithItsBytesAndItsOwner18", written(this::exactly)),
        new Case("aJournalThatWasOnlyBegunGoes8", written(this::begun)),
        new Case("whatKeepsItsDriverIsGivenAtEachBootD12", written(this::kept)),
        new Case("aggregatorsAndDevicesShareTheirProgram", written(this::shared)),
        new Case("theProgramGoesWithTheLastDeviceAndAggregator", written(this::lastOfBoth)),
        new Case("killedAnywhereThatIsWholeOrUndone", written(this::lastOfBothKilled)),
        new Case("whatBindsADeviceThatIsGoneIsRemoved", written(this::gone)),
        new Case("whatBindsADeviceThatIsGoneIsPruned", written(this::gonePruned)));
  }

  /** The root is read-only; what is written is looked at, and has to be gone in the end. */
  private Case.Body written(Case.Body body) {
    return () ->
        WritableRoot.with(
            () -> {
              body.run();
              assertThat(shell("find " + WritableRoot.WRITTEN + " /var/lib -type f -o -type l"))
                  .as("what is left in /etc and /var/lib")
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

  private void bound() throws Exception {
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
                .contains("is bound to gpio-aggregator already"));
    assertThat(ending(0, "unbind", "door").err()).contains("bound again at the next boot");
    assertThat(ending(5, "status").out()).containsPattern("platform/door .* drifted ");
    try (AutoCloseable udev = AggregatorNodeCases.udev()) {
      assertThat(udev).isNotNull();
      // As at boot: the kernel says what it has, and nothing of dtbind's runs.
      shell("udevadm trigger --settle --action=add --subsystem-match=platform");
      assertThat(target.device("door").driver()).hasValue("gpio-aggregator");
    }
    ending(0, "status");
    unchanged(() -> ending(0, "bind", "--persist", "door"));
    assertThat(ending(0, "unbind", "--persist", "--dry-run", "door").out())
        .contains("remove file " + RULES, "remove file " + SCRIPT, "remove file " + WANTED);
    assertThat(ending(0, "unbind", "--persist", "door").out())
        .contains("is released", "  removed " + RULES, "  removed " + SCRIPT);
    assertThat(target.device("door").driver()).isEmpty();
  }

  /** systemctl enable writes the whole path of the unit. */
  private void linked() throws Exception {
    Files.createDirectories(WANTED.getParent());
    Files.writeString(WANTED, "no link\n");
    assertThat(ending(1, "bind", "--persist", "door").err())
        .contains(WANTED + " exists, and dtbind did not write it");
    assertThat(WANTED).hasContent("no link");
    Files.delete(WANTED);
    Files.createSymbolicLink(WANTED, UNIT);
    ending(0, "bind", "--persist", "door");
    assertThat(Files.readSymbolicLink(WANTED)).isEqualTo(UNIT);
    assertThat(ending(0, "unbind", "--persist", "door").out()).contains("  removed " + WANTED);
    assertThat(WANTED).doesNotExist();
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

  private void former() throws Exception {
    target.write(OVERRIDE, "gpio-sim");
    target.write("/sys/bus/platform/drivers/gpio-sim/bind", "door");
    ending(0, "bind", "--force", "--persist", "--driver", "gpio-aggregator", "door");
    assertThat(Files.readString(RECORDS.resolve("platform:door")))
        .contains("record=former-driver=gpio-sim\n");
    // As after a boot, at which udev has bound it.
    shell("rm -r /run/dtbind/bindings");
    ending(0, "status");
    ending(0, "unbind", "--persist", "door");
    assertThat(target.device("door").driver()).hasValue("gpio-sim");
    assertThat(target.device("door").override().driver()).hasValue("gpio-sim");
    target.write("/sys/bus/platform/drivers/gpio-sim/unbind", "door");
    target.write(OVERRIDE, "\n");
  }

  private void changed() throws Exception {
    ending(0, "bind", "--persist", "door");
    Files.writeString(RULES, Files.readString(RULES) + "# mine\n");
    unchanged(
        () ->
            assertThat(ending(1, "bind", "--persist", "door").err())
                .contains(RULES + " exists, and dtbind did not write it", "move it away"));
    assertThat(ending(0, "unbind", "--persist", "door").err())
        .contains(RULES + " is not removed: it was changed after dtbind wrote it");
    assertThat(RULES).exists();
    assertThat(CONF).doesNotExist();
    assertThat(Path.of("/var/lib/dtbind/bindings/platform:door")).doesNotExist();
    Files.delete(RULES);
  }

  private void failing() {
    unchanged(
        () ->
            assertThat(ending(1, "bind", "--persist", "door", "hogged").err())
                .contains("EBUSY", "taken-line"));
  }

  /** A node that comes back is set up by rules: those of before (ADR 0012). */
  private void filesFirst() throws Exception {
    inOrder(ending(1, "bind", "-vv", "--persist", "door", "hogged").err());
    ending(0, "bind", "door");
    List<String> journal = new ArrayList<>(List.of("dtbind-journal=1", "process=1"));
    journal.addAll(List.of("change=device", "bus=platform", "device=door", "node=/door"));
    journal.addAll(List.of("next-driver=gpio-aggregator", "next-override=gpio-aggregator"));
    journal.addAll(List.of("offered=no", "kept=yes", "change=files", "file=" + CONF));
    journal.addAll(List.of("begin", "step=1 write file " + CONF, "step=0 write " + OVERRIDE));
    shell("mkdir -p " + CONF.getParent() + "; echo next > " + CONF);
    Files.writeString(Path.of("/run/dtbind/journal"), String.join("\n", journal) + "\n");
    inOrder(ending(0, "recover", "-vv").err());
    assertThat(CONF).doesNotExist();
    assertThat(target.device("door").driver()).isEmpty();
  }

  private static void inOrder(String said) {
    String back = said.substring(Math.max(0, said.indexOf("rolling back")));
    int device = back.indexOf("write " + OVERRIDE);
    assertThat(back.lastIndexOf("restore file")).as(back).isBetween(0, device);
  }

  /** Security review 18: a file that is replaced is somebody's, and not all of it is UTF-8. */
  private void exactly() throws Exception {
    String look = "stat -c '%U %G %a' " + SCRIPT + "; od -An -c " + SCRIPT;
    shell("mkdir -p /etc/dtbind; printf '\\377\\303\\n' > " + SCRIPT);
    shell("chown games:daemon %s; chmod 640 %s".formatted(SCRIPT, SCRIPT));
    String was = shell(look);
    assertThat(was).startsWith("games daemon 640\n").contains("377", "303");
    ending(1, "bind", "--persist", "door", "hogged");
    assertThat(shell(look)).isEqualTo(was);
    // The journal has it, and so has an earlier one without owners.
    for (String owner : List.of("owner=games:daemon:0640\n", "")) {
      shell("echo mine > " + SCRIPT + "; chown root:root " + SCRIPT);
      Files.writeString(
          Path.of("/etc/dtbind/journal"),
          "dtbind-journal=1\nprocess=1\nchange=files\nfile=%s\nwas=text /8MK\n%sbegin\n"
                  .formatted(SCRIPT, owner)
              + "step=0 write file %s\n".formatted(SCRIPT));
      ending(0, "recover");
      assertThat(shell("od -An -c " + SCRIPT)).contains("377", "303");
      assertThat(shell(look).equals(was)).isEqualTo(!owner.isEmpty());
    }
    Files.delete(SCRIPT);
  }

  private void begun() throws IOException {
    shell("mkdir -p /etc/dtbind; printf 'dtbind-jour' > /etc/dtbind/.journal.new");
    assertThat(ending(0, "recover").out()).contains("nothing was interrupted");
    assertThat(Path.of("/etc/dtbind/.journal.new")).doesNotExist();
  }

  /** All files written, and killed before anything else. */
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
    // What is missing is written again.
    ending(0, "bind", "--persist", "door");
    assertThat(Files.readString(RULES)).isEqualTo(rules);
    ending(0, "unbind", "--persist", "door");
  }

  /** As at a boot: what is part of the kernel has its device before anything else runs. */
  private void atBoot(String script) throws Exception {
    target.write("/sys/devices/platform/sim2/driver_override", "\n");
    target.write("/sys/bus/platform/drivers/gpio-sim/bind", "sim2");
    shell("rm -rf /run/dtbind/bindings");
    shell(script);
    assertThat(target.device("sim2").driver()).isEmpty();
    assertThat(target.device("sim2").override().driver()).hasValue("none");
    // As when a driver is loaded: it is asked whether it takes what has none.
    target.write("/sys/bus/platform/drivers_probe", "sim2");
    assertThat(target.device("sim2").driver()).isEmpty();
    assertThat(ending(0, "status").out()).containsPattern("platform/sim2 .* none\n");
  }

  private void free() throws Exception {
    String rules = "/etc/udev/rules.d/70-dtbind-platform:sim2.rules";
    Run first = ending(0, "unbind", "--none", "--persist", "sim2");
    assertThat(first.out()).contains("  wrote " + rules);
    assertThat(first.err())
        .contains(
            "at each boot, gpio-sim holds it until udev runs, because that driver is built into "
                + "the kernel");
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
    assertThat(ending(0, "plan", "--spec", spec).out()).contains("write file " + RULES);
    ending(0, "apply", "--spec", spec);
    assertThat(Files.readString(RULES)).contains("GROUP:=\"games\", MODE:=\"0660\"");
    unchanged(() -> ending(0, "apply", "--spec", spec));
    unchanged(() -> ending(0, "plan", "--check", "--spec", spec));
    declare(", persist: false", "/door", "/late");
    ending(0, "apply", "--spec", spec);
    assertThat(RULES).doesNotExist();
    assertThat(target.device("door").driver()).hasValue("gpio-aggregator");
    declare(", persist: true", "/door", "/late");
    ending(0, "apply", "--spec", spec);
    declare("", "/late");
    // As after a boot.
    shell("rm -r /run/dtbind/bindings");
    assertThat(ending(0, "apply", "--prune", "--spec", spec).out())
        .contains("door (/door) is released", "  removed " + RULES);
    ending(0, "unbind", "late");
  }

  /** Without 'bind': only whose the nodes are comes back. */
  private void kept() throws Exception {
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
    ending(0, "unbind", "sim2");
    assertThat(target.device("sim2").driver()).hasValue("gpio-sim");
  }

  /** Both come back at boot, and neither is declared any more. */
  private static void lastBoth() throws IOException {
    declare(", persist: true", "/door");
    Files.writeString(
        SPEC,
        "aggregators:\n  - { name: relays, lines: [\"gpio2:4-5\"], persist: true }\n",
        StandardOpenOption.APPEND);
    ending(0, "apply", "--spec", SPEC.toString());
    assertThat(SCRIPT).exists();
    declare("", "/late");
  }

  private void lastOfBoth() throws Exception {
    lastBoth();
    ending(0, "apply", "--prune", "--spec", SPEC.toString());
    assertThat(SCRIPT).doesNotExist();
    ending(0, "unbind", "late");
    // An aggregator that stays needs it.
    lastBoth();
    declare("", "/late");
    Files.writeString(
        SPEC,
        "aggregators:\n  - { name: relays, lines: [\"gpio2:4-5\"], persist: true }\n",
        StandardOpenOption.APPEND);
    ending(0, "apply", "--prune", "--spec", SPEC.toString());
    assertThat(CONF).doesNotExist();
    assertThat(SCRIPT).exists();
    ending(0, "unbind", "late");
    ending(0, "aggregator", "delete", "--persist", "relays");
  }

  private void lastOfBothKilled() {
    Runnable begin =
        () -> {
          try {
            lastBoth();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    new KillCases(target)
        .killed(
            new KillCases.Scenario(
                target.kernel(),
                begin,
                with -> {
                  SourceFile file = new SourceFile(SPEC.toString(), Bytes.wrap(bytes(SPEC)));
                  return new Declarations(with)
                      .apply(
                          SpecReader.read(file).value().orElseThrow(),
                          ApplyRequest.usual().pruning())
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

  /** A device without node, as one that is plugged in. */
  private void plugAndUnplug() {
    target.write(AGGREGATOR + "new_device", "gpio2 24");
    ending(0, "bind", "--persist", "--driver", "gpio-aggregator", "gpio-aggregator.0");
    target.write(AGGREGATOR + "delete_device", "gpio-aggregator.0");
  }

  private void gone() {
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

  private void gonePruned() throws IOException {
    plugAndUnplug();
    declare("", "/late");
    String spec = SPEC.toString();
    assertThat(ending(5, "plan", "--check", "--prune", "--spec", spec).out())
        .contains("remove file " + SCRIPT);
    ending(0, "apply", "--prune", "--spec", spec);
    unchanged(() -> ending(0, "plan", "--check", "--prune", "--spec", spec));
    ending(0, "unbind", "late");
  }

  private void shared() throws Exception {
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
