// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree.fs;

import org.dtbind.diag.Code;

/** The kinds of problems in a folder that is read as a devicetree. */
public enum FolderCode implements Code {
  /** The path does not exist, or is not a folder. */
  FS_NOT_A_FOLDER("The path does not exist, or is not a folder."),
  /** A folder or file cannot be opened or read. */
  FS_UNREADABLE("A node or property cannot be read."),
  /** An entry is a symbolic link, a device or a socket. */
  FS_NOT_A_PROPERTY("An entry is neither a folder nor a regular file, so dtbind ignores it."),
  /** The folder exceeds a limit. */
  FS_LIMIT("The folder has more levels or more content than dtbind allows.");

  private final String meaning;

  FolderCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
