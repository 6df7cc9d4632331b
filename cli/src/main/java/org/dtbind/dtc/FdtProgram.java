// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtc;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.dtbind.cli.session.OutputFile;
import org.dtbind.cli.session.Streams;
import org.dtbind.cli.session.Version;
import org.dtbind.dtb.edit.FdtError;
import org.dtbind.dtc.Getopt.Option;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.source.Limit;

/**
 * Common parts of dtc, fdtget, fdtput, fdtdump and fdtoverlay: options, help, and reading and
 * writing of files with the messages of dtc's util.c.
 */
abstract class FdtProgram extends DropInProgram implements Getopt.Target<DropInProgram.Stop> {

  private static final String ARGUMENT = " <arg>";

  /** The help for {@code -t}, which fdtget and fdtput share. */
  static final String TYPES =
      """
      <type> is s (string), i (signed), u (unsigned), x (hexadecimal) or r (raw bytes, only with fdtget).
      Before i, u or x, write hh or b for 1 byte, h for 2 bytes, or l for 4 bytes.
      """;

  /** The options that all of these programs but dtc have. */
  static final Option HELP = new Option('h', "help", false, "Print this help and exit");

  static final Option VERSION = new Option('V', "version", false, "Print the version and exit");

  private final String name;
  private final String synopsis;
  private final List<Option> options;

  FdtProgram(Streams streams, String name, String synopsis, List<Option> options) {
    super(streams);
    this.name = name;
    this.synopsis = synopsis;
    this.options = options;
  }

  /** Performs what help or the version requests. Programs apply their own options before. */
  @Override
  public void take(char letter, String argument) throws Stop {
    print(letter == 'h' ? usage() : "Version: " + Version.ofThisBuild().asDtc() + "\n");
    throw new Stop(0);
  }

  /**
   * Performs the request.
   *
   * @return the exit code
   * @throws IOException if standard input cannot be read
   */
  abstract int work(List<String> operands) throws Stop, IOException;

  @Override
  int perform(List<String> arguments) throws Stop, IOException {
    List<String> operands;
    try {
      operands = new Getopt(name, options, arguments).parse(this);
    } catch (Getopt.Unusable e) {
      printError(e.getMessage() + "\n");
      throw misused("unknown option");
    }
    return work(operands);
  }

  /** Writes the help and what is wrong with the options or operands. */
  final Stop misused(String problem) {
    printError(usage() + "\nError: " + problem + "\n");
    return new Stop(FAILED);
  }

  String usage() {
    StringBuilder letters = new StringBuilder(" -[");
    int width = 0;
    for (Option option : options) {
      letters.append(option.letter()).append(option.takesArgument() ? ":" : "");
      width = Math.max(width, typed(option).length());
    }
    return usage(letters.append(']').toString(), width);
  }

  /**
   * Returns the help.
   *
   * @param letters the text after {@code Options:}
   * @param width the width of the column with the names of the options
   */
  final String usage(String letters, int width) {
    StringBuilder text = new StringBuilder("Usage: ").append(synopsis);
    text.append("\n\nOptions:").append(letters).append('\n');
    for (Option option : options) {
      String typed = typed(option);
      text.append("  -").append(option.letter()).append(", --").append(typed);
      text.append(" ".repeat(width + 1 - typed.length())).append(option.help()).append('\n');
    }
    return text.toString();
  }

  private static String typed(Option option) {
    return option.name() + (option.takesArgument() ? ARGUMENT : "");
  }

  /** Writes the message for a failure of libfdt. */
  final Stop failed(String what, FdtError error) {
    printError("Error at '" + what + "': " + error.text() + "\n");
    return new Stop(FAILED);
  }

  /** Writes a message in the form of dtc.h's {@code die()}. */
  final Stop fatal(String message) {
    printError("FATAL ERROR: " + message + "\n");
    return new Stop(FAILED);
  }

  /** {@return the content of a file; empty after a message if the file cannot be read} */
  final Optional<Bytes> read(String file) {
    try {
      return Optional.of(
          file.equals("-")
              ? Bytes.read(streams.in(), 0, Limit.FILE_BYTES)
              : Bytes.wrap(content(file)));
    } catch (IOException e) {
      printError("Couldn't open blob from '" + file + "': " + Strerror.of(e) + "\n");
      return Optional.empty();
    }
  }

  /**
   * Reads a file. A stream is faster than a channel, since the first channel takes the JVM 2 ms.
   * But a stream encodes the file name in the character set of the locale, which is safe only for
   * ASCII, and its exception lacks the reason for a failure.
   */
  static byte[] content(String file) throws IOException {
    if (FileName.isAscii(file)) {
      try (FileInputStream in = new FileInputStream(file)) {
        // Not readAllBytes(): it asks for the position in the file, which fails for a pipe.
        return Bytes.read(in, in.available(), Limit.FILE_BYTES).toArray();
      } catch (FileNotFoundException e) {
        // Files.newInputStream() below fails with the reason.
      }
    }
    try (InputStream in = Files.newInputStream(FileName.path(file))) {
      return Bytes.read(in, 0, Limit.FILE_BYTES).toArray();
    }
  }

  /**
   * Writes the complete blob, or leaves the file unchanged and prints a message.
   *
   * @return whether the blob was written
   */
  final boolean write(String file, Bytes blob) {
    if (file.equals("-")) {
      print(blob);
      return true;
    }
    try {
      OutputFile.write(FileName.path(file), blob);
      return true;
    } catch (IOException e) {
      printError("Couldn't write blob to '" + file + "': " + Strerror.of(e) + "\n");
      return false;
    }
  }

  /**
   * Returns the number of bytes that dtc's programs report for a file of a given length. They
   * report the size of their buffer: 1024, doubled until it is larger than the file.
   */
  static long room(int length) {
    long room = 1024;
    while (room <= length) {
      room *= 2;
    }
    return room;
  }
}
