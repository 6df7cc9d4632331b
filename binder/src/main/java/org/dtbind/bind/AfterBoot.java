// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.dtbind.bind.Recovered.Ended;
import org.dtbind.change.FileChange;
import org.dtbind.change.FileRun;
import org.dtbind.change.FilesEntry;
import org.dtbind.change.Journal;
import org.dtbind.change.JournalEntry;
import org.dtbind.kernel.Kernel;

/**
 * What is left of a change that was cut off before the system started: files. Devices, aggregators
 * and nodes are what this boot has made of them.
 *
 * @param kernel of the system
 * @param files all that outlived the boot and may have changed
 * @param changed those whose entry was begun, without the change having been done
 * @param done whether the change had been done
 */
record AfterBoot(Kernel kernel, List<FileChange> files, List<FileChange> changed, boolean done) {

  static AfterBoot of(Kernel kernel, Journal journal, List<JournalEntry> entries) {
    Set<Integer> touched = journal.touched();
    List<FileChange> files = new ArrayList<>();
    List<FileChange> changed = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i) instanceof FilesEntry entry) {
        files.addAll(entry.lasting());
        if (touched.contains(i) && !journal.done()) {
          changed.addAll(entry.lasting());
        }
      }
    }
    return new AfterBoot(kernel, files, changed, journal.done());
  }

  /**
   * Makes the files what they were before, unless the change was done.
   *
   * @param left gets what is not as before, a line each
   * @return which end it has come to
   */
  Ended.Way restore(List<String> left) {
    for (FileChange change : files) {
      kernel.files().removeBegun(change.path()).failure().ifPresent(why -> left.add(why.text()));
    }
    left.addAll(FileRun.undo(kernel, changed));
    if (done) {
      return Ended.Way.FINISHED;
    }
    return changed.isEmpty() ? Ended.Way.OTHER_BOOT : Ended.Way.FILES_UNDONE;
  }
}
