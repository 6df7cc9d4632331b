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
   * Writes an attribute by one write(2) on a descriptor opened write-only: a driver's store
   * function runs once per write and sees nothing but that write's bytes.
   *
   * @param path absolute, as on the target
   * @param content at least one byte
   * @return done, or what the kernel or the driver answered
   */
  Attempt<Nothing> write(String path, Bytes content);

  /**
   * Writes an attribute as {@link #write} does, and reads what it says then.
   *
   * @param path absolute, as on the target
   * @param content at least one byte
   * @return what it says; or what the kernel or the driver answered
   */
  default Attempt<Bytes> writeAndRead(String path, Bytes content) {
    return write(path, content).then(done -> read(path));
  }

  /**
   * Writes an attribute as {@link #write} does, where the kernel may keep the writer waiting for as
   * long as it likes, in a sleep that no signal ends: a process of its own writes, and is left
   * behind once the time is over.
   *
   * @param path absolute, as on the target
   * @param content at least one byte
   * @param limit how long to wait for an answer
   * @return done, or what was answered; ETIMEDOUT where the write is still going on
   */
  default Attempt<Nothing> writeWithin(String path, Bytes content, Duration limit) {
    return write(path, content);
  }

  /**
   * Makes a folder: in configfs, that makes what it stands for.
   *
   * @param path absolute, as on the target
   * @return done, or what the kernel answered: EEXIST where it is there
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
   * {@return the number of a file or folder: sysfs gives none twice while the system is up, not
   * even to one that comes in the place of another; empty where that cannot be known}
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
   * {@return the text of an attribute without white space at its end; empty where it cannot be
   * read}
   *
   * @param path absolute, as on the target
   */
  default Optional<String> text(String path) {
    return read(path).value().map(bytes -> bytes.utf8().stripTrailing());
  }

  /**
   * {@return the names in a folder, sorted; none where it cannot be read}
   *
   * @param path absolute, as on the target
   */
  default List<String> names(String path) {
    return list(path).value().orElse(List.of());
  }
}
