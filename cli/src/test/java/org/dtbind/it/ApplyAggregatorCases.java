// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dtbind.it.AggregatorCases.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.aggregator.Aggregators;
import org.dtbind.aggregator.DeleteRequest;
import org.dtbind.aggregator.live.LiveAggregator;
import org.dtbind.aggregator.live.LiveAggregator.CreationMethod;
import org.dtbind.bind.plan.Results;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.Run;
import org.dtbind.declaration.ApplyRequest;
import org.dtbind.declaration.Declarations;
import org.dtbind.kernel.WritableKernel;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.spec.Access;
import org.dtbind.spec.SpecReader;
import org.dtbind.spec.Specification;

/** Aggregators in a declaration file, together with devices. */
final class ApplyAggregatorCases {

  private static final Path SPEC = Path.of("/tmp/aggregators.yaml");
  private static final String GROUPS = "/sys/kernel/config/gpio-aggregator";

  private static final String DOOR = "devices:\n  - { node: /door, bind: gpio-aggregator }\n";

  /** Declares lines by name, by text, and by chip and offset with new names. */
  private static final String RELAYS =
      """
        - name: relays
          lines: [nine-byte, "gpio2:24-25", { chip: other, offsets: "3-4", names: [k3, k4], safeState: inactive }]
          group: games
          mode: "0640"
      """;

  /** Uses a line that exists only after /door is bound. */
  private static final String BOLT = "  - { name: bolt, lines: [lock] }\n";

  private final WritableKernel kernel;
  private final KillCases kills;

  ApplyAggregatorCases(Target target, boolean everyWrite) {
    this.kernel = target.kernel();
    this.kills = new KillCases(target, everyWrite);
  }

  List<Case> all() {
    return List.of(
        new Case("applyCreatesAggregatorsAfterBindingDevices", this::declared),
        new Case("driftedAggregatorIsRecreatedUnlessInUse", this::drift),
        new Case("statusReportsAggregatorOfRemovedChip", this::removedChip),
        new Case("applyPrintsTheDeclaredLink", this::declaredLink),
        new Case("equalNotesAboutAggregatorsAreShownOnce", this::equalNotes),
        new Case("pruneDeletesUndeclaredAggregators", this::prune),
        new Case("failedAggregatorRollsWholeApplyBack", this::allOrNone),
        new Case("lineOfAProcessIsReportedBeforeDevicesAreBound", this::lineOfAProcess),
        new Case("newAggregatorMayUseLinesOfPrunedOne", this::reusedLines),
        new Case("invalidAggregatorIsRejectedBeforeAnyChange", this::rejected));
  }

  /** Returns the cases that interrupt a run at one write after the other. */
  List<Case> interruptions() {
    return List.of(
        new Case("killedApplyOfAggregatorsIsDoneOrUndone", this::killedApply),
        new Case("killedPruneOfAggregatorsIsDoneOrUndone", this::killedPrune),
        new Case("killedRecreateOfAggregatorIsDoneOrUndone", this::killedRecreate),
        new Case("killedApplyToDriftedAggregatorIsDoneOrUndone", this::killedSetUp));
  }

