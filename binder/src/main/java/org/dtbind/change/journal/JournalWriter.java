// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change.journal;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Paths;
import org.dtbind.kernel.WritableFiles;
import org.dtbind.kernel.WritableKernel;

/**
 * Writes a {@link Journal}; only the holder of the lock may do so. Before a change modifies files
 * that outlive a boot, its first step is synchronized, so that it is known after a loss of power.
 */
public final class JournalWriter implements AutoCloseable {

  private final WritableFiles files;
  private final String path;
  private final WritableFiles.Appending end;

  private final IdentityHashMap<JournalEntry, Integer> numbers = new IdentityHashMap<>();

  /** The entries whose first step must be synchronized, and has not been written yet. */
  private final Set<JournalEntry> pending = Collections.newSetFromMap(new IdentityHashMap<>());

  private final Set<JournalEntry> touched = Collections.newSetFromMap(new IdentityHashMap<>());

  private JournalWriter(
      WritableFiles files,
      String path,
      WritableFiles.Appending end,
      List<? extends JournalEntry> entries) {
    this.files = files;
    this.path = path;
    this.end = end;
    for (int i = 0; i < entries.size(); i++) {
      numbers.put(entries.get(i), i);
    }
    entries.stream().filter(JournalEntry::lasts).forEach(pending::add);
  }

  /**
   * Begins a journal by writing its head atomically.
   *
   * @param entries the changes
   * @return the open journal, or the reason why there is none
   */
  public static Attempt<JournalWriter> begin(
      WritableKernel kernel, List<? extends JournalEntry> entries) {
    WritableFiles files = kernel.files();
    List<JournalBlock> blocks = entries.stream().map(JournalEntry::block).toList();
    Journal head = new Journal(process(kernel), boot(kernel), blocks, List.of(), false);
    String path = Journal.place(entries);
    Attempt<JournalWriter> writer =
        files
            .replace(path, head.text())
            .then(stored -> syncName(files, path))
            .then(stored -> files.append(path))
            .map(end -> new JournalWriter(files, path, end, entries));
    if (writer.failure().isPresent()) {
      remove(files, path);
    }
    return writer;
  }

  /** The number of this process. {@link ProcessHandle} would start a pool of threads. */
  private static String process(Kernel kernel) {
    return kernel.sysfs().target("/proc/self").value().map(Paths::name).orElse("");
  }

  public static Optional<String> boot(Kernel kernel) {
    return kernel.sysfs().text("/proc/sys/kernel/random/boot_id");
  }

  /**
   * Records the next step, which may only be taken if this succeeds.
   *
   * @param entry the change that takes the step, which must be one of those passed to {@link
   *     #begin}
   * @return done, or the reason why not
   */
  public Attempt<Nothing> intend(JournalEntry entry, String step) {
    int number = Objects.requireNonNull(numbers.get(entry), step);
    touched.add(entry);
    Attempt<Nothing> written = end.add(new Journal.Step(number, step).line());
    // Only the first step of an entry is synchronized: for a rollback, it is sufficient to know
    // that the change has begun.
    return pending.contains(entry)
        ? written.then(added -> end.sync()).map(stored -> stored(entry, stored))
        : written;
  }

  /**
   * {@return whether a step of an entry may have been taken}
   *
   * @param entry one of the entries passed to {@link #begin}
   */
  public boolean touched(JournalEntry entry) {
    return touched.contains(entry);
  }

  /**
   * Records that all steps are taken and verified. From then on, nothing is rolled back, not even
   * if {@link #sync} fails: a killed rollback would be taken for a complete change.
   *
   * @return done, or the reason why this is not recorded
   */
  public Attempt<Nothing> done() {
    return end.add(Journal.DONE + "\n");
  }

  /**
   * Waits until this journal is stored on disk, if it must survive a loss of power.
   *
   * @return done, or the reason why not
   */
  public Attempt<Nothing> sync() {
    return Paths.lasts(path) ? end.sync() : Attempt.done();
  }

  private Nothing stored(JournalEntry entry, Nothing stored) {
    pending.remove(entry);
    return stored;
  }

  /**
   * Removes this journal permanently, even if power is lost.
   *
   * @return done, or the reason why not
   */
  public Attempt<Nothing> remove() {
    return remove(files, path);
  }

  /**
   * Removes a journal permanently, even if power is lost.
   *
   * @param path the absolute path of the journal
   * @return done, or the reason why not
   */
  public static Attempt<Nothing> remove(WritableFiles files, String path) {
    return files.remove(path).then(gone -> syncName(files, path));
  }

  private static Attempt<Nothing> syncName(WritableFiles files, String path) {
    return Paths.lasts(path) ? files.sync(Paths.parent(path)) : Attempt.done();
  }

  @Override
  public void close() {
    end.close();
  }
}
