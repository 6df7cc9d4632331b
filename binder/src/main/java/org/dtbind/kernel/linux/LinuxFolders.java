// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel.linux;

import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Errno;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Operation;
import org.dtbind.kernel.Paths;

/** Creates and synchronizes the folders of dtbind's files. */
final class LinuxFolders {

  /** The mode that allows all users to read a folder, whatever the umask. */
  static final int SEARCHABLE = 0755;

  private LinuxFolders() {}

  /**
   * Synchronizes a folder. A file system that does not support this returns EINVAL; then there is
   * nothing to wait for.
   */
  static Attempt<Nothing> sync(String real, String folder) {
    Attempt<Nothing> synced =
        Descriptor.open(real, folder, Libc.O_RDONLY, 0)
            .then(
                Descriptor.closing(
                    file -> LinuxFiles.check(Libc.fsync(file.number()), file.path())));
    return LinuxFiles.is(synced, Errno.EINVAL) ? Attempt.done() : synced;
  }

  /**
   * Creates missing folders, readable by all users whatever the umask.
   *
   * @param folder the absolute path without the root folder
   */
  static Attempt<Nothing> make(Root root, String folder) {
    Attempt<Nothing> made = Attempt.done();
    for (int end = 1; end > 0 && made.failure().isEmpty(); ) {
      end = folder.indexOf('/', end + 1);
      String part = end < 0 ? folder : folder.substring(0, end);
      made = root.real(part).then(real -> makeFolder(real, part));
    }
    return made;
  }

  private static Attempt<Nothing> syncParent(String real, String folder) {
    String parent = Paths.parent(folder);
    return sync(Paths.parent(real).isEmpty() ? "/" : Paths.parent(real), parent);
  }

  private static Attempt<Nothing> makeFolder(String real, String folder) {
    if (folder.isEmpty()) {
      return Attempt.done();
    }
    int result = Libc.mkdir(Libc.path(real), SEARCHABLE);
    if (result == 0) {
      return LinuxFiles.check(Libc.chmod(Libc.path(real), SEARCHABLE), folder)
          .then(made -> Paths.lasts(folder) ? syncParent(real, folder) : Attempt.done());
    }
    Errno errno = result < 0 ? Libc.errno() : Errno.EEXIST;
    return errno == Errno.EEXIST
        ? Attempt.done()
        : Attempt.failed(Failure.of(Operation.MAKE, folder, errno));
  }
}