  private static void declare(String devices, String... aggregators) {
    String text =
        "apiVersion: dtbind/v1\n" + devices + "aggregators:\n" + String.join("", aggregators);
    try {
      Files.writeString(SPEC, text.replaceFirst("aggregators:\n$", ""));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Run run(int status, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--spec", SPEC.toString()));
    Run run = Run.of(all.toArray(String[]::new));
    assertThat(run.status()).as(run.toString()).isEqualTo(status);
    return run;
  }

  private void assertUnchanged(Runnable run) {
    SystemSnapshot before = SystemSnapshot.of(kernel);
    run.run();
    assertThat(SystemSnapshot.of(kernel)).isEqualTo(before);
  }

  private LiveAggregator named(String name) {
    return new Aggregators(kernel)
        .list().stream()
            .filter(one -> one.name().filter(name::equals).isPresent())
            .findFirst()
            .orElseThrow();
  }

  private void delete(String... names) {
    for (String name : names) {
      AggregatorCases.delete(kernel, name);
    }
    assertThat(new Aggregators(kernel).list())
        .allMatch(one -> one.creationMethod() == CreationMethod.DEVICETREE);
    assertThat(Files.exists(Path.of("/run/dtbind/journal"))).isFalse();
    assertThat(kernel.sysfs().names(GROUPS)).isEmpty();
  }

  private void declaredLink() {
    declare("", "  - { name: bolt, lines: [nine-byte], link: door-bolt }\n");
    assertThat(run(0, "apply").out())
        .containsPattern("created aggregator bolt: /dev/gpiochip\\d+, /dev/gpio/door-bolt, 1 line");
    assertThat(run(0, "apply").out()).doesNotContain("/dev/gpio/bolt");
    delete("bolt");
  }

  /** Trials C15. */
  private void equalNotes() {
    String bolt =
        "  - { name: %s, lines: [{ chip: other, offsets: \"%d\", names: [%1$s-bolt] }] }\n";
    declare("", bolt.formatted("left", 3), bolt.formatted("right", 4));
    String err = run(0, "apply").err();
    String note = "the lines have no names: ";
    if (kernel.sysfs().isDirectory(GROUPS)) {
      assertThat(err).doesNotContain(note);
    } else {
      assertThat(err).contains("note: aggregators left, right: " + note).containsOnlyOnce(note);
    }
    delete("left", "right");
  }

  private void removedChip() {
    assertThat(Run.of("bind", "door").status()).isZero();
    assertThat(Run.of("aggregator", "create", "bolt", "lock").status()).isZero();
    assertThat(Run.of("status").status()).isZero();
    Run unbind = Run.of("unbind", "--force", "door");
    if (kernel.sysfs().isDirectory(GROUPS)) {
      assertThat(unbind.status()).as(unbind.toString()).isZero();
      assertThat(Run.of("bind", "door").status()).isZero();
      Run status = Run.of("status");
      assertThat(status.status()).isEqualTo(5);
      assertThat(status.err()).contains("aggregator bolt: it no longer has its line door:1");
    } else {
      assertThat(unbind.status()).as(unbind.toString()).isEqualTo(1);
      assertThat(unbind.err())
          .contains("line 1 of door (gpiochip", "is used by \"gpio-aggregator.0\"")
          .contains("and crash later");
      for (String driver : List.of("gpio-sim", "gpio-aggregator")) {
        Run bind = Run.of("bind", "--force", "--driver", driver, "door");
        assertThat(bind.status()).as(bind.toString()).isEqualTo(driver.equals("gpio-sim") ? 1 : 0);
      }
    }
    delete("bolt");
    unbind();
  }

  private static void unbind() {
    assertThat(Run.of("unbind", "door").status()).isZero();
  }

  private void declared() throws IOException {
    declare(DOOR, RELAYS, BOLT);
    assertUnchanged(() -> assertThat(run(5, "status").out()).contains("aggregator/relays", "gone"));
    assertUnchanged(() -> run(5, "apply", "--dry-run", "--check"));
    assertUnchanged(
        () -> {
          Run plan = run(0, "apply", "--dry-run");
          assertThat(plan.out())
              .contains(
                  "# aggregator relays\n",
                  "# dtbind looks up the lines again after the other changes\n",
                  "# aggregator bolt\n"
                      + "# dtbind looks up the lines after it has bound the devices: no line",
                  "# as declared: 0 of 3\n");
          assertThat(run(0, "apply", "--dry-run").out()).isEqualTo(plan.out());
        });
    assertThat(run(0, "apply").out())
        .contains("device door (/door) is bound", "created aggregator relays: /dev/gpiochip")
        .contains("created aggregator bolt");
    assertThat(AggregatorCases.sources(named("relays")))
        .containsExactly("gpio2:9", "gpio2:24", "gpio2:25", "other:3", "other:4");
    assertThat(AggregatorCases.sources(named("bolt"))).containsExactly("door:1");
    assertThat(shell("stat -L -c '%G %a' /dev/gpio/relays")).isEqualTo("games 640\n");
    boolean named = kernel.sysfs().isDirectory(GROUPS);
    assertThat(shell("gpioinfo /dev/gpio/relays").contains("\"k4\"")).isEqualTo(named);
    assertThat(run(0, "status").out()).containsPattern("aggregator/bolt +- +made");
    assertUnchanged(() -> run(0, "apply", "--dry-run", "--check"));
    assertUnchanged(
        () -> {
          Run again = run(0, "apply", "-vv");
          assertThat(again.out())
              .contains("aggregator relays already exists", "bolt already exists");
          assertThat(again.err()).doesNotContain("write /", "acquired the lock /run/dtbind/lock");
        });
    assertThat(run(0, "apply", "--format", "json").out())
        .contains("\"aggregators\" : [", "\"wanted\" : \"relays\"", "\"result\" : \"already\"");
    delete("bolt", "relays");
    unbind();
  }

  private void drift() throws IOException, InterruptedException {
    declare("", RELAYS);
    run(0, "apply");
    AggregatorCases.delete(kernel, "relays");
    assertThat(run(5, "status").out()).containsPattern("aggregator/relays +- +gone");
    run(0, "apply");
    declare("", "  - { name: relays, lines: [\"gpio2:26\"] }\n");
    Run status = run(5, "status");
    assertThat(status.out()).containsPattern("aggregator/relays +- +drifted");
    Process user =
        new ProcessBuilder("gpioset", "--mode=signal", "/dev/gpio/relays", "0=1").start();
    try {
      while (named("relays").chip().orElseThrow().lines().stream().noneMatch(one -> one.used())) {
        Thread.sleep(20);
      }
      assertUnchanged(
          () ->
              assertThat(run(1, "apply").err())
                  .contains("made up of other lines", "delete it first", "declared at " + SPEC));
    } finally {
      user.destroy();
      user.waitFor();
    }
    assertUnchanged(() -> run(0, "apply", "--dry-run"));
    assertThat(run(0, "apply").out()).contains("created aggregator relays");
    assertThat(AggregatorCases.sources(named("relays"))).containsExactly("gpio2:26");
    run(0, "status");
    delete("relays");
  }

  private void prune() {
    declare("", RELAYS, "  - { name: other, lines: [\"gpio2:26\"] }\n");
    run(0, "apply");
    declare("", "  - { name: other, lines: [\"gpio2:26\"] }\n");
    assertUnchanged(() -> run(0, "apply"));
    assertUnchanged(
        () ->
            assertThat(run(5, "apply", "--dry-run", "--check", "--prune").out())
                .contains("# delete aggregator relays\n"));
    assertThat(run(0, "apply", "--prune").out()).contains("deleted aggregator relays");
    assertUnchanged(() -> run(0, "apply", "--dry-run", "--check", "--prune"));
    delete("other");
  }

  private void allOrNone() {
    // Line 3 has another consumer; dtbind checks this again after it has bound /door.
    declare(DOOR, RELAYS, "  - { name: taken, lines: [\"gpio2:3\"] }\n");
    assertUnchanged(
        () -> {
          Run run = run(1, "apply");
          assertThat(run.out())
              .contains("(/door) is without a driver again", "restored aggregator relays");
          assertThat(run.err()).contains("a line is in use", "is used by \"taken-line\"");
        });
    delete();
    assertThat(kernel.sysfs().exists("/dev/gpio")).isFalse();
  }

  private void lineOfAProcess() throws IOException, InterruptedException {
    declare(DOOR, "  - { name: taken, lines: [\"gpio2:26\"] }\n");
    Process user = new ProcessBuilder("gpioset", "--mode=signal", "gpio2", "26=1").start();
    try {
      while (!Run.of("lines", "gpio2:26").out().contains("gpioset")) {
        Thread.sleep(20);
      }
      for (List<String> how : List.of(List.of("apply", "--dry-run"), List.of("apply"))) {
        assertUnchanged(
            () -> {
              Run run = run(1, how.toArray(String[]::new));
              assertThat(run.err()).contains("a line is in use", "is used by \"gpioset\"");
              assertThat(run.out()).doesNotContain("is without a driver again");
            });
      }
    } finally {
      user.destroy();
      user.waitFor();
    }
    run(0, "apply");
    delete("taken");
    unbind();
  }

  private void reusedLines() {
    declare("", "  - { name: one, lines: [\"gpio2:24\"] }\n");
    run(0, "apply");
    declare("", "  - { name: two, lines: [\"gpio2:24\"] }\n");
    assertUnchanged(() -> assertThat(run(1, "apply").err()).contains("a line is in use"));
    run(0, "apply", "--prune");
    assertThat(AggregatorCases.sources(named("two"))).containsExactly("gpio2:24");
    delete("two");
  }

  private void rejected() {
    declare("", RELAYS, "  - { name: x, lines: [twice] }\n");
    assertUnchanged(
        () ->
            assertThat(run(3, "apply").err())
                .contains(
                    "\"twice\" matches 3 lines", "declared at", "not tried: aggregator relays"));
    declare(DOOR, "  - { name: x, owner: keeper, lines: [lock] }\n");
    assertUnchanged(() -> assertThat(run(3, "apply").err()).contains("no user keeper"));
  }

  private static Specification specification() {
    try {
      SourceFile file = new SourceFile(SPEC.toString(), Bytes.wrap(Files.readAllBytes(SPEC)));
      return SpecReader.read(file).value().orElseThrow();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static ExitStatus apply(WritableKernel with, ApplyRequest request) {
    Results results = new Declarations(with).apply(specification(), request);
    return results.exit();
  }

  private void killedApply() {
    declare(DOOR, RELAYS, BOLT);
    kills.killed(
        new KillCases.Scenario(
            kernel,
            () -> {},
            with -> apply(with, ApplyRequest.usual()),
            () -> {
              delete("bolt", "relays");
              unbind();
            }));
  }

  private void killedPrune() {
    Runnable prepare =
        () -> {
          declare("", RELAYS, "  - { name: other, lines: [\"gpio2:26\"] }\n");
          assertThat(apply(kernel, ApplyRequest.usual())).isEqualTo(ExitStatus.DONE);
          declare(DOOR, "  - { name: third, lines: [\"gpio2:24\"] }\n");
        };
    kills.killed(
        new KillCases.Scenario(
            kernel,
            prepare,
            with -> apply(with, ApplyRequest.usual().pruning()),
            () -> {
              delete("third");
              unbind();
            }));
    delete("other", "relays");
  }

  private void killedRecreate() {
    Runnable prepare =
        () -> {
          declare("", RELAYS);
          assertThat(apply(kernel, ApplyRequest.usual())).isEqualTo(ExitStatus.DONE);
          declare("", "  - { name: relays, lines: [\"gpio2:24,26\"], link: els }\n");
        };
    kills.killed(
        new KillCases.Scenario(
            kernel,
            prepare,
            with -> apply(with, ApplyRequest.usual()),
            () ->
                assertThat(new Aggregators(kernel).delete(DeleteRequest.of("relays")).exit())
                    .isEqualTo(ExitStatus.DONE)));
    delete("relays");
  }

  /** The owner of the device node was changed, and apply also binds a device. */
  private void killedSetUp() {
    Runnable prepare =
        () -> {
          declare("", RELAYS);
          assertThat(apply(kernel, ApplyRequest.usual())).isEqualTo(ExitStatus.DONE);
          Access other =
              Access.owned(Optional.of("nobody"), Optional.of("root"), Optional.of("0600"));
          String node = named("relays").chip().orElseThrow().device();
          assertThat(kernel.files().give(node, other).failure()).isEmpty();
          declare(DOOR, RELAYS);
        };
    kills.killed(
        new KillCases.Scenario(
            kernel,
            prepare,
            with -> apply(with, ApplyRequest.usual()),
            ApplyAggregatorCases::unbind));
    delete("relays");
  }
}
