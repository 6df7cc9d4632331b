// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

/**
 * One thing to try.
 *
 * @param name a sentence
 * @param body throws where it is not so
 */
record Case(String name, Body body) {

  /** What is tried. */
  interface Body {
    /**
     * Tries it.
     *
     * @throws Exception where it is not so
     */
    void run() throws Exception;
  }
}
