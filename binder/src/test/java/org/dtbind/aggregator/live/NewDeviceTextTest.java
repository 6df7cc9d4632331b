// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dtbind.source.Bytes;
import org.junit.jupiter.api.Test;

/** Tests the text for {@code new_device}; tests in kernels check how the kernel reads it. */
class NewDeviceTextTest {

  private static SourceLine at(String label, int offset) {
    return SourceLine.at(Bytes.latin1(label), offset, Bytes.empty());
  }

  private static SourceLine named(String name) {
    return SourceLine.named(Bytes.latin1(name));
  }

  private static Optional<String> text(SourceLine... lines) {
    return NewDeviceText.of(List.of(lines)).map(Bytes::latin1);
  }

  @Test
  void ascendingOffsetsShareAList() {
    assertThat(text(at("gpio2", 3), at("gpio2", 4), at("gpio2", 5), at("gpio2", 9)))
        .hasValue("gpio2 3-5,9");
    // The kernel sorts the offsets of a list, so descending offsets need separate lists.
    assertThat(text(at("gpio2", 4), at("gpio2", 3))).hasValue("gpio2 4 gpio2 3");
    assertThat(text(at("a", 1), at("b", 2), at("a", 3))).hasValue("a 1 b 2 a 3");
  }

  @Test
  void lastNameIsFollowedByAnEmptyWord() {
    assertThat(text(named("relay-1"))).hasValue("relay-1 \"\"");
    assertThat(text(named("relay-1"), at("gpio2", 3), named("k 2")))
        .hasValue("relay-1 gpio2 3 \"k 2\" \"\"");
  }

  @Test
  void namesWithSpacesAreQuoted() {
    assertThat(text(at("gpio 2:b,c", 8))).hasValue("\"gpio 2:b,c\" 8");
    // The kernel treats byte 0xa0 as a space, even within a UTF-8 character.
    assertThat(text(at("\u00c3\u00a0", 1))).hasValue("\"\u00c3\u00a0\" 1");
    assertThat(text(at("tab\there", 1))).hasValue("\"tab\there\" 1");
  }

  @Test
  void namesThatTheKernelWouldSplitAreRejected() {
    assertThat(text(at("eq=x", 1))).isEmpty();
    assertThat(text(named("eq=x"))).isEmpty();
    assertThat(text(at("a\"b", 1))).isEmpty();
    assertThat(text(at("\"", 1))).isEmpty();
    assertThat(text(at("", 1))).isEmpty();
    // The kernel keeps paired quotation marks.
    assertThat(text(at("a\"b c\"d", 1))).hasValue("a\"b c\"d 1");
  }

  @Test
  void numericNameIsRejectedAfterAnotherName() {
    assertThat(text(named("12"))).hasValue("12 \"\"");
    assertThat(text(at("gpio2", 1), named("12"))).hasValue("gpio2 1 12 \"\"");
    // After a name, the kernel would read the number as an offset.
    assertThat(text(named("relay-1"), named("12"))).isEmpty();
    assertThat(text(named("relay-1"), named("0x3"))).isEmpty();
    assertThat(text(at("12", 3))).hasValue("12 3");
  }

  @Test
  void textLongerThanAPageIsRejected() {
    List<SourceLine> lines = new ArrayList<>();
    IntStream.range(0, 512).forEach(i -> lines.add(at("gpio2", 511 - i)));
    assertThat(NewDeviceText.of(lines)).isEmpty();
    List<SourceLine> rising = new ArrayList<>();
    IntStream.range(0, 512).forEach(i -> rising.add(at("gpio2", i)));
    assertThat(NewDeviceText.of(rising).map(Bytes::latin1)).hasValue("gpio2 0-511");
  }
}
