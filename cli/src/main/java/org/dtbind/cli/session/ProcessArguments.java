// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;

/**
 * The exact bytes of the command line. Java decodes arguments in the character set of the locale
 * and replaces other bytes with U+FFFD, but file names may contain any bytes.
 */
public final class ProcessArguments {

  private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

  private ProcessArguments() {}

  /** {@return the arguments as strings that stand for their bytes, see {@link FileName}} */
  public static String[] exact(String[] args) {
    boolean whole = true;
    for (String arg : args) {
      whole &= arg.indexOf('\ufffd') < 0;
    }
    if (whole) {
      return args;
    }
    try {
      return last(Bytes.wrap(Files.readAllBytes(COMMAND_LINE)), args);
    } catch (IOException e) {
      return args;
    }
  }

  /**
   * Returns the program's own arguments, which are the last ones of the JVM's command line.
   *
   * @param commandLine all arguments of the process, each with a zero byte at the end
   */
  public static String[] last(Bytes commandLine, String[] args) {
    List<String> all = new ArrayList<>();
    int from = 0;
    for (int end = commandLine.indexOf(0, 0); end >= 0; end = commandLine.indexOf(0, from)) {
      all.add(FileName.text(commandLine.slice(from, end)));
      from = end + 1;
    }
    return all.size() < args.length
        ? args
        : all.subList(all.size() - args.length, all.size()).toArray(String[]::new);
  }
}
