// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.source.Bytes;

/** The attributes, folders and links of sysfs, configfs, debugfs and procfs. */
public interface Sysfs {

  /** Longest attribute that is read; sysfs gives a page, a devicetree property may be longer. */
  int MAX_ATTRIBUTE = 1 << 20;

  /**
   * {@return all bytes of an attribute, at most {@link #MAX_ATTRIBUTE}}
   *
   * @param path absolute, as on the target
   */
  Attempt<Bytes> read(String path);

  /**
   * Writes an attribute with one write(2) on a descriptor opened write-only: a driver's store
   * function runs once per write and sees only that write's bytes.
   *
   * @param path absolute, as on the target
   * @param content at least one byte
   * @return done, or the answer of the kernel or driver
   */
  Attempt<Nothing> write(String path, Bytes content);

  /**
   * Writes an attribute as {@link #write} does, and reads it back.
   *
   * @param path absolute, as on the target
   * @param content at least one byte
   * @return the value read; or the answer of the kernel or driver
   */
  default Attempt<Bytes> writeAndRead(String path, Bytes content) {
    return write(path, content).then(done -> read(path));
  }

  /**
   * Writes an attribute as {@link #write} does if the kernel may delay the writer indefinitely, in
   * a sleep that no signal ends: a separate process writes, and is left behind when the time is
   * over.
   *
   * @param path absolute, as on the target
   * @param content at least one byte
   * @param limit how long to wait for an answer
   * @return done, or the answer; ETIMEDOUT if the write is still running
   */
  default Attempt<Nothing> writeWithin(String path, Bytes content, Duration limit) {
    return write(path, content);
  }

  /**
   * Creates a folder: in configfs, this creates the object that it represents.
   *
   * @param path absolute, as on the target
   * @return done, or the kernel's answer: EEXIST if it exists
   */
  Attempt<Nothing> makeFolder(String path);

  /**
   * Removes a folder: in configfs, with the attributes that the kernel has put into it.
   *
   * @param path absolute, as on the target
   * @return done, or what the kernel answered
   */
  Attempt<Nothing> removeFolder(String path);

  /**
   * {@return the names in a folder, sorted}
   *
   * @param path absolute, as on the target
   */
  Attempt<List<String>> list(String path);

  /**
   * {@return where a link leads, absolute, as on the target}
   *
   * @param path absolute, with no link before its last name
   */
  Attempt<String> target(String path);

  /**
   * {@return whether a file, folder or link is there}
   *
   * @param path absolute, as on the target
   */
  boolean exists(String path);

  /**
   * {@return the inode number of a file or folder: sysfs never reuses one while the system is up;
   * empty if not known}
   *
   * @param path absolute, as on the target
   */
  OptionalLong inode(String path);

  /**
   * {@return whether a folder is there, not a link to one}
   *
   * @param path absolute, as on the target
   */
  boolean isFolder(String path);

  /**
   * {@return the text of an attribute without white space at its end; empty if it cannot be read}
   *
   * @param path absolute, as on the target
   */
  default Optional<String> text(String path) {
    return read(path).value().map(bytes -> bytes.utf8().stripTrailing());
  }

  /**
   * {@return the names in a folder, sorted; none if it cannot be read}
   *
   * @param path absolute, as on the target
   */
  default List<String> names(String path) {
    return list(path).value().orElse(List.of());
  }
}
