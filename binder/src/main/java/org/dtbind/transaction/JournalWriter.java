// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.transaction;

import java.util.List;
import java.util.Optional;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Files;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Paths;

/** A {@link Journal} that is being written. Only who holds the lock writes one. */
public final class JournalWriter implements AutoCloseable {

  private final Files files;
  private final Files.Appending end;

  private JournalWriter(Files files, Files.Appending end) {
    this.files = files;
    this.end = end;
  }

  /**
   * Begins one: its head is stored as a whole, or not at all.
   *
   * @param kernel of the system
   * @param entries what is going to be changed
   * @return the open journal, or why there is none
   */
  public static Attempt<JournalWriter> begin(Kernel kernel, List<JournalEntry> entries) {
    Files files = kernel.files();
    List<JournalBlock> blocks = entries.stream().map(JournalEntry::block).toList();
    Journal head = new Journal(process(kernel), boot(kernel), blocks, List.of(), false);
    Attempt<JournalWriter> begun =
        files
            .replace(Journal.PATH, head.text())
            .then(stored -> files.append(Journal.PATH))
            .map(end -> new JournalWriter(files, end));
    if (begun.failure().isPresent()) {
      files.remove(Journal.PATH);
    }
    return begun;
  }

  /** This process's number; the JDK's own way to it starts a pool of threads. */
  private static String process(Kernel kernel) {
    return kernel.sysfs().target("/proc/self").value().map(Paths::name).orElse("");
  }

  /**
   * {@return the kernel's number of this boot}
   *
   * @param kernel of the system
   */
  public static Optional<String> boot(Kernel kernel) {
    return kernel.sysfs().text("/proc/sys/kernel/random/boot_id");
  }

  /**
   * Says that a step comes next. Only once that is stored may it be done.
   *
   * @param entry what it changes, from 0
   * @param step one line
   * @return done, or why not
   */
  public Attempt<Nothing> intend(int entry, String step) {
    return end.add(new Journal.Begun(entry, step).line());
  }

  /**
   * Says that all is done and verified: from here on nothing is undone.
   *
   * @return done, or why not
   */
  public Attempt<Nothing> done() {
    return end.add(Journal.DONE + "\n");
  }

  /**
   * Ends it.
   *
   * @return done, or why not
   */
  public Attempt<Nothing> remove() {
    return files.remove(Journal.PATH);
  }

  @Override
  public void close() {
    end.close();
  }
}
