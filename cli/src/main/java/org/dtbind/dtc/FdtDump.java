// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtc;

import java.io.PrintStream;
import java.util.Optional;
import org.dtbind.dtb.Fdt;
import org.dtbind.source.Bytes;
import org.dtbind.source.Limit;

/**
 * Prints a blob token by token. A damaged blob is printed up to the damage, so the class trusts no
 * offset or size in the blob.
 */
final class FdtDump {

  /** The blob ends before the data that a token or offset announces, or is too deep. */
  private static final class Truncated extends Exception {
    private static final long serialVersionUID = 1L;

    Truncated(String message) {
      super(message, null, false, false);
    }
  }

  private final PrintStream out;
  private final Bytes blob;
  private final boolean debug;
  private int next;
  private int depth;
  private String unknown = "";

  FdtDump(PrintStream out, Bytes blob, boolean debug) {
    this.out = out;
    this.blob = blob;
    this.debug = debug;
  }

  /**
   * Prints the blob.
   *
   * @return the reason for which the output is incomplete; empty if it is complete
   */
  Optional<String> run() {
    try {
      header();
      reservations();
      next = blob.cell(8);
      structure();
      return Optional.empty();
    } catch (Truncated e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** Returns the message about an unknown token that ended the output; empty if there was none. */
  String unknown() {
    return unknown;
  }

  private void text(String text) {
    out.writeBytes(Bytes.latin1(text).toArray());
  }

  private void hex(String name, int field) {
    text("// " + name + "0x" + Integer.toHexString(blob.cell(field)) + "\n");
  }

  private void header() {
    long version = blob.number(20, 4);
    text("/dts-v1/;\n");
    hex("magic:\t\t", 0);
    String total = Integer.toHexString(blob.cell(Fdt.TOTAL_SIZE));
    text("// totalsize:\t\t0x" + total + " (" + blob.number(Fdt.TOTAL_SIZE, 4) + ")\n");
    hex("off_dt_struct:\t", 8);
    hex("off_dt_strings:\t", 12);
    hex("off_mem_rsvmap:\t", 16);
    text("// version:\t\t" + version + "\n");
    text("// last_comp_version:\t" + blob.number(24, 4) + "\n");
    if (version >= 2) {
      hex("boot_cpuid_phys:\t", 28);
    }
    if (version >= 3) {
      hex("size_dt_strings:\t", 32);
    }
    if (version >= 17) {
      hex("size_dt_struct:\t", 36);
    }
    text("\n");
  }

  private void reservations() throws Truncated {
    long at = blob.number(16, 4);
    while (true) {
      if (at + 16 > blob.length()) {
        throw new Truncated("the list of memory reservations has no end");
      }
      long address = blob.number((int) at, 8);
      long size = blob.number((int) at + 8, 8);
      if (address == 0 && size == 0) {
        return;
      }
      text(
          "/memreserve/ "
              + FdtdumpProgram.alternateHex(address)
              + " "
              + FdtdumpProgram.alternateHex(size)
              + ";\n");
      at += 16;
    }
  }

  private int cell() throws Truncated {
    if (next + 4 > blob.length()) {
      throw new Truncated("the structure has no end");
    }
    next += 4;
    return blob.cell(next - 4);
  }

  private void align(long to, int size) throws Truncated {
    long aligned = (to + size - 1) & -size;
    if (to > blob.length()) {
      throw new Truncated("a node or property leads behind the end");
    }
    next = (int) Math.min(aligned, blob.length());
  }

  private String indent() {
    return " ".repeat(Math.abs(depth) * 4);
  }

  private void debug(int at, String text) {
    if (debug) {
      text("// " + FdtText.hex(at, 4) + ": " + text + "\n");
    }
  }

  private void structure() throws Truncated {
    for (int token = cell(); token != Fdt.END; token = cell()) {
      debug(next - 4, "tag: 0x" + FdtText.hex(token, 8) + " (" + name(token) + ")");
      switch (token) {
        case Fdt.BEGIN_NODE -> {
          Bytes name = string(next, "the name of a node is not terminated");
          align(next + name.length() + 1L, 4);
          text(indent() + (name.isEmpty() ? "/" : name.latin1()) + " {\n");
          enter(depth + 1);
        }
        case Fdt.END_NODE -> {
          enter(depth - 1);
          text(indent() + "};\n");
        }
        case Fdt.NOP -> text(indent() + "// [NOP]\n");
        case Fdt.PROP -> property();
        default -> {
          unknown = "** Unknown tag 0x" + FdtText.hex(token, 8);
          return;
        }
      }
    }
  }

  /** The indentation grows with the depth, which is negative if nodes end that have not begun. */
  private void enter(int level) throws Truncated {
    if (Math.abs(level) > Limit.NODE_DEPTH.most() + 1) {
      throw new Truncated(
          "nodes are nested more than %d levels deep".formatted(Limit.NODE_DEPTH.most()));
    }
    depth = level;
  }

  private void property() throws Truncated {
    long size = Integer.toUnsignedLong(cell());
    long nameAt = Integer.toUnsignedLong(cell()) + blob.number(12, 4);
    if (blob.number(20, 4) < Fdt.FIRST_WITH_NAMES && size >= 8) {
      align(next, 8);
    }
    int from = next;
    align(from + size, 4);
    Bytes value = blob.slice(from, from + (int) size);
    Bytes name = string(nameAt, "the name of a property is not in the table of names");
    debug((int) nameAt, "string: " + name.latin1());
    debug(from, "value");
    text(indent() + name.latin1());
    FdtText.assigned(value, this::text);
    text(";\n");
  }

  private Bytes string(long at, String problem) throws Truncated {
    int end = at < blob.length() ? blob.indexOf(0, (int) at) : -1;
    if (end < 0) {
      throw new Truncated(problem);
    }
    return blob.slice((int) at, end);
  }

  private static String name(int token) {
    return switch (token) {
      case Fdt.BEGIN_NODE -> "FDT_BEGIN_NODE";
      case Fdt.END_NODE -> "FDT_END_NODE";
      case Fdt.PROP -> "FDT_PROP";
      case Fdt.NOP -> "FDT_NOP";
      default -> "FDT_???";
    };
  }
}
