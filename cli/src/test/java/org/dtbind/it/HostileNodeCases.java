// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dtbind.bind.BindRequest;
import org.dtbind.bind.Binder;
import org.dtbind.cli.Run;
import org.dtbind.device.LinuxDevice;
import org.dtbind.dtb.DtbReader;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.kernel.Trace;
import org.dtbind.kernel.linux.LinuxKernel;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.PropertyValue;

/**
 * Binds the device of a node whose name contains a udev rule, and lines of a record and of a
 * journal. Security review, findings 1 and 11.
 */
public final class HostileNodeCases {

  private static final String HOSTILE_NAME =
      "door\n"
          + "ACTION==\"add\", RUN+=\"INJECTED\"\n"
          + "record=INJECTED\n"
          + "begin\n"
          + "\u001b[2J\u009b31m\u00c3\u00bc\u00ff";

  private static final Path JOURNAL = Path.of("/run/dtbind/journal");

  private static final Path RULES = Path.of("/etc/udev/rules.d");

  private final Target target;

  private HostileNodeCases(Target target) {
    this.target = target;
  }

  /** {@return the blob of the cases, in which the node "door" has the hostile name} */
  static Bytes blob() throws IOException {
    DeviceTree tree =
        DtbReader.read(new SourceFile("cases.dtb", GuestProgram.cases())).value().orElseThrow();
    return DtbWriter.write(
        new DeviceTree(renamed(tree.root()), tree.reservations(), 0, false, tree.origins()));
  }

  private static DtNode renamed(DtNode node) {
    return new DtNode(
        node.name().equals("door") ? HOSTILE_NAME : node.name(),
        List.of(),
        node.properties().stream().map(HostileNodeCases::renamed).toList(),
        node.children().stream().map(HostileNodeCases::renamed).toList(),
        List.of());
  }

  private static DtProperty renamed(DtProperty property) {
    boolean path = property.value().string().filter("/door"::equals).isPresent();
    return path
        ? DtProperty.made(
            property.name(), PropertyValue.of(Bytes.latin1("/" + HOSTILE_NAME + "\0")))
        : property;
  }

  /**
   * Runs the cases.
   *
   * @param args none
   */
  public static void main(String[] args) {
    Target target = new Target(LinuxKernel.open(Path.of("/"), Trace.NONE));
    Tap.run(target.kernel().sysfs(), new HostileNodeCases(target).all());
  }

  private List<Case> all() {
    return List.of(
        new Case("deviceOfHostileNodeIsBoundShownAndReleased", this::bindShowAndUnbind),
        new Case("noUdevRuleIsWrittenForHostileNode", this::noRule),
        new Case("killedBindOfHostileNodeIsUndone", this::killed));
  }

  private LinuxDevice door() {
    String directory = "/sys/bus/platform/devices";
    String name =
        target.kernel().sysfs().names(directory).stream()
            .filter(each -> each.startsWith("door\n"))
            .findFirst()
            .orElseThrow();
    return target.device(name);
  }

  private static Run runChecked(int status, String... args) {
    Run run = Run.of(args);
    assertThat(run.status()).as(run.toString()).isEqualTo(status);
    Stream.of(run.out(), run.err())
        .flatMap(String::lines)
        .forEach(
            line -> {
              assertThat(line).as(run.toString()).doesNotStartWith("ACTION").doesNotMatch("begin");
              assertThat(line.chars().filter(Character::isISOControl)).as(line).isEmpty();
            });
    return run;
  }

  private void bindShowAndUnbind() {
    String device = door().name();
    runChecked(0, "bind", device);
    assertThat(door().driver()).hasValue("gpio-aggregator");
    assertThat(runChecked(0, "status").out()).containsPattern("bound|gpio-aggregator");
    // The record identifies the device, so a second bind does nothing, and unbind restores the
    // former state.
    runChecked(0, "bind", device);
    runChecked(0, "unbind", device);
    assertThat(door().driver()).isEmpty();
    assertThat(door().override().driver()).isEmpty();
  }

  private void noRule() throws IOException {
    Run run = Run.of("bind", "--persist", door().name());
    assertThat(run.status()).as(run.toString()).isNotIn(0, 70);
    assertThat(run.err())
        .containsPattern(
            "udev rules cannot contain the name of|no file name can contain the name of");
    assertThat(door().driver()).isEmpty();
    if (Files.exists(RULES)) {
      try (Stream<Path> rules = Files.list(RULES)) {
        assertThat(rules.map(Path::toString).filter(rule -> rule.contains("dtbind"))).isEmpty();
      }
    }
  }

  private void killed() {
    int killCount = 0;
    for (int n = 1; ; n++) {
      Disturbance disturbance =
          new Disturbance(
              n,
              true,
              () -> {
                throw new Disturbance.Killed();
              });
      String device = door().name();
      try {
        new Binder(disturbance.in(target.kernel())).bind(BindRequest.of(device));
      } catch (Disturbance.Killed killed) {
        killCount++;
      }
      boolean finished = !disturbance.happened();
      runChecked(0, "recover");
      assertThat(JOURNAL).doesNotExist();
      if (finished) {
        break;
      }
      runChecked(0, "bind", device);
      runChecked(0, "unbind", device);
      assertThat(door().driver()).as("killed at " + n).isEmpty();
    }
    runChecked(0, "unbind", door().name());
    assertThat(killCount).isGreaterThan(3);
  }
}
