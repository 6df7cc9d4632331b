// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

import java.util.HashSet;
import java.util.Set;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;

/**
 * Tracks the files that must be read only once: those with {@code #pragma once}, and those that
 * {@code #import} reads. As in cpp, files with equal content count as one file.
 */
final class OnceFiles {

  private final Set<String> read = new HashSet<>();
  private final Set<String> onceNames = new HashSet<>();
  private final Set<Bytes> onceContents = new HashSet<>();

  /** Whether a file must be read now. */
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

  void mark(SourceFile file) {
    if (onceNames.add(file.name())) {
      onceContents.add(file.content());
    }
  }
}
