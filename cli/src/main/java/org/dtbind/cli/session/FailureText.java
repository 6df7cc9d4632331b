// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.session;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.dtbind.source.Shown;

/** The texts for failures of I/O. */
public final class FailureText {

  static final String OF_DIRECTORY = "is a directory; specify a file";

  private FailureText() {}

  /** {@return the file and the reason of a failure, in one line} */
  public static String text(IOException failure) {
    String reason = reason(failure);
    return Shown.escaped(
        failure instanceof FileSystemException of && of.getFile() != null
            ? of.getFile() + ": " + reason
            : reason);
  }

  /** {@return the reason of a failure, without the file} */
  static String reason(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "no such file or directory";
    }
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (failure instanceof FileAlreadyExistsException) {
      return "already exists";
    }
    String reason =
        failure instanceof FileSystemException file && file.getReason() != null
            ? file.getReason()
            : failure.getMessage();
    // The JDK takes the reason from strerror().
    return reason == null
        ? failure.getClass().getSimpleName()
        : reason.equals("Is a directory") ? OF_DIRECTORY : reason;
  }
}
