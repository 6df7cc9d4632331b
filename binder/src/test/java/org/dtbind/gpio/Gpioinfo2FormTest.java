// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.gpio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.dtbind.kernel.LineInfo;
import org.dtbind.source.Bytes;
import org.junit.jupiter.api.Test;

/** Tests the attributes individually; {@code LineCases} tests the output for a whole system. */
class Gpioinfo2FormTest {

  private static String format(String name, String consumer, long flags, long debounce) {
    Bytes bytes = Bytes.latin1(name);
    GpioLine line =
        GpioLine.fromUapi(new LineInfo(0, bytes, Bytes.latin1(consumer), flags, debounce), bytes);
    GpioChip chip =
        new GpioChip(
            "gpiochip0",
            "/dev/gpiochip0",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(line),
            Optional.empty());
    return Gpioinfo2Form.lines(List.of(new LiveGpio.Place(chip, line))).latin1();
  }

  @Test
  void attributesHaveAFixedOrder() {
    assertThat(format("lock", "door", 0b1011 | 1 << 6 | 1 << 8, 0))
        .isEqualTo(
            "gpiochip0 0\t\"lock\"          \toutput active-low drive=open-drain bias=pull-up"
                + " consumer=\"door\"\n");
    assertThat(format("key", "gpiomon", 0b0110101 | 1 << 11, 5000))
        .isEqualTo(
            "gpiochip0 0\t\"key\"           \tinput edges=both event-clock=realtime"
                + " debounce-period=5ms consumer=\"gpiomon\"\n");
  }

  @Test
  void everyAttributeValueIsPrinted() {
    assertThat(format("", "", 1 << 4 | 1 << 9, 0)).endsWith("input bias=pull-down edges=rising\n");
    assertThat(format("", "", 1 << 5 | 1 << 10, 0)).endsWith("bias=disabled edges=falling\n");
    assertThat(format("", "", 1 << 3 | 1 << 7, 0)).endsWith("output drive=open-source\n");
    assertThat(format("", "", 1 << 12, 7)).endsWith("input event-clock=hte debounce-period=7us\n");
    assertThat(format("", "", 0, 2_000_000)).endsWith("debounce-period=2s\n");
  }

  @Test
  void consumerOfAnUnnamedLineHasNoQuotes() {
    assertThat(format("n", "", 1, 0)).endsWith("input consumer=\"kernel\"\n");
    assertThat(format("", "hog", 1, 0)).endsWith("unnamed         \tinput consumer=hog\n");
  }
}
