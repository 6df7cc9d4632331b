// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

/**
 * A test case that runs inside a kernel.
 *
 * @param name in the style of a test method
 * @param body throws an exception if the case fails
 */
record Case(String name, Body body) {

  /** The code of a case. */
  interface Body {
    /**
     * Runs the case.
     *
     * @throws Exception if the case fails
     */
    void run() throws Exception;
  }
}
