// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel.linux;

import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Errno;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Operation;
import org.dtbind.kernel.Paths;

/** Creates and synchronizes the directories of dtbind's files. */
final class LinuxDirectories {

  /** The mode that allows all users to read a directory, whatever the umask. */
  static final int SEARCHABLE = 0755;

  private LinuxDirectories() {}

  /**
   * Synchronizes a directory. A file system that does not support this returns EINVAL; then there
   * is nothing to wait for.
   */
  static Attempt<Nothing> sync(String real, String directory) {
    Attempt<Nothing> synced =
        Descriptor.open(real, directory, Libc.O_RDONLY, 0)
            .then(
                Descriptor.closing(
                    file -> LinuxFiles.check(Libc.fsync(file.number()), file.path())));
    return LinuxFiles.failed(synced, Errno.EINVAL) ? Attempt.done() : synced;
  }

  /**
   * Creates missing directories, readable by all users whatever the umask.
   *
   * @param directory the absolute path without the root directory
   */
  static Attempt<Nothing> make(Root root, String directory) {
    Attempt<Nothing> made = Attempt.done();
    for (int end = 1; end > 0 && made.failure().isEmpty(); ) {
      end = directory.indexOf('/', end + 1);
      String part = end < 0 ? directory : directory.substring(0, end);
      made = root.real(part).then(real -> makeDirectory(real, part));
    }
    return made;
  }

  private static Attempt<Nothing> syncParent(String real, String directory) {
    String parent = Paths.parent(directory);
    return sync(Paths.parent(real).isEmpty() ? "/" : Paths.parent(real), parent);
  }

  private static Attempt<Nothing> makeDirectory(String real, String directory) {
    if (directory.isEmpty()) {
      return Attempt.done();
    }
    int result = Libc.mkdir(Libc.path(real), SEARCHABLE);
    if (result == 0) {
      return LinuxFiles.check(Libc.chmod(Libc.path(real), SEARCHABLE), directory)
          .then(made -> Paths.lasts(directory) ? syncParent(real, directory) : Attempt.done());
    }
    Errno errno = result < 0 ? Libc.errno() : Errno.EEXIST;
    return errno == Errno.EEXIST
        ? Attempt.done()
        : Attempt.failed(Failure.of(Operation.MAKE, directory, errno));
  }
}
