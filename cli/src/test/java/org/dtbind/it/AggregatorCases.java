// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.dtbind.aggregator.AggregatorSubject;
import org.dtbind.aggregator.Aggregators;
import org.dtbind.aggregator.CreateRequest;
import org.dtbind.aggregator.DeleteRequest;
import org.dtbind.aggregator.live.LiveAggregator;
import org.dtbind.aggregator.live.LiveAggregator.CreationMethod;
import org.dtbind.aggregator.live.LiveAggregator.Source;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Done;
import org.dtbind.change.result.Result.Rejected;
import org.dtbind.cli.Run;
import org.dtbind.kernel.ReplacedPort;
import org.dtbind.kernel.WritableKernel;
import org.dtbind.kernel.WritableSysfs;

/**
 * Creates, lists and deletes aggregators, through configfs if the kernel has it, and through sysfs.
 */
final class AggregatorCases {

  private static final String GROUPS = "/sys/kernel/config/gpio-aggregator";
  private static final String NEW = "/sys/bus/platform/drivers/gpio-aggregator/new_device";
  private static final String DELETE = "/sys/bus/platform/drivers/gpio-aggregator/delete_device";
  static final CreateRequest SIX =
      CreateRequest.of(
          "six", List.of("nine-byte", "gpio2:20,19", "/sim2/bank:3", "gpio2 21 other 0"));
  static final List<String> SIX_SOURCES =
      List.of("gpio2:9", "gpio2:20", "gpio2:19", "other:3", "gpio2:21", "other:0");

  private final Target target;
  private final WritableKernel kernel;
  private final WritableSysfs sysfs;

  AggregatorCases(Target target) {
    this.target = target;
    this.kernel = target.kernel();
    this.sysfs = kernel.sysfs();
  }

  List<Case> all() {
    return List.of(
        new Case("aggregatorIsCreatedListedAndDeletedCompletely", this::createListAndDelete),
        new Case("aggregatorIsCreatedThroughSysfsWithoutConfigfs", this::bySysfs),
        new Case("creatingTheSameAggregatorAgainWritesNothing", this::again),
        new Case("rejectedCreateChangesNothingAndSaysWhy", this::rejections),
        new Case("listShowsAllAggregatorsOfTheSystem", this::listAll),
        new Case("missingAggregatorCanBeRecreatedOrDeleted", this::stale),
        new Case("leftoversOfKilledCreateAreListedAndDeleted", this::killedCreate),
        new Case("aggregatorWithLinesInUseIsNotDeleted", this::inUse),
        new Case("createIsRejectedOnACopiedSystem", this::copied));
  }

  private boolean hasConfigfs() {
    return sysfs.isDirectory(GROUPS);
  }

  private WritableKernel withoutConfigfs() {
    return ReplacedPort.in(kernel, Altered.withoutConfigfs(sysfs));
  }

  static Done<AggregatorSubject> created(Result<AggregatorSubject> result) {
    assertThat(result).isInstanceOf(Done.class);
    return (Done<AggregatorSubject>) result;
  }

  static void delete(WritableKernel kernel, String name) {
    assertThat(new Aggregators(kernel).delete(DeleteRequest.of(name))).isInstanceOf(Done.class);
  }

  static List<String> sources(LiveAggregator one) {
    return one.lines().stream()
        .map(Source::place)
        .map(place -> place.orElseThrow())
        .map(place -> place.chip().label().orElse("") + ":" + place.line().offset())
        .toList();
  }

