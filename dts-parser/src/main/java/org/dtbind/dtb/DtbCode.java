// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtb;

import org.dtbind.diag.Code;

/** The kinds of problems in blobs. */
public enum DtbCode implements Code {
  /** The file is not a blob. */
  BAD_MAGIC("The file is not a flattened devicetree."),
  /** The version is unknown. */
  BAD_VERSION("dtbind cannot read this version of the blob format."),
  /** The file is shorter than the size in the header. */
  TRUNCATED("The file is smaller than its header specifies."),
  /** An offset or length is out of range. */
  BAD_OFFSET("An offset or length in the blob is out of range."),
  /** The structure block is malformed. */
  BAD_STRUCTURE("The structure of the blob is malformed."),
  /** Nodes are nested too deeply. */
  BLOB_TOO_DEEP("Nodes in the blob are nested too deeply, or their paths are too long.");

  private final String meaning;

  DtbCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  @Override
  public Adjustable adjustable() {
    return Adjustable.NEVER;
  }
}
