// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dtbind.cli.Run;
import org.dtbind.gpio.LineResolution;
import org.dtbind.gpio.LineResolver;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Kernel;

/** Tests how {@code dtbind lines} and {@link LineResolver} find lines. */
final class LineCases {

  private final Kernel kernel;

  LineCases(Target target) {
    this.kernel = target.kernel();
  }

  List<Case> all() {
    return List.of(
        new Case("linesAreFoundByNameChipOffsetOrKernelString", this::everyForm),
        new Case("ambiguousNameListsAllMatchingLines", this::ambiguous),
        new Case("unknownLineIsReportedWithTheReason", this::notFound),
        new Case("hogIsFoundByItsName", LineCases::hog),
        new Case("processHoldingALineIsShown", this::holder),
        new Case("invalidArgumentsAreRejected", LineCases::refused),
        new Case("strictReportsEveryDuplicateName", LineCases::strict),
        new Case("outputMatchesGpioinfoVersion2", LineCases::version2));
  }

  private LineResolution resolve(String text) {
    return new LineResolver(LiveGpio.read(kernel)).resolve(text);
  }

  private List<String> found(String text) {
    LineResolution resolution = resolve(text);
    assertThat(resolution).as(text).isInstanceOf(LineResolution.Found.class);
    return places(((LineResolution.Found) resolution).places());
  }

  private static List<String> places(List<LiveGpio.Place> places) {
    return places.stream()
        .map(place -> place.chip().label().orElse("") + " " + place.line().offset())
        .toList();
  }

  private void everyForm() {
    assertThat(found("nine-byte")).containsExactly("gpio2 9");
    assertThat(found("a-line-name-of-more-than-thirty-one-bytes")).containsExactly("gpio2 7");
    assertThat(found("gpio2:19,21-22")).containsExactly("gpio2 19", "gpio2 21", "gpio2 22");
    assertThat(found("gpiochip1:3")).containsExactly("other 3");
    assertThat(found("gpio2 19,20 nine-byte other 3 ten-bytes-"))
        .containsExactly("gpio2 19", "gpio2 20", "gpio2 9", "other 3", "gpio2 10");
    assertThat(found("gpiochip0 19 20, gpiochip1 3"))
        .containsExactly("gpio2 19", "gpio2 20", "other 3");
    assertThat(Run.of("bind", "door").status()).isZero();
    assertThat(found("door:0-1")).containsExactly("door 0", "door 1");
    assertThat(Run.of("lines", "door:1", "--format", "json").out())
        .contains("\"name\" : \"lock\"")
        .doesNotContain("\"name\" : \"open\"");
    assertThat(Run.of("unbind", "door").status()).isZero();
  }

  private void ambiguous() {
    for (String text : List.of("twice", "gpio2 1 twice other 3")) {
      LineResolution resolution = resolve(text);
      assertThat(resolution).as(text).isInstanceOf(LineResolution.Ambiguous.class);
      LineResolution.Ambiguous ambiguous = (LineResolution.Ambiguous) resolution;
      assertThat(ambiguous.word()).isEqualTo("twice");
      assertThat(places(ambiguous.candidates())).containsExactly("gpio2 5", "gpio2 6", "other 1");
    }
  }

