// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree.fs;

import org.dtbind.diag.Code;

/** What can be wrong with a folder that is read as a devicetree. */
public enum FolderCode implements Code {
  /** Not there, or not a folder. */
  FS_NOT_A_FOLDER("the folder to read a devicetree from is missing or is not a folder"),
  /** Could not be opened or read. */
  FS_UNREADABLE("a node or property could not be read"),
  /** A link, device or socket. */
  FS_NOT_A_PROPERTY("a devicetree holds folders and plain files only; this was left out"),
  /** A limit was reached. */
  FS_LIMIT("the folder is deeper or larger than any devicetree");

  private final String meaning;

  FolderCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
