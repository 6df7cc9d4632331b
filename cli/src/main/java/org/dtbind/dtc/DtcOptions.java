// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.check.CheckLevels;
import org.dtbind.dtb.BlobLayout;
import org.dtbind.source.Limit;
import org.dtbind.tree.BuildOptions;

/** The options and the operand of {@code dtc}. */
final class DtcOptions {

  private record Line(Getopt.Known option, String help) {}

  private static final List<Line> LINES =
      List.of(
          line('q', "quiet", false, "-q: no warnings; -qq: no errors either; -qqq: nothing"),
          line(
              'I', "in-format", true, "dts (source), dtb (blob) or fs (directory such as /proc/…)"),
          line('o', "out", true, "output file; - for standard output"),
          line('O', "out-format", true, "dts, dtb, yaml, asm (assembler source) or null"),
          line('V', "out-version", true, "version of the blob: 1, 2, 3, 16 or 17"),
          line('d', "out-dependency", true, "file for a make rule"),
          line('R', "reserve", true, "empty entries to keep in the list of reservations"),
          line('S', "space", true, "minimum size of the blob in bytes"),
          line('p', "pad", true, "bytes to add to the blob"),
          line(
              'a',
              "align",
              true,
              "round the size of the blob up to a multiple of this power of two"),
          line('b', "boot-cpu", true, "physical number of the boot processor"),
          line('f', "force", false, "write output even if the tree has errors"),
          line('i', "include", true, "directory to search for included files; may be repeated"),
          line('s', "sort", false, "sort nodes and properties by name"),
          line('H', "phandle", true, "legacy (linux,phandle), epapr (phandle) or both"),
          line(
              'W',
              "warning",
              true,
              "report violations of CHECK as warnings; no-CHECK turns them off"),
          line('E', "error", true, "report violations of CHECK as errors; no-CHECK turns them off"),
          line('@', "symbols", false, "keep labels in /__symbols__"),
          line('L', "local-fixups", false, "keep the locations of references, as in overlays"),
          line('A', "auto-alias", false, "keep labels in /aliases"),
          line(
              'T',
              "annotate",
              false,
              "with -O dts, show where each part was written; repeat for full details"),
          line('h', "help", false, "print this help and exit"),
          line('v', "version", false, "print the version and exit"));

  int quiet;
  Optional<String> in = Optional.empty();
  Optional<String> form = Optional.empty();
  String out = "-";
  Optional<String> dependencies = Optional.empty();
  int version = 17;
  int reservations;
  int size;
  int padding;
  int alignment;
  Optional<Integer> bootCpu = Optional.empty();
  boolean force;
  boolean sort;
  int annotate;
  final List<String> include = new ArrayList<>();
  CheckLevels checks = CheckLevels.DEFAULT;
  String file = "-";
  private boolean symbols;
  private boolean fixups;
  private boolean aliases;
  private BuildOptions.Phandle phandles = BuildOptions.Phandle.EPAPR;

  enum Action {
    COMPILE,
    HELP,
    VERSION
  }

  private static Line line(char letter, String name, boolean argument, String help) {
    return new Line(new Getopt.Known(letter, name, argument), help);
  }

  /** {@return the settings for symbols, fixups, aliases and phandles} */
  BuildOptions build() {
    return new BuildOptions(symbols, fixups, aliases, phandles);
  }

  /** {@return the format of the blob; the version may be one that does not exist} */
  BlobLayout layout() {
    return new BlobLayout(version, reservations, size, padding, alignment);
  }

  /** Parses the command line. */
  Action take(List<String> arguments) throws Getopt.Unusable, DtcFailure {
    Getopt getopt = new Getopt("dtc", LINES.stream().map(Line::option).toList(), arguments);
    for (var given = getopt.next(); given.isPresent(); given = getopt.next()) {
      char letter = given.get().letter();
      if (letter == 'h' || letter == 'v') {
        return letter == 'h' ? Action.HELP : Action.VERSION;
      }
      take(letter, given.get().argument());
    }
    if (getopt.operands().size() > 1) {
      throw new Getopt.Unusable("");
    }
    if (!getopt.operands().isEmpty()) {
      file = getopt.operands().get(0);
    }
    if (size != 0 && padding != 0) {
      throw new DtcFailure("Can't set both -p and -S");
    }
    return Action.COMPILE;
  }

