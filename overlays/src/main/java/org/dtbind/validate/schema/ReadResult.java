// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.schema;

import java.util.List;

/**
 * What has been read.
 *
 * @param documents the good ones
 * @param problems with the others
 */
public record ReadResult(Documents documents, List<Problem> problems) {

  /**
   * What is wrong with a document, which is then left out.
   *
   * @param file that it is in
   * @param text what is wrong
   */
  public record Problem(String file, String text) {}
}
