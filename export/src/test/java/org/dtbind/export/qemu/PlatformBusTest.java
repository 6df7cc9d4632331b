// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.dtbind.linux.AddressRange;
import org.junit.jupiter.api.Test;

/** Tests where registers are mapped. */
class PlatformBusTest {

  private static List<AddressRange> ranges(long... sizes) {
    return LongStream.of(sizes).mapToObj(size -> new AddressRange(0, size)).toList();
  }

  private static List<Long> starts(long... sizes) {
    return new PlatformBus()
        .place(ranges(sizes)).orElseThrow().stream().map(AddressRange::start).toList();
  }

  @Test
  void firstFreeAlignedPlaceIsTaken() {
    assertThat(starts(0x100, 0x1000, 0x100, 3, 1, 1, 0x1000))
        .containsExactly(0L, 0x1000L, 0x100L, 0x200L, 0x203L, 0x204L, 0x2000L);
  }

  @Test
  void fullBusHasNoPlace() {
    PlatformBus bus = new PlatformBus();
    assertThat(bus.place(ranges(0x2000001))).isEmpty();
    assertThat(bus.place(ranges(0x1000000, 0x1000000))).isPresent();
    assertThat(bus.place(ranges(1))).isEmpty();
    assertThat(bus.place(ranges(0))).isEmpty();
  }

  @Test
  void manyRegisters() {
    List<AddressRange> registers = Collections.nCopies(50_000, new AddressRange(0, 1));
    Optional<List<AddressRange>> placed =
        assertTimeoutPreemptively(Duration.ofMinutes(2), () -> new PlatformBus().place(registers));
    assertThat(placed.orElseThrow().get(49_999).start()).isEqualTo(49_999);
  }
}
