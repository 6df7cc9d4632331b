// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dtbind.it.AggregatorCases.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.dtbind.aggregator.AggregatorSubject;
import org.dtbind.aggregator.Aggregators;
import org.dtbind.aggregator.CreateRequest;
import org.dtbind.aggregator.DeleteRequest;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Done;
import org.dtbind.change.result.Result.Failed;
import org.dtbind.change.result.Result.Rejected;
import org.dtbind.kernel.ReplacedPort;
import org.dtbind.kernel.Trace;
import org.dtbind.kernel.WritableKernel;
import org.dtbind.kernel.linux.LinuxKernel;

/**
 * Creates random aggregators on random systems, through configfs and sysfs. The result of each is
 * predicted from the drawn values, and compared line by line with the output of libgpiod's tools.
 * The order of lines is checked by the values that are read while the source lines are pulled up
 * and down.
 */
public final class AggregatorDraws {

  private static final int AGGREGATORS_PER_SYSTEM = 5;

  /** The number of lines that libgpiod reads at once. */
  private static final int LINES_PER_READ = 64;

  private final WritableKernel kernel;
  private final long seed;
  private int created;
  private int rejected;
  private int lines;

  private AggregatorDraws(WritableKernel kernel, long seed) {
    this.kernel = kernel;
    this.seed = seed;
  }

  /**
   * Runs the draws.
   *
   * @param args a seed, and the number of aggregators
   */
  public static void main(String[] args) {
    WritableKernel kernel = LinuxKernel.open(Path.of("/"), Trace.NONE);
    AggregatorDraws draws = new AggregatorDraws(kernel, Long.parseLong(args[0]));
    int systems = Math.max(1, Integer.parseInt(args[1]) / AGGREGATORS_PER_SYSTEM);
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < systems; i++) {
      int number = i;
      cases.add(new Case("aggregatorsOfDrawnSystem" + i, () -> draws.system(number)));
    }
    Tap.run(kernel.sysfs(), cases);
    System.out.printf(
        "# seed %d: %d aggregators drawn, %d made with %d lines compared, %d refused as"
            + " predicted%n",
        draws.seed, systems * AGGREGATORS_PER_SYSTEM, draws.created, draws.lines, draws.rejected);
  }

  private boolean hasConfigfs() {
    return kernel.sysfs().isDirectory("/sys/kernel/config/gpio-aggregator");
  }

  private void system(int number) throws IOException {
    Random random = new Random(seed * 1_000_003 + number);
    // Linux 6.1 has 512 numbers for all lines of the system, including those of aggregators.
    int room = hasConfigfs() ? 1200 : 220;
    try (DrawnSystem system = DrawnSystem.draw(kernel, random, room)) {
      for (int i = 0; i < AGGREGATORS_PER_SYSTEM; i++) {
        boolean configfs = hasConfigfs() && random.nextBoolean();
        int most = hasConfigfs() ? 512 : 200;
        DrawnAggregator drawn = DrawnAggregator.draw(system, random, configfs, most);
        try {
          createAndDelete(system, drawn, configfs);
        } catch (AssertionError e) {
          throw new AssertionError(
              "seed %d, system %d, aggregator %d of %s: %s"
                  .formatted(seed, number, i, system.chips(), drawn.texts()),
              e);
        }
      }
    }
  }

  private void createAndDelete(DrawnSystem system, DrawnAggregator drawn, boolean configfs)
      throws IOException {
    WritableKernel ports =
        configfs ? kernel : ReplacedPort.in(kernel, Altered.withoutConfigfs(kernel.sysfs()));
    Result<AggregatorSubject> result =
        new Aggregators(ports).create(CreateRequest.of("drawn", drawn.texts()));
    assertThat(drawn.exits()).as(describe(result)).contains(result.exit().code());
    if (!(result instanceof Done)) {
      assertThat(result).isInstanceOf(Rejected.class);
      rejected++;
      return;
    }
    compareWithGpioinfo(drawn, configfs);
    checkOrder(system, drawn);
    created++;
    lines += drawn.lines().size();
    assertThat(new Aggregators(ports).delete(DeleteRequest.of("drawn"))).isInstanceOf(Done.class);
    assertThat(shell("gpioinfo")).doesNotContain("gpio-aggregator");
  }

  /** Describes a result, without the lines of all chips. */
  private static String describe(Result<AggregatorSubject> result) {
    if (result instanceof Rejected<AggregatorSubject> no) {
      return no.why().toString();
    }
    return result instanceof Failed<AggregatorSubject> failed
        ? failed.problem() + " " + failed.notRestored()
        : "made";
  }

  private static String chip() throws IOException {
    return shell("basename $(readlink /dev/gpio/drawn)").strip();
  }

  private static void compareWithGpioinfo(DrawnAggregator drawn, boolean configfs)
      throws IOException {
    String label =
        shell("gpiodetect")
            .lines()
            .filter(line -> line.contains("[gpio-aggregator."))
            .collect(Collectors.joining());
    assertThat(label).startsWith(chip() + " ").endsWith("(%d lines)".formatted(count(drawn)));
    String consumer = "\"" + label.substring(label.indexOf('[') + 1, label.indexOf(']')) + "\"";
    assertThat(shell("gpioinfo").lines().filter(line -> line.contains(consumer)))
        .hasSize(count(drawn));
    for (DrawnSystem.Chip source :
        drawn.lines().stream().map(line -> line.chip()).distinct().toList()) {
      List<String> reported = shell("gpioinfo " + source.name()).lines().toList();
      for (DrawnAggregator.Line line : drawn.lines()) {
        if (line.chip().equals(source)) {
          assertThat(reported.get(line.offset() + 1)).contains(consumer);
        }
      }
    }
    List<String> own = shell("gpioinfo " + chip()).lines().toList();
    for (int i = 0; i < count(drawn); i++) {
      String name = drawn.lines().get(i).name();
      boolean known = configfs && name.length() < DrawnSystem.MAX_SHOWN && !name.isEmpty();
      assertThat(own.get(i + 1)).contains(known ? "\"" + name + "\"" : "unnamed");
    }
  }

  private static int count(DrawnAggregator drawn) {
    return drawn.lines().size();
  }

  /**
   * Encodes the number of each line in the values of its source line, bit by bit, and reads them.
   */
  private static void checkOrder(DrawnSystem system, DrawnAggregator drawn) throws IOException {
    int count = Math.min(LINES_PER_READ, count(drawn));
    int from = count(drawn) - count;
    String offsets = offsets(from, count);
    for (int bit = 0; 1 << bit < count + 1; bit++) {
      StringBuilder expected = new StringBuilder();
      for (int i = 0; i < count; i++) {
        boolean up = (i + 1 >> bit & 1) == 1;
        DrawnAggregator.Line line = drawn.lines().get(from + i);
        system.pull(line.chip(), line.offset(), up);
        expected.append(expected.isEmpty() ? "" : " ").append(up ? 1 : 0);
      }
      assertThat(shell("gpioget " + chip() + offsets).strip()).isEqualTo(expected.toString());
    }
  }

  private static String offsets(int from, int count) {
    StringBuilder out = new StringBuilder();
    for (int i = from; i < from + count; i++) {
      out.append(' ').append(i);
    }
    return out.toString();
  }
}
