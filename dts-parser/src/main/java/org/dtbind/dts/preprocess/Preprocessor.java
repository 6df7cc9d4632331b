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
 * Turns a source and what it includes into one text. An object may be used by many threads and for
 * many sources; files are read and scanned once for all of them.
 */
public final class Preprocessor {

  private final FileSearch search;
  private final Limits limits;

  public Preprocessor(FileSearch search, Limits limits) {
    this.search = search;
    this.limits = limits;
  }

  /**
   * {@return the text of a source; absent if the file itself cannot be read}
   *
   * @param defines {@code NAME} or {@code NAME=VALUE}, beside {@code __DTS__}, which is always
   *     defined
   */
  public Diagnosed<PreprocessedText> preprocess(String path, List<String> defines) {
    return new Replay(search, limits).preprocess(path, defines);
  }

  /** {@return the name that the first line marker gives to a text that is preprocessed already} */
  public static Optional<String> firstName(Bytes text) {
    SourceFile file = new SourceFile("", text);
    return Scanner.scan(file, false, new Symbols()).markers().firstName();
  }

  /**
   * {@return the text of a source as dtc alone reads it: without comments, and with {@code
   * /include/} resolved, but with {@code #} meaning nothing except in line markers, by which places
   * go; absent if the file itself cannot be read}
   */
  public Diagnosed<PreprocessedText> read(String path) {
    return new Replay(search, limits).read(path);
  }
}
