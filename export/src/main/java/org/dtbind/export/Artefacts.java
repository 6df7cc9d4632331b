// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The files of an export.
 *
 * @param files files sorted by path; paths are unique
 */
public record Artefacts(List<Artefact> files) {

  /**
   * Sorts the files by path.
   *
   * @throws IllegalArgumentException if two files have the same path, or a path is both a file and
   *     a directory
   */
  public Artefacts {
    List<Artefact> sorted = new ArrayList<>(files);
    sorted.sort(Comparator.comparing(Artefact::path));
    files = List.copyOf(sorted);
    Set<String> paths = new HashSet<>();
    for (Artefact file : files) {
      if (!paths.add(file.path())) {
        throw new IllegalArgumentException("there twice: " + file.path());
      }
    }
    for (Artefact file : files) {
      for (int at = file.path().indexOf('/'); at >= 0; at = file.path().indexOf('/', at + 1)) {
        if (paths.contains(file.path().substring(0, at))) {
          throw new IllegalArgumentException("file and directory: " + file.path().substring(0, at));
        }
      }
    }
  }
}
