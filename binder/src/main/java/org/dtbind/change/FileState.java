// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import java.util.Optional;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Files;
import org.dtbind.kernel.Owner;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;

/** What is at a path: a file, or a symbolic link. */
public sealed interface FileState {

  /**
   * A file.
   *
   * @param bytes all of it
   * @param executable whether it is a program
   */
  record Text(Bytes bytes, boolean executable) implements FileState {

    /**
     * Creates one of a text.
     *
     * @param content all of it, in UTF-8
     * @param executable whether it is a program
     */
    public Text(String content, boolean executable) {
      this(FileName.bytes(content), executable);
    }

    /** {@return all of it as text; what is not UTF-8 is replaced} */
    public String content() {
      return FileName.text(bytes);
    }
  }

  /**
   * A symbolic link.
   *
   * @param target its text
   */
  record Link(String target) implements FileState {}

  /**
   * {@return what is at a path now; empty where nothing is}
   *
   * @param files to read
   * @param path absolute
   */
  static Attempt<Optional<FileState>> of(Files files, String path) {
    Optional<FileState> link = files.linked(path).map(Link::new);
    if (link.isPresent()) {
      return Attempt.done(link);
    }
    return files
        .bytes(path)
        .map(bytes -> bytes.map(content -> new Text(content, isExecutable(files, path))));
  }

  private static boolean isExecutable(Files files, String path) {
    return files.owner(path).map(Owner::permissions).filter(all -> all.contains("x")).isPresent();
  }
}
