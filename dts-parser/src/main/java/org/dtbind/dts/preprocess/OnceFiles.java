// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

import java.util.HashSet;
import java.util.Set;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;

/**
 * Which files are to be read only once: those with {@code #pragma once}, and those that {@code
 * #import} asks for. As for cpp, files of the same content are the same file.
 */
final class OnceFiles {

  private final Set<String> read = new HashSet<>();
  private final Set<String> onceNames = new HashSet<>();
  private final Set<Bytes> onceContents = new HashSet<>();

  /**
   * Returns whether a file is to be read here.
   *
   * @param imported whether it is {@code #import} that asks for it
   */
  boolean wants(SourceFile file, boolean imported) {
    boolean known = onceNames.contains(file.name());
    if (!known && !onceContents.isEmpty() && onceContents.contains(file.content())) {
      onceNames.add(file.name());
      known = true;
    }
    boolean first = read.add(file.name());
    if (imported) {
      mark(file);
    }
    return !known && (first || !imported);
  }

  /** Says that a file is never to be read again. */
  void mark(SourceFile file) {
    if (onceNames.add(file.name())) {
      onceContents.add(file.content());
    }
  }
}