  private void createListAndDelete() throws IOException {
    SystemSnapshot before = SystemSnapshot.of(kernel);
    Run run =
        Run.of(
            "aggregator",
            "create",
            "six",
            "nine-byte",
            "gpio2:20,19",
            "/sim2/bank:3",
            "gpio2 21 other 0");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out())
        .matches(
            "created aggregator six: /dev/gpiochip\\d+, /dev/gpio/six, 6 lines \\(gpio2:9"
                + " \"nine-byte\", gpio2:20, gpio2:19, other:3, gpio2:21, other:0\\)\n");
    Run list = Run.of("aggregator", "list");
    assertThat(list.out().lines()).hasSize(2);
    assertThat(list.out()).contains("six", hasConfigfs() ? "configfs" : "sysfs", "gpio2:20");
    LiveAggregator one = new Aggregators(kernel).list().get(0);
    assertThat(sources(one)).isEqualTo(SIX_SOURCES);
    assertThat(one.ordered()).isTrue();
    String names = hasConfigfs() ? "\"nine-byte\"" : "unnamed";
    assertThat(shell("gpioinfo /dev/gpio/six")).contains("6 lines").contains(names);
    assertThat(shell("gpioinfo gpio2")).contains("\"" + one.device().orElseThrow() + "\"");
    Run json = Run.of("aggregator", "list", "--format", "json");
    assertThat(json.out()).contains("\"schema\" : \"dtbind.aggregator-list/1\"", "\"offset\" : 20");
    assertThat(Run.of("aggregator", "delete", "six").out()).isEqualTo("deleted aggregator six\n");
    assertThat(SystemSnapshot.of(kernel)).isEqualTo(before);
    assertThat(sysfs.exists("/dev/gpio")).isFalse();
    assertThat(sysfs.names(GROUPS)).isEmpty();
  }

  private void bySysfs() {
    SystemSnapshot before = SystemSnapshot.of(kernel);
    Done<AggregatorSubject> created = created(new Aggregators(withoutConfigfs()).create(SIX));
    assertThat(sources(created.subject().live().orElseThrow())).isEqualTo(SIX_SOURCES);
    assertThat(created.subject().live().orElseThrow().creationMethod())
        .isEqualTo(CreationMethod.SYSFS);
    assertThat(created.notes()).anyMatch(note -> note.contains("no names"));
    // A run that sees configfs still finds it by name, and knows the order of its lines.
    LiveAggregator seen = new Aggregators(kernel).list().get(0);
    assertThat(seen.name()).hasValue("six");
    assertThat(sources(seen)).isEqualTo(SIX_SOURCES);
    delete(kernel, "six");
    assertThat(SystemSnapshot.of(kernel)).isEqualTo(before);
  }

  private void again() {
    created(new Aggregators(kernel).create(SIX));
    SystemSnapshot made = SystemSnapshot.of(kernel);
    AtomicInteger changes = new AtomicInteger();
    WritableSysfs counting =
        new Altered(sysfs, path -> false, path -> changes.incrementAndGet() < 0);
    Done<AggregatorSubject> again =
        created(new Aggregators(ReplacedPort.in(kernel, counting)).create(SIX));
    assertThat(again.already()).isTrue();
    assertThat(changes).hasValue(0);
    assertThat(SystemSnapshot.of(kernel)).isEqualTo(made);
    Run other = Run.of("aggregator", "create", "six", "gpio2:22");
    assertThat(other.status()).isEqualTo(1);
    assertThat(other.err()).contains("already", "dtbind aggregator delete six");
    assertThat(SystemSnapshot.of(kernel)).isEqualTo(made);
    delete(kernel, "six");
  }

  /** A create command, its exit status, and a part of its error message. */
  private record Rejection(int exit, String message, List<String> args) {}

  private void rejections() {
    SystemSnapshot before = SystemSnapshot.of(kernel);
    for (Rejection one :
        List.of(
            new Rejection(3, "\"twice\" matches 3 lines", List.of("x", "twice")),
            new Rejection(3, "line 1 (\"twice\") of other (gpiochip1)", List.of("x", "twice")),
            new Rejection(3, "did you mean 'nine-byte'?", List.of("x", "nine-bite")),
            new Rejection(3, "line 32 does not exist", List.of("x", "gpio2:32")),
            new Rejection(3, "no GPIO chip has the label \"gpio3\"", List.of("x", "gpio3:1")),
            new Rejection(1, "a line is specified twice", List.of("x", "gpio2:19", "gpio2 19")),
            new Rejection(1, "is used by \"taken-line\"", List.of("x", "gpio2:3")),
            new Rejection(
                64, "not a valid name for an aggregator", List.of("_sysfs.3", "gpio2:19")),
            new Rejection(64, "not a valid name for an aggregator", List.of("a/b", "gpio2:19")),
            new Rejection(3, "no user keeper", List.of("x", "--owner", "keeper", "gpio2:19")),
            new Rejection(64, "--mode requires octal", List.of("x", "--mode", "888", "gpio2:19")),
            new Rejection(64, "LINE", List.of("x")))) {
      List<String> args = new ArrayList<>(List.of("aggregator", "create"));
      args.addAll(one.args());
      Run run = Run.of(args.toArray(String[]::new));
      assertThat(run.status()).as(run.toString()).isEqualTo(one.exit());
      assertThat(run.err()).contains(one.message());
      assertThat(run.out()).isEmpty();
    }
    Run none = Run.of("aggregator", "delete", "nobody");
    assertThat(none.status()).isEqualTo(3);
    Run plan = Run.of("aggregator", "create", "x", "--dry-run", "gpio2:19,20-21");
    assertThat(plan.status()).isZero();
    assertThat(plan.out())
        .contains(
            hasConfigfs()
                ? "write " + GROUPS + "/x/line2/offset \"21\"\n"
                : "write " + NEW + " \"gpio2 19-21\"\n");
    assertThat(SystemSnapshot.of(kernel)).isEqualTo(before);
  }

  private void listAll() {
    target.write(NEW, "gpio2 24,23 \"nine-byte\" \"\"");
    target.write(NEW, "nobody 3");
    assertThat(Run.of("bind", "door").status()).isZero();
    List<LiveAggregator> all = new Aggregators(kernel).list();
    assertThat(all)
        .extracting(LiveAggregator::text)
        .containsExactly("door", "gpio-aggregator.0", "gpio-aggregator.1");
    assertThat(sources(all.get(0))).containsExactly("gpio2:19", "gpio2:20");
    assertThat(all.get(0).creationMethod()).isEqualTo(CreationMethod.DEVICETREE);
    assertThat(all.get(1).ordered()).isEqualTo(hasConfigfs());
    assertThat(sources(all.get(1)))
        .isEqualTo(
            hasConfigfs()
                ? List.of("gpio2:23", "gpio2:24", "gpio2:9")
                : List.of("gpio2:9", "gpio2:23", "gpio2:24"));
    assertThat(all.get(2).chip()).isEmpty();
    assertThat(Run.of("aggregator", "list").err().contains("unordered")).isEqualTo(!hasConfigfs());
    Run door = Run.of("aggregator", "delete", "door");
    assertThat(door.status()).isEqualTo(1);
    assertThat(door.err()).contains("dtbind unbind door");
    assertThat(Run.of("unbind", "door").status()).isZero();
    for (String device : List.of("gpio-aggregator.0", "gpio-aggregator.1")) {
      Run run = Run.of("aggregator", "delete", device);
      assertThat(run.status()).as(run.err()).isZero();
    }
    assertThat(new Aggregators(kernel).list()).isEmpty();
  }

  private void stale() {
    created(new Aggregators(withoutConfigfs()).create(SIX));
    target.write(DELETE, "gpio-aggregator.0");
    LiveAggregator missing = new Aggregators(kernel).list().get(0);
    assertThat(missing.creationMethod()).isEqualTo(CreationMethod.MISSING);
    // Another aggregator with the same number is not mistaken for it.
    target.write(NEW, "gpio2 25");
    assertThat(new Aggregators(kernel).list())
        .extracting(LiveAggregator::text, LiveAggregator::creationMethod)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("six", CreationMethod.MISSING),
            org.assertj.core.groups.Tuple.tuple("gpio-aggregator.0", CreationMethod.SYSFS));
    target.write(DELETE, "gpio-aggregator.0");
    assertThat(Run.of("aggregator", "create", "six", "gpio2:21").status()).isZero();
    delete(kernel, "six");
    created(new Aggregators(withoutConfigfs()).create(SIX));
    target.write(DELETE, "gpio-aggregator.0");
    // Its link leads to the chip of another aggregator, which got the same number.
    target.write(NEW, "gpio2 25");
    assertThat(Path.of("/dev/gpio/six")).exists();
    assertThat(Run.of("aggregator", "delete", "six").status()).isZero();
    assertThat(Path.of("/dev/gpio")).doesNotExist();
    target.write(DELETE, "gpio-aggregator.0");
    assertThat(new Aggregators(kernel).list()).isEmpty();
  }

  /** Recreates the state that a run leaves if it is killed between two steps. */
  private void killedCreate() {
    SystemSnapshot before = SystemSnapshot.of(kernel);
    String record = "dtbind-aggregator=1\nname=half\nby=sysfs\nline=20 gpio2 \nend\n";
    assertThat(kernel.files().replace("/run/dtbind/aggregators/half", record).failure()).isEmpty();
    target.write(NEW, "gpio2 20");
    LiveAggregator one = new Aggregators(kernel).list().get(0);
    assertThat(one.name()).hasValue("half");
    assertThat(one.device()).hasValue("gpio-aggregator.0");
    delete(kernel, "half");
    assertThat(SystemSnapshot.of(kernel)).isEqualTo(before);
  }

  private void inUse() throws IOException, InterruptedException {
    created(new Aggregators(kernel).create(SIX));
    Process user = new ProcessBuilder("gpioset", "--mode=signal", "/dev/gpio/six", "0=1").start();
    try {
      while (new Aggregators(kernel)
          .list().get(0).chip().orElseThrow().lines().stream().noneMatch(line -> line.used())) {
        Thread.sleep(20);
      }
      Run run = Run.of("aggregator", "delete", "six");
      assertThat(run.status()).isEqualTo(1);
      assertThat(run.err()).contains("line 0 is used by \"gpioset\"", "--force");
    } finally {
      user.destroy();
      user.waitFor();
    }
    delete(kernel, "six");
  }

  private void copied() {
    Result<AggregatorSubject> copy =
        new Aggregators(
                org.dtbind.kernel.linux.LinuxKernel.open(
                    java.nio.file.Path.of("/proc/self/root/"), org.dtbind.kernel.Trace.NONE))
            .create(SIX);
    assertThat(copy).isInstanceOf(Rejected.class);
    assertThat(copy.exit()).isEqualTo(ExitStatus.UNAVAILABLE);
  }

  static String shell(String command) throws IOException {
    Process process = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      assertThat(process.waitFor()).as(output).isZero();
    } catch (InterruptedException e) {
      throw new InterruptedIOException(command);
    }
    return output;
  }
}
