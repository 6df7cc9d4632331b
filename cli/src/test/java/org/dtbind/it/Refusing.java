// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Errno;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Operation;
import org.dtbind.kernel.WritableSysfs;
import org.dtbind.source.Bytes;

/**
 * The sysfs of the real kernel, except for one write.
 *
 * @param disturbed the end of the path of that write
 * @param answer is called before the write; returns the error, or empty to do the write
 */
record Refusing(WritableSysfs sysfs, String disturbed, Supplier<Optional<Errno>> answer)
    implements WritableSysfs {

  /** Makes the write fail with EIO. */
  Refusing(WritableSysfs sysfs, String refused) {
    this(sysfs, refused, () -> Optional.of(Errno.EIO));
  }

  /** Runs {@code happens} before the write. */
  static Refusing after(WritableSysfs sysfs, String disturbed, Runnable happens) {
    return new Refusing(
        sysfs,
        disturbed,
        () -> {
          happens.run();
          return Optional.empty();
        });
  }

  @Override
  public Attempt<Bytes> read(String path) {
    return sysfs.read(path);
  }

  @Override
  public Attempt<Attempt.Nothing> write(String path, Bytes content) {
    Optional<Errno> errno = path.endsWith(disturbed) ? answer.get() : Optional.empty();
    return errno.isPresent()
        ? Attempt.failed(Failure.of(Operation.WRITE, path, errno.get()))
        : sysfs.write(path, content);
  }

  @Override
  public Attempt<Attempt.Nothing> makeDirectory(String path) {
    return sysfs.makeDirectory(path);
  }

  @Override
  public Attempt<Attempt.Nothing> removeDirectory(String path) {
    return sysfs.removeDirectory(path);
  }

  @Override
  public Attempt<List<String>> list(String path) {
    return sysfs.list(path);
  }

  @Override
  public Attempt<String> target(String path) {
    return sysfs.target(path);
  }

  @Override
  public boolean exists(String path) {
    return sysfs.exists(path);
  }

  @Override
  public OptionalLong inode(String path) {
    return sysfs.inode(path);
  }

  @Override
  public boolean isDirectory(String path) {
    return sysfs.isDirectory(path);
  }
}