  private void take(char letter, String argument) throws DtcFailure {
    switch (letter) {
      case 'q' -> quiet++;
      case 'I' -> in = Optional.of(argument);
      case 'O' -> form = Optional.of(argument);
      case 'o' -> out = argument;
      case 'V' -> version = (int) number(argument);
      case 'd' -> dependencies = Optional.of(argument);
      case 'R' -> reservations = Math.max(0, amount(letter, argument, Limit.RESERVATIONS));
      case 'S' -> size = amount(letter, argument, Limit.FILE_BYTES);
      case 'p' -> padding = amount(letter, argument, Limit.FILE_BYTES);
      case 'a' -> alignment = powerOfTwo(amount(letter, argument, Limit.FILE_BYTES));
      case 'b' -> bootCpu = Optional.of((int) number(argument));
      case 'f' -> force = true;
      case 's' -> sort = true;
      case 'i' -> include.add(argument);
      case 'H' -> phandles = phandles(argument);
      case 'W', 'E' ->
          checks =
              checks
                  .with(letter == 'E', argument)
                  .orElseThrow(
                      () ->
                          new DtcFailure(
                              "Unrecognized check name \""
                                  + argument.replaceFirst("^no[-_]", "")
                                  + "\""));
      case '@' -> symbols = true;
      case 'L' -> fixups = true;
      case 'A' -> aliases = true;
      default -> annotate++;
    }
  }

  /** Returns a number that determines the size of the blob. */
  private static int amount(char letter, String argument, Limit limit) throws DtcFailure {
    long number = number(argument);
    if (number > limit.most()) {
      throw new DtcFailure("Invalid argument \"" + argument + "\" to -" + letter + " option");
    }
    return (int) number;
  }

  private static int powerOfTwo(int number) throws DtcFailure {
    if (number <= 0 || (number & (number - 1)) != 0) {
      throw new DtcFailure("Invalid argument \"" + number + "\" to -a option");
    }
    return number;
  }

  private static BuildOptions.Phandle phandles(String argument) throws DtcFailure {
    return switch (argument) {
      case "legacy" -> BuildOptions.Phandle.LEGACY;
      case "epapr" -> BuildOptions.Phandle.EPAPR;
      case "both" -> BuildOptions.Phandle.BOTH;
      default -> throw new DtcFailure("Invalid argument \"" + argument + "\" to -H option");
    };
  }

  /**
   * Reads a number as C's {@code strtoll(…, 0)} does: hexadecimal after 0x, octal after 0. Reading
   * ends at the first character that is not a digit; without any digit, the number is 0.
   */
  private static long number(String text) {
    int at = 0;
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    boolean negative = at < text.length() && text.charAt(at) == '-';
    if (at < text.length() && (negative || text.charAt(at) == '+')) {
      at++;
    }
    int radix = 10;
    if (text.startsWith("0x", at) || text.startsWith("0X", at)) {
      radix = 16;
      at += 2;
    } else if (text.startsWith("0", at)) {
      radix = 8;
    }
    long number = 0;
    for (; at < text.length() && Character.digit(text.charAt(at), radix) >= 0; at++) {
      number = number * radix + Character.digit(text.charAt(at), radix);
    }
    return negative ? -number : number;
  }

  /** {@return the help for all options, in dtc's format} */
  static String usage() {
    StringBuilder text = new StringBuilder("Usage: dtc [options] <input file>\n\nOptions:\n");
    for (Line line : LINES) {
      Getopt.Known option = line.option();
      String name = option.name() + (option.takesArgument() ? " <arg>" : "");
      text.append("  -%c, --%-23s %s%n".formatted(option.letter(), name, line.help()));
    }
    return text.toString();
  }
}
