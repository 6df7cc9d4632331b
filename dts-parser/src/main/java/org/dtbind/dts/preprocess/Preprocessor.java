// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

import java.util.List;
import java.util.Optional;
import org.dtbind.diag.Diagnosed;
import org.dtbind.dts.scan.FileSearch;
import org.dtbind.dts.scan.Scanner;
import org.dtbind.dts.scan.Symbols;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;

/**
 * Converts a source and the files that it includes to one text. Several threads may use one object
 * for many sources; each file is read and scanned once for all of them.
 */
public final class Preprocessor {

  private final FileSearch search;
  private final Limits limits;

  public Preprocessor(FileSearch search, Limits limits) {
    this.search = search;
    this.limits = limits;
  }

  /**
   * Preprocesses a source as cpp does. The result is absent if the source itself cannot be read.
   *
   * @param defines {@code NAME} or {@code NAME=VALUE}; {@code __DTS__} is always defined
   */
  public Diagnosed<PreprocessedText> preprocess(String path, List<String> defines) {
    return new Replay(search, limits).preprocess(path, defines);
  }

  /** {@return the file name in the first line marker of a text that is already preprocessed} */
  public static Optional<String> firstName(Bytes text) {
    SourceFile file = new SourceFile("", text);
    return Scanner.scan(file, false, new Symbols()).markers().firstName();
  }

  /**
   * Reads a source as dtc does without cpp: removes comments and resolves {@code /include/}, but
   * executes no directives. Line markers determine the places in diagnostics. The result is absent
   * if the source itself cannot be read.
   */
  public Diagnosed<PreprocessedText> read(String path) {
    return new Replay(search, limits).read(path);
  }
}
