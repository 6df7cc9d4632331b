// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtc;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/**
 * Error texts of the C library, as {@code strerror(3)} returns them. Programs that replace others
 * print these; dtbind itself prints those of {@link org.dtbind.cli.session.FailureText}, which say
 * what to do.
 */
final class Strerror {

  private Strerror() {}

  /** Returns a text such as {@code No such file or directory}. */
  static String of(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "No such file or directory";
    }
    if (failure instanceof AccessDeniedException) {
      return "Permission denied";
    }
    // The JDK takes the reason from strerror().
    String reason = failure instanceof FileSystemException file ? file.getReason() : null;
    return reason == null ? String.valueOf(failure.getMessage()) : reason;
  }
}
