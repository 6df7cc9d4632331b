// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import java.util.List;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Errno;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Operation;
import org.dtbind.kernel.Sysfs;
import org.dtbind.source.Bytes;

/** The real kernel, but for one write that it is not asked to do. */
record Refusing(Sysfs sysfs, String refused) implements Sysfs {
  @Override
  public Attempt<Bytes> read(String path) {
    return sysfs.read(path);
  }

  @Override
  public Attempt<Attempt.Nothing> write(String path, Bytes content) {
    return path.endsWith(refused)
        ? Attempt.failed(Failure.of(Operation.WRITE, path, Errno.EIO))
        : sysfs.write(path, content);
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
  public boolean isFolder(String path) {
    return sysfs.isFolder(path);
  }
}
