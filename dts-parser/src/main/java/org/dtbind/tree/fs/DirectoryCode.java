// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree.fs;

import org.dtbind.diag.Code;

/** The kinds of problems in a directory that is read as a devicetree. */
public enum DirectoryCode implements Code {
  /** The path does not exist, or is not a directory. */
  FS_NOT_A_FOLDER("The path does not exist, or is not a directory."),
  /** A directory or file cannot be opened or read. */
  FS_UNREADABLE("A node or property cannot be read."),
  /** An entry is a symbolic link, a device or a socket. */
  FS_NOT_A_PROPERTY("dtbind ignores an entry that is neither a directory nor a regular file."),
  /** The directory exceeds a limit. */
  FS_LIMIT("The directory has more levels or more content than dtbind allows.");

  private final String meaning;

  DirectoryCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  @Override
  public Adjustable adjustable() {
    return this == FS_NOT_A_PROPERTY ? Adjustable.UNLESS_ERROR : Adjustable.NEVER;
  }
}
