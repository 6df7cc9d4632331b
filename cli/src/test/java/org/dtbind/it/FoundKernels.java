// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import org.dtbind.sandbox.KernelSearch;
import org.dtbind.sandbox.Kernels;
import org.dtbind.sandbox.Sandbox;
import org.dtbind.testing.GivenKernels;

/** {@link GivenKernels}, as a sandbox boots them. */
final class FoundKernels {

  private FoundKernels() {}

  /** Returns them; root file systems are in the user's own cache. */
  static Kernels in(Sandbox sandbox) {
    return new Kernels(GivenKernels.folder(), GivenKernels.cache(), sandbox, Redirect.INHERIT);
  }

  /**
   * Returns the one of a version, which has to be there.
   *
   * @param kernels to look in
   * @param version as {@link GivenKernels#versions()} has it
   * @throws IOException where it cannot be read or unpacked
   * @throws InterruptedException where the thread is told to stop
   */
  static KernelSearch.Found found(Kernels kernels, String version)
      throws IOException, InterruptedException {
    KernelSearch search = kernels.find(version);
    assertThat(search).isInstanceOf(KernelSearch.Found.class);
    return (KernelSearch.Found) search;
  }
}
