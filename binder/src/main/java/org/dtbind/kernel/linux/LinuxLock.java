// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel.linux;

import com.sun.jna.NativeLong;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Errno;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Lock;
import org.dtbind.kernel.Operation;
import org.dtbind.kernel.Paths;
import org.dtbind.source.Bytes;

/**
 * Locks files with flock(2). The JDK has only fcntl(2) locks, which do not interact with it.
 *
 * @param root the root directory of the system
 */
record LinuxLock(Root root) implements Lock {

  private static final int LONGEST = 64;

  private static final int FLAGS = Libc.O_RDWR | Libc.O_CREAT | Libc.O_NOFOLLOW;

  /** A user who could open the file, even only for reading, could lock it and block others. */
  private static final int OWNER_ONLY = 0600;

  @Override
  public Attempt<Held> take(String path) {
    return LinuxDirectories.make(root, Paths.parent(path))
        .then(made -> root.realLink(path))
        .then(real -> Descriptor.open(real, path, FLAGS, OWNER_ONLY))
        .then(LinuxLock::take);
  }

  private static Attempt<Held> take(Descriptor file) {
    // Another program may have created the file readable by all. If the file belongs to another
    // user, fchmod() fails, and the mode stays.
    Libc.fchmod(file.number(), OWNER_ONLY);
    if (Libc.flock(file.number(), Libc.LOCK_EX | Libc.LOCK_NB) < 0) {
      Errno errno = Libc.errno();
      file.close();
      return Attempt.failed(
          errno == Errno.EAGAIN
              ? new Failure.Busy(Operation.LOCK, file.path(), errno)
              : Failure.of(Operation.LOCK, file.path(), errno));
    }
    String holder = "process " + Libc.getpid() + "\n";
    if (Libc.ftruncate(file.number(), new NativeLong(0)) == 0) {
      // The number of the holder only informs users; the lock is held even if this write fails.
      file.writeOnce(Bytes.utf8(holder));
    }
    return Attempt.done(() -> release(file));
  }

  /**
   * Empties the file before the lock is released, because another process may get the number of
   * this process after it has ended.
   */
  private static void release(Descriptor file) {
    try (file) {
      Libc.ftruncate(file.number(), new NativeLong(0));
    }
  }

  @Override
  public String holder(String path) {
    return root.open(path, Libc.O_RDONLY)
        .then(Descriptor.closing(file -> file.readAll(LONGEST)))
        .value()
        .map(bytes -> bytes.utf8().strip())
        .orElse("");
  }
}
