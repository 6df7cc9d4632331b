// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.dtbind.change.journal.Journal;
import org.dtbind.change.result.Recovered.Interrupted;
import org.dtbind.kernel.WritableKernel;

/**
 * Restores the files of a change that was interrupted before the system started. Devices,
 * aggregators and device nodes were set up again at boot, and need no rollback.
 *
 * @param files the files of the change that outlive a boot
 * @param changed those of them that may have been changed, and must be restored
 */
record AfterBoot(
    WritableKernel kernel, List<FileChange> files, List<FileChange> changed, boolean done) {

  static AfterBoot of(WritableKernel kernel, Journal journal, List<ReversibleEntry> entries) {
    Set<Integer> touched = journal.touched();
    List<FileChange> files = new ArrayList<>();
    List<FileChange> changed = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      List<FileChange> lasting = entries.get(i).lasting();
      files.addAll(lasting);
      if (touched.contains(i) && !journal.done()) {
        changed.addAll(lasting);
      }
    }
    return new AfterBoot(kernel, files, changed, journal.done());
  }

  /** Restores the files, unless the change was complete; adds the failures to {@code left}. */
  Interrupted.Way restore(List<String> left) {
    for (FileChange change : files) {
      kernel
          .files()
          .removeUnfinished(change.path())
          .failure()
          .ifPresent(why -> left.add(why.text()));
    }
    left.addAll(FilesChange.restore(kernel, changed));
    if (done) {
      return Interrupted.Way.FINISHED;
    }
    return changed.isEmpty() ? Interrupted.Way.OTHER_BOOT : Interrupted.Way.FILES_UNDONE;
  }
}
