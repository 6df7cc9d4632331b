// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtc;

import java.io.IOException;
import java.util.List;
import org.dtbind.cli.session.Session;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;

/**
 * A program that dtbind replaces: what it writes, and how it ends. A string may hold arbitrary
 * bytes, as {@link FileName} describes.
 */
abstract class DropInProgram {

  /** Ends the program, which has printed all of its messages. */
  static final class Stop extends Exception {
    private static final long serialVersionUID = 1L;

    private final int code;

    Stop(int code) {
      super("", null, false, false);
      this.code = code;
    }
  }

  /** The exit code of most failures. */
  static final int FAILED = 1;

  final Session session;

  DropInProgram(Session session) {
    this.session = session;
  }

  /** Runs the program; returns the exit code. */
  final int run(List<String> arguments) throws IOException {
    try {
      return perform(arguments);
    } catch (Stop e) {
      return e.code;
    }
  }

  /** Performs what the arguments request; returns the exit code. */
  abstract int perform(List<String> arguments) throws Stop, IOException;

  /** Writes bytes to standard output. */
  final void print(Bytes output) {
    session.streams().out().writeBytes(output.toArray());
  }

  /** Writes text to standard output. */
  final void print(String text) {
    print(FileName.bytes(text));
  }

  /** Writes a message to standard error. */
  final void printError(String text) {
    // Keep the order of messages if standard output and standard error are one stream.
    session.streams().out().flush();
    session.streams().err().writeBytes(FileName.bytes(text).toArray());
    session.streams().err().flush();
  }
}
