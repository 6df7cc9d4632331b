// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.doctor;

import java.util.List;
import org.dtbind.change.result.ExitStatus;

/**
 * The findings on a system.
 *
 * @param findings the findings, in the order of the examination
 * @param exit whether the main task is possible, which is to create GPIO chips of selected lines
 *     with gpio-aggregator: {@link ExitStatus#DONE}, {@link ExitStatus#UNAVAILABLE} or {@link
 *     ExitStatus#NOT_PERMITTED}
 */
public record Examination(List<DoctorFinding> findings, ExitStatus exit) {
  /** Copies the list. */
  public Examination {
    findings = List.copyOf(findings);
  }
}
