// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import java.util.Optional;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Files;
import org.dtbind.kernel.Owner;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;

/** The state of a path: a file, a symbolic link, or unknown. */
public sealed interface FileState {

  /**
   * A file.
   *
   * @param bytes the complete content
   * @param executable whether anybody may execute the file
   */
  record Text(Bytes bytes, boolean executable) implements FileState {

    /**
     * Creates the state of a text file.
     *
     * @param content the complete content, which is written in UTF-8
     * @param executable whether anybody may execute the file
     */
    public Text(String content, boolean executable) {
      this(FileName.bytes(content), executable);
    }

    /** {@return the content as text; bytes that are not UTF-8 are replaced} */
    public String content() {
      return FileName.text(bytes);
    }
  }

  /** A symbolic link. */
  record Link(String target) implements FileState {}

  /**
   * A state that cannot be read, such as that of a directory. The executor refuses to change such a
   * path, because a rollback could not restore it.
   */
  record Unreadable(Failure why) implements FileState {}

  /**
   * {@return the current state of a path; empty if it does not exist}
   *
   * @param path the absolute path
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
