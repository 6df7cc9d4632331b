// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtc;

import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.cli.session.OutputFile;
import org.dtbind.cli.session.Session;
import org.dtbind.cli.session.Version;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.source.Limit;

/**
 * What fdtget, fdtput, fdtdump and fdtoverlay have in common: how options are read, the help, and
 * what is said of files (dtc's util.c). Texts are bytes, as in {@link FileName}.
 */
abstract class FdtProgram {

  /** The exit code of all that fails. */
  static final int FAILED = 1;

  private static final String ARGUMENT = " <arg>";

  /** The help on {@code -t}, which two of the programs have. */
  static final String TYPES =
      """
      <type> is s (string), i (signed), u (unsigned), x (hexadecimal) or r (raw bytes, only with fdtget).
      Before i, u or x, write hh or b for 1 byte, h for 2 bytes, or l for 4 bytes.
      """;

  /** An option. */
  record Option(Getopt.Known known, String help) {

    Option(char letter, String name, boolean takesArgument, String help) {
      this(new Getopt.Known(letter, name, takesArgument), help);
    }
  }

  /** The command line is well formed and means nothing. */
  static final class Misused extends Exception {
    private static final long serialVersionUID = 1L;

    Misused(String message) {
      super(message, null, false, false);
    }
  }

  private final Session session;
  private final String name;
  private final String synopsis;
  private final List<Option> options;

  FdtProgram(Session session, String name, String synopsis, List<Option> options) {
    this.session = session;
    this.name = name;
    this.synopsis = synopsis;
    this.options = new ArrayList<>(options);
    this.options.add(new Option('h', "help", false, "Print this help and exit"));
    this.options.add(new Option('V', "version", false, "Print the version and exit"));
  }

  /** Takes an option of the program's own. */
  abstract void take(char letter, String argument) throws Misused;

  /**
   * Does what was asked for.
   *
   * @param operands what is no option
   * @return the exit code
   * @throws Misused if operands are missing
   * @throws IOException if standard input cannot be read
   */
  abstract int work(List<String> operands) throws Misused, IOException;

  /** Runs it. */
  int run(List<String> arguments) throws IOException {
    List<Getopt.Known> known = new ArrayList<>();
    for (Option option : options) {
      known.add(option.known());
    }
    Getopt getopt = new Getopt(name, known, arguments);
    try {
      Optional<Getopt.Given> given = getopt.next();
      while (given.isPresent()) {
        char letter = given.get().letter();
        if (letter == 'h') {
          session.out().print(usage());
          return 0;
        }
        if (letter == 'V') {
          session.out().print("Version: " + Version.ofThisBuild().asDtc() + "\n");
          return 0;
        }
        take(letter, given.get().argument());
        given = getopt.next();
      }
      return work(getopt.operands());
    } catch (Getopt.Unusable e) {
      say(e.getMessage() + "\n" + usage() + "\nError: unknown option\n");
    } catch (Misused e) {
      say(usage() + "\nError: " + e.getMessage() + "\n");
    }
    return FAILED;
  }

  private String usage() {
    StringBuilder text = new StringBuilder("Usage: ").append(synopsis).append("\n\nOptions: -[");
    int width = 0;
    for (Option option : options) {
      Getopt.Known known = option.known();
      text.append(known.letter()).append(known.takesArgument() ? ":" : "");
      width = Math.max(width, typed(known).length() + 1);
    }
    text.append("]\n");
    for (Option option : options) {
      String typed = typed(option.known());
      text.append("  -").append(option.known().letter()).append(", --").append(typed);
      text.append(" ".repeat(width - typed.length())).append(option.help()).append('\n');
    }
    return text.toString();
  }

  private static String typed(Getopt.Known known) {
    return known.name() + (known.takesArgument() ? ARGUMENT : "");
  }

  /** Says something on standard error. */
  final void say(String text) {
    Bytes bytes = FileName.bytes(text);
    session.err().write(bytes.toArray(), 0, bytes.length());
    session.err().flush();
  }

  /** Writes results. */
  final void put(ByteArrayOutputStream output) {
    PrintStream out = session.out();
    out.write(output.toByteArray(), 0, output.size());
  }

  /** {@return what is in a file; empty if it cannot be read, which is said} */
  final Optional<Bytes> read(String file) {
    try {
      return Optional.of(
          Bytes.wrap(file.equals("-") ? session.in().readAllBytes() : content(file)));
    } catch (IOException e) {
      say("Couldn't open blob from '" + file + "': " + Strerror.of(e) + "\n");
      return Optional.empty();
    }
  }

  /**
   * Not by a channel where that can be helped: the first one of a program takes java 2 ms. Streams
   * take names by the locale, which is of no account for ASCII, and say less of why.
   */
  static byte[] content(String file) throws IOException {
    if (FileName.isAscii(file)) {
      try (FileInputStream in = new FileInputStream(file)) {
        // Not readAllBytes(): it asks for the position, and a pipe has none.
        return Bytes.read(in, in.available(), Limit.FILE_BYTES).toArray();
      } catch (FileNotFoundException e) {
        // The other way says why.
      }
    }
    return Files.readAllBytes(FileName.path(file));
  }

  /** Writes a blob, whole or not at all; says where it cannot be written. */
  final boolean write(String file, Bytes blob) {
    if (file.equals("-")) {
      session.out().write(blob.toArray(), 0, blob.length());
      return true;
    }
    try {
      OutputFile.write(FileName.path(file), blob);
      return true;
    } catch (IOException e) {
      say("Couldn't write blob to '" + file + "': " + Strerror.of(e) + "\n");
      return false;
    }
  }

  /**
   * {@return how many bytes dtc's programs have for a file once they have read it: they count what
   * they allocated, which is doubled from 1024 until the file is in it with room to spare}
   */
  static long room(int length) {
    long room = 1024;
    while (room <= length) {
      room *= 2;
    }
    return room;
  }
}
