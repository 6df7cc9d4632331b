// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.dtbind.kernel.ChipInfo;
import org.dtbind.kernel.LineInfo;
import org.dtbind.source.Bytes;
import org.junit.jupiter.api.Test;

class UapiTest {

  private static void put(byte[] structure, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, structure, at, bytes.length);
  }

  private static ByteBuffer little(byte[] structure) {
    return ByteBuffer.wrap(structure).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void chipInfoIsReadInEitherByteOrder() {
    byte[] structure = new byte[Uapi.CHIP_INFO_SIZE];
    put(structure, 0, "gpiochip1");
    put(structure, 32, "door");
    structure[64] = 2;
    assertThat(Uapi.chipFromUapi(little(structure)))
        .isEqualTo(new ChipInfo("gpiochip1", "door", 2));
    assertThat(Uapi.chipFromUapi(ByteBuffer.wrap(structure)).lines()).isEqualTo(0x02000000);
  }

  @Test
  void lineNameMayFillItsField() {
    byte[] structure = new byte[Uapi.LINE_INFO_SIZE];
    put(structure, 0, "n".repeat(32));
    put(structure, 32, "door");
    structure[64] = 20;
    structure[72] = 0b1011;
    structure[79] = 1;
    assertThat(Uapi.lineFromUapi(little(structure)))
        .isEqualTo(
            new LineInfo(
                20, Bytes.latin1("n".repeat(32)), Bytes.latin1("door"), 1L << 56 | 0b1011));
  }

  @Test
  void debouncePeriodIsReadInEitherByteOrder() {
    byte[] structure = new byte[Uapi.LINE_INFO_SIZE];
    structure[68] = 2;
    structure[80] = 1;
    structure[96] = 3;
    structure[104] = 0x10;
    structure[105] = 0x27;
    assertThat(Uapi.lineFromUapi(little(structure)).debounceMicros()).isEqualTo(10_000);
    structure[68] = 1;
    assertThat(Uapi.lineFromUapi(little(structure)).debounceMicros()).isZero();
    byte[] swapped = new byte[Uapi.LINE_INFO_SIZE];
    swapped[71] = 1;
    swapped[83] = 3;
    swapped[91] = 7;
    assertThat(Uapi.lineFromUapi(ByteBuffer.wrap(swapped)).debounceMicros()).isEqualTo(7);
  }

  @Test
  void architecturesWithOtherIoctlNumbersAreRejected() {
    assertThat(Uapi.numbersAreGeneric("amd64")).isTrue();
    assertThat(Uapi.numbersAreGeneric("aarch64")).isTrue();
    assertThat(Uapi.numbersAreGeneric("ppc64le")).isFalse();
    assertThat(Uapi.numbersAreGeneric("mips64el")).isFalse();
  }
}
