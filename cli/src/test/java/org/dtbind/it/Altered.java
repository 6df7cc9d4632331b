// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Errno;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Operation;
import org.dtbind.kernel.WritableSysfs;
import org.dtbind.source.Bytes;

/**
 * A {@link Sysfs} in which some paths are missing and some changes fail.
 *
 * @param sysfs of the kernel
 * @param hidden selects the paths that are missing
 * @param refused is called before each change, may have side effects, and selects the changes that
 *     fail
 */
record Altered(WritableSysfs sysfs, Predicate<String> hidden, Predicate<String> refused)
    implements WritableSysfs {

  /** Returns a sysfs without configfs. */
  static WritableSysfs withoutConfigfs(WritableSysfs sysfs) {
    return new Altered(sysfs, path -> path.startsWith("/sys/kernel/config"), path -> false);
  }

  @Override
  public Attempt<Bytes> read(String path) {
    return sysfs.read(path);
  }

  @Override
  public Attempt<Nothing> write(String path, Bytes content) {
    return refused.test(path) ? failure(Operation.WRITE, path) : sysfs.write(path, content);
  }

  @Override
  public Attempt<Nothing> writeWithin(String path, Bytes content, Duration limit) {
    return refused.test(path)
        ? failure(Operation.WRITE, path)
        : sysfs.writeWithin(path, content, limit);
  }

  @Override
  public Attempt<Nothing> makeDirectory(String path) {
    return refused.test(path) ? failure(Operation.MAKE, path) : sysfs.makeDirectory(path);
  }

  @Override
  public Attempt<Nothing> removeDirectory(String path) {
    return refused.test(path) ? failure(Operation.REMOVE, path) : sysfs.removeDirectory(path);
  }

  private static Attempt<Nothing> failure(Operation operation, String path) {
    return Attempt.failed(Failure.of(operation, path, Errno.EIO));
  }

  @Override
  public Attempt<List<String>> list(String path) {
    return hidden.test(path)
        ? Attempt.failed(Failure.of(Operation.LIST, path, Errno.ENOENT))
        : sysfs.list(path);
  }

  @Override
  public Attempt<String> target(String path) {
    return sysfs.target(path);
  }

  @Override
  public boolean exists(String path) {
    return !hidden.test(path) && sysfs.exists(path);
  }

  @Override
  public OptionalLong inode(String path) {
    return sysfs.inode(path);
  }

  @Override
  public boolean isDirectory(String path) {
    return !hidden.test(path) && sysfs.isDirectory(path);
  }
}
