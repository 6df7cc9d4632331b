// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtb;

import org.dtbind.diag.Code;

/** The kinds of problems that reading a blob finds. */
public enum DtbCode implements Code {
  /** Not a blob. */
  BAD_MAGIC("The file does not begin as a flattened devicetree does."),
  /** A version from before or after those that are known. */
  BAD_VERSION("The blob has a version that cannot be read."),
  /** The file is shorter than the blob says. */
  TRUNCATED("The blob is longer than the file."),
  /** An offset or a length leads outside. */
  BAD_OFFSET("An offset or a length in the blob leads outside of it."),
  /** Tokens in an order that means nothing. */
  BAD_STRUCTURE("The structure of the blob is not well formed."),
  /** Nodes nested too deep. */
  BLOB_TOO_DEEP("The nodes of the blob are nested too deep.");

  private final String meaning;

  DtbCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
