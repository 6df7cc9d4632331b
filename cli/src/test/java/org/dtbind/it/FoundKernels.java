// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import org.dtbind.sandbox.KernelSearch;
import org.dtbind.sandbox.Kernels;
import org.dtbind.sandbox.Sandbox;
import org.dtbind.testing.GivenKernels;

/** Finds {@link GivenKernels} in the form in which a sandbox boots them. */
final class FoundKernels {

  private FoundKernels() {}

  /** Returns the kernels; their root file systems are in the cache of the user. */
  static Kernels in(Sandbox sandbox) {
    return new Kernels(GivenKernels.directory(), GivenKernels.cache(), sandbox, Redirect.INHERIT);
  }

  /**
   * Returns the kernel of a version, which must exist.
   *
   * @param kernels in which to search
   * @param version as {@link GivenKernels#versions()} names it
   * @throws IOException if the kernel cannot be read or unpacked
   * @throws InterruptedException if the thread is interrupted
   */
  static KernelSearch.Found found(Kernels kernels, String version)
      throws IOException, InterruptedException {
    KernelSearch search = kernels.find(version, Kernels.Build.KNOWN);
    assertThat(search).isInstanceOf(KernelSearch.Found.class);
    return (KernelSearch.Found) search;
  }

  /** {@return {@link GivenKernels#versions}; none if DTBIND_KERNELS is not set} */
  static List<String> versions() throws IOException {
    return GivenKernels.directory().isEmpty() ? List.of() : GivenKernels.versions();
  }

  /** {@return {@link GivenKernels#newest}; none if DTBIND_KERNELS is not set} */
  static List<String> newest() throws IOException {
    return GivenKernels.directory().isEmpty() ? List.of() : GivenKernels.newest().stream().toList();
  }

  /** {@return {@link GivenKernels#complete}; none if DTBIND_KERNELS is not set} */
  static List<String> complete() throws IOException {
    return GivenKernels.directory().isEmpty() ? List.of() : GivenKernels.complete();
  }
}
