// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.dtbind.source.Bytes;

/**
 * The attributes, directories and links of sysfs, configfs, debugfs and procfs. All paths are
 * absolute in the system that dtbind works on; an implementation prepends the system's root
 * directory.
 */
public interface Sysfs {

  /**
   * The largest attribute that is read, in bytes. Attributes of sysfs have at most a page, but a
   * devicetree property may be longer.
   */
  int MAX_ATTRIBUTE = 1 << 20;

  /**
   * {@return all bytes of an attribute, at most {@link #MAX_ATTRIBUTE}}
   *
   * @param path the absolute path
   */
  Attempt<Bytes> read(String path);

  /**
   * {@return the names in a directory, sorted}
   *
   * @param path the absolute path of the directory
   */
  Attempt<List<String>> list(String path);

  /**
   * {@return the absolute path to which a symbolic link leads}
   *
   * @param path the absolute path of the link, whose parent directories are not links
   */
  Attempt<String> target(String path);

  /**
   * {@return whether a file, directory or link exists}
   *
   * @param path the absolute path
   */
  boolean exists(String path);

  /**
   * {@return the inode number of a file or directory; empty if it is not known. Sysfs does not
   * reuse inode numbers until the next boot}
   *
   * @param path the absolute path
   */
  OptionalLong inode(String path);

  /**
   * {@return whether a directory exists; false for a link to a directory}
   *
   * @param path the absolute path
   */
  boolean isDirectory(String path);

  /**
   * {@return the text of an attribute without trailing white space; empty if it cannot be read}
   *
   * @param path the absolute path
   */
  default Optional<String> text(String path) {
    return read(path).value().map(bytes -> bytes.utf8().stripTrailing());
  }

  /**
   * {@return the names in a directory, sorted; none if it cannot be read}
   *
   * @param path the absolute path of the directory
   */
  default List<String> names(String path) {
    return list(path).value().orElse(List.of());
  }
}
