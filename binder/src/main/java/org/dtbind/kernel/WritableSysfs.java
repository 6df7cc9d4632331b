// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

import java.time.Duration;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.source.Bytes;

/** Writes attributes, and creates and removes directories. */
public interface WritableSysfs extends Sysfs {

  /**
   * Writes an attribute with one write(2) on a descriptor that was opened write-only, because the
   * store function of a driver runs once for each write and receives only the bytes of that write.
   *
   * @param path the absolute path
   * @param content at least one byte
   * @return done, or the failure that the kernel or driver returned
   */
  Attempt<Nothing> write(String path, Bytes content);

  /**
   * Writes an attribute as {@link #write} does, and reads it back.
   *
   * @param path the absolute path
   * @param content at least one byte
   * @return the value that was read, or the failure that the kernel or driver returned
   */
  default Attempt<Bytes> writeAndRead(String path, Bytes content) {
    return write(path, content).then(done -> read(path));
  }

  /**
   * Writes an attribute as {@link #write} does, if the kernel may block the writer indefinitely in
   * an uninterruptible sleep. A separate process writes, and is left behind when the time limit is
   * reached.
   *
   * @param path the absolute path
   * @param content at least one byte
   * @param limit how long to wait for the write
   * @return done, or the failure, which is ETIMEDOUT if the write is still running
   */
  default Attempt<Nothing> writeWithin(String path, Bytes content, Duration limit) {
    return write(path, content);
  }

  /**
   * Creates a directory. In configfs, this creates the object that the directory represents.
   *
   * @param path the absolute path
   * @return done, or the failure, which is EEXIST if the directory exists
   */
  Attempt<Nothing> makeDirectory(String path);

  /**
   * Removes a directory. In configfs, this also removes the attributes that the kernel created in
   * it.
   *
   * @param path the absolute path
   * @return done, or the failure
   */
  Attempt<Nothing> removeDirectory(String path);
}
