// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.schema;

import java.util.List;

/**
 * The result of reading documents.
 *
 * @param problems the problems with documents that cannot be used
 */
public record ReadResult(Documents documents, List<Problem> problems) {

  /**
   * A problem with a document, which is therefore ignored. {@code SchemaSet} has a record of its
   * own for users of the library, to which this package does not belong.
   */
  public record Problem(String file, boolean isRead, String reason) {

    static Problem of(String file, String reason) {
      return new Problem(file, true, reason);
    }
  }
}
