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
 * Locks by flock(2), which the JDK's own file locks, being fcntl(2) ones, do not see.
 *
 * @param root where the system's files are
 */
record LinuxLock(Root root) implements Lock {

  private static final int LONGEST = 64;

  private static final int FLAGS = Libc.O_RDWR | Libc.O_CREAT | Libc.O_NOFOLLOW;

  /** Whoever may open the file, if only to read it, may lock it and keep others waiting. */
  private static final int OWNER_ONLY = 0600;

  @Override
  public Attempt<Held> take(String path) {
    return LinuxFolders.make(root, Paths.parent(path))
        .then(made -> root.realLink(path))
        .then(real -> Descriptor.open(real, path, FLAGS, OWNER_ONLY))
        .then(LinuxLock::take);
  }

  private static Attempt<Held> take(Descriptor file) {
    // One that was made by other means may be open to all; where it is not ours, that stays so.
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
      // Who holds it is a courtesy; the lock is ours whether or not this is written.
      file.writeOnce(Bytes.utf8(holder));
    }
    return Attempt.done(() -> release(file));
  }

  /**
   * Emptied while it is still held: the number of a process that has ended may become another's.
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
