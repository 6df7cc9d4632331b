// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.change.FileChange;
import org.dtbind.change.FileState;
import org.dtbind.change.FileState.Text;
import org.dtbind.export.Artefact;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Files;

/**
 * Plans the files to write or remove so that devices or aggregators are restored at boot, or no
 * longer are; {@link SharedBootFiles} plans the removal of files that several of them share.
 *
 * @param unit the systemd unit that restores them
 */
public record BootFiles(Files files, BootUnit unit) {

  /**
   * {@return the changes that write those files that are missing or have another content}
   *
   * @param wanted the files, in the order in which they are written
   */
  public static Attempt<List<FileChange>> of(Files files, List<Artefact> wanted) {
    Attempt<List<FileChange>> changes = Attempt.done(new ArrayList<>());
    for (Artefact file : wanted) {
      FileState state = new Text(file.content().utf8(), file.executable());
      changes = add(files, changes, "/" + file.path(), state, file.purpose());
    }
    return changes;
  }

  private static Attempt<List<FileChange>> add(
      Files files,
      Attempt<List<FileChange>> changes,
      String path,
      FileState wanted,
      String purpose) {
    return changes.then(
        all ->
            FileState.of(files, path)
                .map(
                    now -> {
                      if (!now.equals(Optional.of(wanted))) {
                        all.add(new FileChange(path, now, Optional.of(wanted), purpose));
                      }
                      return all;
                    }));
  }

  /**
   * {@return the changes that write the files, and the link that enables the unit}
   *
   * <p>An existing link is not replaced, because systemctl writes an equivalent one with another
   * target.
   *
   * @param wanted the files of one device or aggregator, and the shared files
   */
  public Attempt<List<FileChange>> written(List<Artefact> wanted) {
    Attempt<List<FileChange>> changes = of(files, wanted);
    return files.linked(unit.link()).isPresent()
        ? changes
        : add(files, changes, unit.link(), unit.enabled(), "enables the unit");
  }

  /** {@return the change that removes a file or link; empty if there is none} */
  public Optional<FileChange> removed(String path, String purpose) {
    return FileChange.to(files, path, Optional.empty(), purpose);
  }
}
