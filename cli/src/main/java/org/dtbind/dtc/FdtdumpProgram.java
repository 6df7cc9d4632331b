// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtc;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.dtbind.cli.session.Streams;
import org.dtbind.dtb.Fdt;
import org.dtbind.dtc.Getopt.Option;
import org.dtbind.source.Bytes;

/** The program {@code fdtdump}, which prints a blob token by token (dtc's fdtdump.c). */
final class FdtdumpProgram extends FdtProgram {

  private static final String NOTE =
      """

      **** fdtdump is a low-level debugging tool, not meant for general use.
      **** If you want to decompile a dtb, you probably want
      ****     dtc -I dtb -O dts <filename>

      """;

  private boolean debug;
  private boolean scan;

  FdtdumpProgram(Streams streams) {
    super(
        streams,
        "fdtdump",
        "fdtdump [OPTION]... FILE",
        List.of(
            new Option('d', "debug", false, "Show tokens and their positions"),
            new Option('s', "scan", false, "Look for a blob anywhere in the file"),
            HELP,
            VERSION));
  }

  @Override
  int perform(List<String> arguments) throws Stop, IOException {
    printError(NOTE);
    return super.perform(arguments);
  }

  @Override
  public void take(char letter, String argument) throws Stop {
    switch (letter) {
      case 'd' -> debug = true;
      case 's' -> scan = true;
      default -> super.take(letter, argument);
    }
  }

  @Override
  int work(List<String> operands) throws Stop, IOException {
    if (operands.size() != 1) {
      throw misused("missing input filename");
    }
    String name = operands.get(0);
    Optional<Bytes> file = read(name);
    if (file.isEmpty()) {
      throw fatal("could not read: " + name);
    }
    Bytes all = file.get();
    int start = 0;
    if (scan) {
      start = scanned(name, all);
      if (start < 0) {
        throw fatal(name + ": could not locate fdt magic");
      }
      print(name + ": found fdt at offset " + alternateHex(start) + "\n");
    } else if (!hasHeader(all)) {
      throw fatal(name + ": header is not valid");
    }
    FdtDump dump = new FdtDump(streams.out(), all.slice(start, all.length()), debug);
    Optional<String> problem = dump.run();
    if (!dump.unknown().isEmpty()) {
      throw fatal(dump.unknown());
    }
    if (problem.isPresent()) {
      throw fatal(name + ": " + problem.get());
    }
    return 0;
  }

  /** Formats a number as C's {@code %#x} does. */
  static String alternateHex(long value) {
    return value == 0 ? "0" : "0x" + Long.toHexString(value);
  }

  /** {@return the offset of the first blob with a valid header; -1 if there is none} */
  private int scanned(String name, Bytes all) {
    for (int at = 0; at + 4 <= all.length(); at++) {
      if (all.get(at) == 0xd0 && all.cell(at) == Fdt.MAGIC) {
        if (hasHeader(all.slice(at, all.length()))) {
          return at;
        }
        if (debug) {
          print(name + ": skipping fdt magic at offset " + alternateHex(at) + "\n");
        }
      }
    }
    return -1;
  }

  private static boolean hasHeader(Bytes blob) {
    long length = blob.length();
    return length >= Fdt.HEADER_SIZE
        && blob.cell(0) == Fdt.MAGIC
        && Integer.compareUnsigned(blob.cell(24), Fdt.VERSION) <= 0
        && blob.number(Fdt.TOTAL_SIZE, 4) <= length
        && blob.number(8, 4) < length
        && blob.number(12, 4) <= length;
  }
}