  private void notFound() {
    assertThat(resolve("nine-bite"))
        .isEqualTo(
            new LineResolution.NotFound("no line is named \"nine-bite\"", List.of("nine-byte")));
    assertThat(resolve("gpio2"))
        .isEqualTo(
            new LineResolution.NotFound(
                "no line is named \"gpio2\"; to specify a line of a chip, use CHIP:OFFSET",
                List.of()));
    assertThat(resolve("gpio2:32"))
        .isEqualTo(
            new LineResolution.NotFound(
                "line 32 does not exist: gpio2 (gpiochip0) has 32 lines (0 to 31)", List.of()));
    assertThat(resolve("gpio3:1"))
        .isEqualTo(
            new LineResolution.NotFound("no GPIO chip has the label \"gpio3\"", List.of("gpio2")));
    Run run = Run.of("lines", "gpio2:32");
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err())
        .startsWith(
            "dtbind: no line or chip of this system is named gpio2:32\n  line 32 does not exist: ");
  }

  private static void hog() {
    Run run = Run.of("lines", "taken-line");
    assertThat(run.status()).as(run.toString()).isZero();
    assertThat(run.out().lines()).hasSize(2);
    assertThat(run.out()).containsPattern("gpiochip0 +gpio2 +3 +input +high +taken-line");
  }

  private void holder() throws Exception {
    Process user = new ProcessBuilder("gpioset", "--mode=signal", "gpio2", "30=0").start();
    try {
      while (!Run.of("lines", "gpio2:30").out().contains("gpioset")) {
        Thread.sleep(20);
      }
      String process = "gpioset[" + user.pid() + "]";
      assertThat(Run.of("lines", "gpio2:30").out()).contains(process);
      assertThat(Run.of("lines", "gpio2:30", "--format", "json").out())
          .contains("\"id\" : " + user.pid());
      // A hog belongs to the kernel, not to a process.
      assertThat(Run.of("lines", "taken-line").out()).containsPattern("taken-line +- +/sim/bank");
    } finally {
      user.destroy();
      user.waitFor();
    }
    Run explained = Run.of("explain", "taken-line");
    assertThat(explained.status()).as(explained.toString()).isZero();
    assertThat(explained.out()).contains("/sim/bank");
  }

  private static void refused() {
    assertThat(Run.of("lines", "").status()).isEqualTo(64);
    assertThat(Run.of("lines", "--gpioinfo", "--format", "json").status()).isEqualTo(64);
  }

  private static void strict() {
    Run run = Run.of("lines", "--strict", "tw*");
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err()).isEqualTo("dtbind: 3 lines of this system are named twice\n");
    assertThat(run.out().lines()).hasSize(4);
    assertThat(Run.of("lines", "--strict", "*-byte").status()).isZero();
    assertThat(Run.of("lines", "--strict", "gpio2:32").err().lines())
        .containsOnlyOnce("  line 32 does not exist: gpio2 (gpiochip0) has 32 lines (0 to 31)")
        .noneMatch(line -> line.startsWith("dtbind: gpio2"));
    for (String version : List.of("--gpioinfo=v1", "--gpioinfo=v2")) {
      Run gpioinfo = Run.of("lines", "--strict", version, "tw*");
      assertThat(gpioinfo.status()).as(version).isEqualTo(3);
      assertThat(gpioinfo.err()).isEqualTo(run.err());
      assertThat(gpioinfo.out()).as(version).contains("\"twice\"");
    }
  }

  /** Expects the output of gpioinfo 2.2.1 from libgpiod on the same kernel and devicetree. */
  private static void version2() {
    assertThat(Run.of("lines", "--gpioinfo=v2", "twice", "nine-byte").out())
        .isEqualTo(
            """
            gpiochip0 5\t"twice"         \tinput
            gpiochip0 6\t"twice"         \tinput
            gpiochip0 9\t"nine-byte"     \tinput
            gpiochip1 1\t"twice"         \tinput
            """);
    assertThat(Run.of("lines", "--gpioinfo=v2", "gpio2").out())
        .startsWith(
            """
            gpiochip0 - 32 lines:
            \tline   0:\tunnamed         \tinput
            \tline   1:\tunnamed         \tinput
            \tline   2:\tunnamed         \tinput
            \tline   3:\tunnamed         \tinput consumer=taken-line
            """)
        .contains(
            """
            \tline   7:\t"a-line-name-of-more-than-thirty"\tinput
            \tline   8:\tunnamed         \tinput
            \tline   9:\t"nine-byte"     \tinput
            \tline  10:\t"ten-bytes-"    \tinput
            \tline  11:\t"eleven-byte"   \toutput active-low consumer="a-consumer-of-more-than-thirty-"
            \tline  12:\t"türöffner"   \tinput
            """);
    assertThat(Run.of("lines", "--gpioinfo=v3").status()).isEqualTo(64);
  }
}
