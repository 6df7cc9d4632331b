// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel.linux;

import com.sun.jna.NativeLong;
import java.nio.charset.StandardCharsets;
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
 * @param root put before every path; empty for the running system's own
 */
record LinuxLock(String root) implements Lock {

  private static final int LONGEST = 64;

  @Override
  public Attempt<Held> take(String path) {
    return LinuxFiles.makeFolders(root, Paths.parent(path))
        .then(made -> Descriptor.open(root + path, path, Libc.O_RDWR | Libc.O_CREAT))
        .then(LinuxLock::take);
  }

  private static Attempt<Held> take(Descriptor file) {
    if (Libc.flock(file.number(), Libc.LOCK_EX | Libc.LOCK_NB) < 0) {
      Errno errno = Libc.errno();
      file.close();
      return Attempt.failed(
          errno == Errno.EAGAIN
              ? new Failure.Busy(Operation.LOCK, file.path(), errno)
              : Failure.of(Operation.LOCK, file.path(), errno));
    }
    String holder = "process " + ProcessHandle.current().pid() + "\n";
    if (Libc.ftruncate(file.number(), new NativeLong(0)) == 0) {
      // Who holds it is a courtesy; the lock is ours whether or not this is written.
      file.writeOnce(Bytes.wrap(holder.getBytes(StandardCharsets.US_ASCII)));
    }
    return Attempt.done(file::close);
  }

  @Override
  public String holder(String path) {
    return Descriptor.open(root + path, path, Libc.O_RDONLY)
        .then(
            file -> {
              try (file) {
                return file.readAll(LONGEST);
              }
            })
        .value()
        .map(bytes -> bytes.utf8().strip())
        .orElse("");
  }
}
