// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.doctor;

import java.util.List;
import org.dtbind.change.result.ExitStatus;

/**
 * What was found on a system.
 *
 * @param findings in the order they were looked at
 * @param exit whether the main job can be done: that lines become a chip of somebody's, by
 *     gpio-aggregator
 */
public record Examination(List<Finding> findings, ExitStatus exit) {
  /** Copies the list. */
  public Examination {
    findings = List.copyOf(findings);
  }
}
