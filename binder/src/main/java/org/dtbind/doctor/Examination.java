// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.doctor;

import java.util.List;
import org.dtbind.change.result.ExitStatus;

/**
 * The findings on a system.
 *
 * @param findings in the order of the examination
 * @param exit whether the main task is possible: creating GPIO chips of selected lines with
 *     gpio-aggregator
 */
public record Examination(List<Finding> findings, ExitStatus exit) {
  /** Copies the list. */
  public Examination {
    findings = List.copyOf(findings);
  }
}
