// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import java.util.HexFormat;

/**
 * A program for x86-64 that ends a sandbox, because coreutils and util-linux contain none. It
 * writes cached data, waits until both consoles have sent their output, and makes the kernel power
 * off.
 */
final class PowerOff {

  /** An ELF header, one loadable segment, and 85 bytes of code at 0x400078. */
  private static final String PROGRAM =
      """
      7f454c46 02010100 00000000 00000000
      0200 3e00 01000000 7800400000000000   a program, for x86-64; where it begins
      4000000000000000 0000000000000000     the segment's header is at 0x40; no sections
      00000000 4000 3800 0100 0000 0000 0000
      01000000 05000000 0000000000000000    loaded, readable, executable; from offset 0
      0000400000000000 0000400000000000     to 0x400000
      cd00000000000000 cd00000000000000     205 bytes
      0010000000000000                      aligned to a page
      b8a2000000 0f05                       sync(2): eax = 162
      b810000000 bf01000000                 ioctl(2): eax = 16, edi = 1
      be09540000 ba01000000 0f05            TCSBRK 1, which is tcdrain(3): esi = 0x5409, edx = 1
      b810000000 bf02000000                 the same of descriptor 2
      be09540000 ba01000000 0f05
      b8a9000000 bfaddee1fe                 reboot(2): eax = 169, edi = 0xfee1dead
      be69191228 badcfe2143 0f05            esi = 0x28121969, edx = LINUX_REBOOT_CMD_POWER_OFF
      b83c000000 bf01000000 0f05            exit(2): eax = 60, edi = 1
      """;

  private PowerOff() {}

  static byte[] program() {
    StringBuilder digits = new StringBuilder();
    // Three spaces separate the digits from the explanation.
    PROGRAM.lines().map(line -> line.split(" {3,}", 2)[0].replace(" ", "")).forEach(digits::append);
    return HexFormat.of().parseHex(digits);
  }
}
