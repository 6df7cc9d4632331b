// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Recognizes programs for this machine by their ELF header (elf(5)). */
final class ElfProgram {

  private static final int MAGIC = 0x7f454c46;
  private static final int DATA_AT = 5;
  private static final int BIG_ENDIAN = 2;
  private static final int TYPE_AT = 16;
  private static final int EXECUTABLE = 2;
  private static final int POSITION_INDEPENDENT = 3;
  private static final int MACHINE_AT = 18;
  private static final int LENGTH = 20;

  /** The machines of programs that a processor runs; x86-64 also runs programs for i386. */
  private static final Map<String, List<Integer>> MACHINES =
      Map.of("amd64", List.of(62, 3), "aarch64", List.of(183));

  private ElfProgram() {}

  /** {@return whether a file is an ELF program that the processor of this machine can run} */
  static boolean is(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      ByteBuffer header = ByteBuffer.wrap(in.readNBytes(LENGTH));
      if (header.limit() < LENGTH || header.getInt(0) != MAGIC) {
        return false;
      }
      header.order(
          header.get(DATA_AT) == BIG_ENDIAN ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
      int type = header.getShort(TYPE_AT);
      List<Integer> machines = MACHINES.get(System.getProperty("os.arch", ""));
      return (type == EXECUTABLE || type == POSITION_INDEPENDENT)
          && (machines == null || machines.contains((int) header.getShort(MACHINE_AT)));
    }
  }
}
