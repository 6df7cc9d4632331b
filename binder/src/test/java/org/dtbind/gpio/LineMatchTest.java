// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.gpio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.dtbind.gpio.LineMatch.By;
import org.dtbind.kernel.LineInfo;
import org.dtbind.source.Bytes;
import org.dtbind.tree.NodePath;
import org.junit.jupiter.api.Test;

/** Tests the order in which a pattern is interpreted. */
class LineMatchTest {

  private static final LiveGpio GPIO =
      new LiveGpio(
          List.of(
              chip(0, "bank", "/bank", "open", "bank:1", "/other"),
              chip(1, "open", "/other", "lock", "lock")));

  private static GpioChip chip(int number, String label, String node, String... names) {
    List<GpioLine> lines = new ArrayList<>();
    for (String name : names) {
      Bytes bytes = Bytes.latin1(name);
      lines.add(
          GpioLine.fromUapi(new LineInfo(lines.size(), bytes, Bytes.latin1("user"), 1), bytes));
    }
    return new GpioChip(
        "gpiochip" + number,
        "/dev/gpiochip" + number,
        Optional.empty(),
        Optional.of(new NodePath(node)),
        Optional.of(label),
        lines,
        Optional.empty());
  }

  private static String found(String text) {
    LineResolution resolution = new LineResolver(GPIO).resolve(text);
    if (resolution instanceof LineResolution.NotFound none) {
      return none.reason();
    }
    boolean one = resolution instanceof LineResolution.Found;
    List<LiveGpio.Place> places =
        one
            ? ((LineResolution.Found) resolution).places()
            : ((LineResolution.Ambiguous) resolution).candidates();
    List<String> texts =
        places.stream().map(p -> p.chip().label().orElse("") + " " + p.line().offset()).toList();
    return (one ? "" : "ambiguous: ") + String.join(", ", texts);
  }

  @Test
  void interpretationsAreTriedInOrder() {
    Map<By, Predicate<String>> accepted = new EnumMap<>(By.class);
    for (By by : List.of(By.CONSUMER, By.CHIP, By.LINE)) {
      accepted.put(by, line -> true);
      assertThat(LineMatch.first(List.of("any"), accepted).by()).isEqualTo(by);
    }
    accepted.put(By.LINE, line -> false);
    assertThat(LineMatch.first(List.of("any"), accepted).by()).isEqualTo(By.CHIP);
    assertThat(LineMatch.first(List.of("any"), Map.of()).by()).isEqualTo(By.NOTHING);
  }

  @Test
  void nameOfLineComesBeforeNodeAndOffsets() {
    assertThat(found("/other")).as("a line, not a node").isEqualTo("bank 2");
    assertThat(found("bank:1")).as("a line, not an offset").isEqualTo("bank 1");
    assertThat(found("lock")).isEqualTo("ambiguous: open 0, open 1");
    assertThat(found("/bank")).as("a node").isEqualTo("bank 0, bank 1, bank 2");
    assertThat(found("bank:2")).isEqualTo("bank 2");
    assertThat(found("/bank:0,2")).isEqualTo("bank 0, bank 2");
    assertThat(found("/bank bank 0 /other"))
        .as("each word is interpreted in the same order")
        .isEqualTo("bank 0, bank 1, bank 2, bank 0, bank 2");
  }

  /** The kernel takes the first chip with a label, whether or not it has the line. */
  @Test
  void labelOfSeveralChipsIsAmbiguousAlsoIfOneHasTheLine() {
    LiveGpio twins =
        new LiveGpio(List.of(chip(0, "pcf8574", "/a", "x"), chip(1, "pcf8574", "/b", "y", "z")));
    for (String text : List.of("pcf8574:0", "pcf8574:1")) {
      LineResolution.Ambiguous ambiguous =
          (LineResolution.Ambiguous) new LineResolver(twins).resolve(text);
      assertThat(ambiguous.chips())
          .extracting(GpioChip::text)
          .containsExactly("pcf8574 (gpiochip0)", "pcf8574 (gpiochip1)");
    }
    assertThat(((LineResolution.Ambiguous) new LineResolver(GPIO).resolve("lock")).chips())
        .isEmpty();
  }

  @Test
  void labelWithoutOffsetAndConsumerAreNotAccepted() {
    assertThat(found("bank"))
        .isEqualTo("no line is named \"bank\"; to specify a line of a chip, use CHIP:OFFSET");
    assertThat(found("user")).isEqualTo("no line is named \"user\"");
    assertThat(found("")).isEqualTo("no line is named \"\"");
  }
}
