// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtc;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.dtbind.cli.session.Session;
import org.dtbind.dtb.Fdt;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;

/** The program {@code fdtdump}, which prints a blob token by token (dtc's fdtdump.c). */
final class FdtdumpProgram extends FdtProgram {

  private static final String NOTE =
      """

      **** fdtdump is a low-level debugging tool, not meant for general use.
      **** If you want to decompile a dtb, you probably want
      ****     dtc -I dtb -O dts <filename>

      """;

  private final PrintStream out;
  private boolean debug;
  private boolean scan;

  FdtdumpProgram(Session session) {
    super(
        session,
        "fdtdump",
        "fdtdump [OPTION]... FILE",
        List.of(
            new Option('d', "debug", false, "Show tokens and their positions"),
            new Option('s', "scan", false, "Look for a blob anywhere in the file")));
    this.out = session.out();
  }

  @Override
  int run(List<String> arguments) throws IOException {
    say(NOTE);
    return super.run(arguments);
  }

  @Override
  void take(char letter, String argument) {
    debug |= letter == 'd';
    scan |= letter == 's';
  }

  @Override
  int work(List<String> operands) throws Misused, IOException {
    if (operands.size() != 1) {
      throw new Misused("missing input filename");
    }
    String name = operands.get(0);
    Optional<Bytes> file = read(name);
    if (file.isEmpty()) {
      return fatal("could not read: " + name);
    }
    Bytes all = file.get();
    int start = 0;
    if (scan) {
      start = scanned(name, all);
      if (start < 0) {
        return fatal(name + ": could not locate fdt magic");
      }
      line(name + ": found fdt at offset " + alternateHex(start));
    } else if (!hasHeader(all)) {
      return fatal(name + ": header is not valid");
    }
    FdtDump dump = new FdtDump(out, all.slice(start, all.length()), debug);
    Optional<String> problem = dump.run();
    out.flush();
    if (!dump.unknown().isEmpty()) {
      return fatal(dump.unknown());
    }
    return problem.isPresent() ? fatal(name + ": " + problem.get()) : 0;
  }

  private int fatal(String message) {
    say("FATAL ERROR: " + message + "\n");
    return FAILED;
  }

  /** Formats a number as C's {@code %#x} does. */
  static String alternateHex(long value) {
    return value == 0 ? "0" : "0x" + Long.toHexString(value);
  }

  private void line(String text) {
    out.writeBytes(FileName.bytes(text + "\n").toArray());
  }

  /** {@return the offset of the first blob with a valid header; -1 if there is none} */
  private int scanned(String name, Bytes all) {
    for (int at = 0; at + 4 <= all.length(); at++) {
      if (all.get(at) == 0xd0 && all.cell(at) == Fdt.MAGIC) {
        if (hasHeader(all.slice(at, all.length()))) {
          return at;
        }
        if (debug) {
          line(name + ": skipping fdt magic at offset " + alternateHex(at));
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
