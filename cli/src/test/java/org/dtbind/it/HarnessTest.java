// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dtbind.testing.GivenKernels;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@link HarnessCases}: a case that fails or ends the kernel has no effect on the others. */
@Tag("kernel")
class HarnessTest {

  @TempDir Path temporary;

  @Test
  void failedCaseLeavesNoTraceForTheNext() throws Exception {
    String version = GivenKernels.oldest().orElseThrow();
    GuestProgram guest = new GuestProgram(temporary);
    boolean isComplete = GivenKernels.isComplete();
    Map<String, String> results = new LinkedHashMap<>();
    for (DynamicTest test :
        guest.run(guest.machine(version), HarnessCases.class, isComplete ? "all" : "")) {
      Throwable failure = catchThrowable(() -> test.getExecutable().execute());
      results.put(
          test.getDisplayName().replaceFirst(" on .*", ""),
          failure == null ? "" : failure.getMessage());
    }
    List<String> names =
        new ArrayList<>(
            List.of(
                "first",
                "failing",
                "afterFailing",
                "leavingADriver",
                "leavingAProcess",
                "leavingAMount",
                "leavingAnOpenChip",
                "endingTheKernel",
                "last",
                "allCasesWereTried"));
    if (!isComplete) {
      names.removeAll(HarnessCases.LIKE_AN_OPEN_CHIP);
    }
    assertThat(results.keySet()).containsExactlyElementsOf(names);
    for (String sound : List.of("first", "afterFailing", "last", "allCasesWereTried")) {
      assertThat(results).containsEntry(sound, "");
    }
    assertThat(results.get("failing")).contains("on purpose");
    if (isComplete) {
      assertThat(results.get("leavingADriver")).contains("driver and driver_override");
      assertThat(results.get("leavingAProcess")).contains("processes of the case", "sleep 1000");
      assertThat(results.get("leavingAMount")).contains("[mounts]");
    }
    assertThat(results.get("leavingAnOpenChip")).contains("processes with an open chip");
    assertThat(results.get("endingTheKernel")).contains("the kernel ended: Died");
  }
}
