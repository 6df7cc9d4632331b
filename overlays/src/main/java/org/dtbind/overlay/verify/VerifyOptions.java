// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify;

import java.util.Optional;
import org.dtbind.linux.TargetKernel;
import org.dtbind.overlay.verify.findings.BindingCheck;

/**
 * The checks of a verification.
 *
 * @param kernel what is known about the kernel that boots
 * @param bindings the binding documents to check against, if any
 */
public record VerifyOptions(TargetKernel kernel, Optional<BindingCheck> bindings) {

  /** For any kernel, without binding documents. */
  public static final VerifyOptions DEFAULT = new VerifyOptions(TargetKernel.ANY, Optional.empty());
}
