// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegEntryTest {

  private static final List<Integer> CELLS = List.of(1, 0x8000_0000, 3, 4, 5);

  @Test
  void addressAndSizeHaveTheLow64BitsOfTheirCells() {
    assertThat(RegEntry.of(CELLS, 2, 1)).containsExactly(new RegEntry(List.of(1, 0x8000_0000), 3));
    assertThat(RegEntry.of(CELLS, 3, 2).get(0).address()).isEqualTo(0x8000_0000_0000_0003L);
    assertThat(RegEntry.of(CELLS, 3, 2).get(0).size()).isEqualTo(0x4_0000_0005L);
  }

  @Test
  void cellsThatAreNoCompleteEntryAreIgnored() {
    assertThat(RegEntry.of(CELLS, 1, 1)).extracting(RegEntry::address).containsExactly(1L, 3L);
    assertThat(RegEntry.of(CELLS, 4, 2)).isEmpty();
  }

  @Test
  void withoutCellsForASizeItIs0() {
    assertThat(RegEntry.of(CELLS, 1, 0)).hasSize(5).allMatch(entry -> entry.size() == 0);
  }

  @ParameterizedTest
  @CsvSource({"0,0", "0,1", "-1,1", "1,-1", "-1,-1", "2147483647,2147483647", "2147483647,1"})
  void numbersOfCellsThatNoPropertyHasGiveNoEntries(int address, int size) {
    assertThat(RegEntry.of(CELLS, address, size)).isEmpty();
    assertThat(RegEntry.of(List.of(), address, size)).isEmpty();
  }
}
