// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.source.Bytes;
import org.dtbind.spec.Access;

/** Writes and removes regular files and links, and sets the owners of files. */
public interface WritableFiles extends Files {

  /**
   * Replaces a file as {@link #replace(String, Bytes, boolean)} does. The new file is readable only
   * by its creator until its final owner is set.
   *
   * @param path the absolute path
   * @param owner the final user, group and mode
   * @return done, or the failure, which is ENOENT also if there is no such account
   */
  Attempt<Nothing> replace(String path, Bytes content, Access owner);

  /**
   * Replaces a file atomically: a reader sees either the old or the new content, never a part.
   * Creates missing directories. The file is readable by all, whatever the umask. When this method
   * returns, the content and new directories are stored on disk; the name of the file is stored
   * only after {@link #sync}.
   *
   * @param path the absolute path
   * @param executable whether the file is a program
   * @return done, or the failure
   */
  Attempt<Nothing> replace(String path, Bytes content, boolean executable);

  /**
   * Replaces a text file as {@link #replace(String, Bytes, boolean)} does, but readable only by its
   * owner.
   *
   * @param path the absolute path
   * @param content the complete content, which is written in UTF-8
   * @return done, or the failure
   */
  Attempt<Nothing> replacePrivately(String path, String content);

  /**
   * Replaces a text file as {@link #replace(String, Bytes, boolean)} does.
   *
   * @param path the absolute path
   * @param content the complete content, which is written in UTF-8
   * @return done, or the failure
   */
  default Attempt<Nothing> replace(String path, String content) {
    return replace(path, Bytes.utf8(content), false);
  }

  /**
   * Creates a symbolic link atomically. Replaces an existing file or link, and creates missing
   * directories.
   *
   * @param path the absolute path of the link
   * @return done, or the failure
   */
  Attempt<Nothing> link(String path, String target);

  /**
   * Sets the owner, group and mode of a device node; empty parts stay unchanged. With a mode,
   * removes the node's access control list, whose mask the group's permissions would otherwise be.
   * Never use this for attributes of sysfs, because the kernel does not keep their owners.
   *
   * @param path the absolute path
   * @param ownership the owner, group and mode
   * @return done, or the failure, which is ENOENT also if there is no such account
   */
  Attempt<Nothing> give(String path, Access ownership);

  /**
   * Sets the security context of a device node according to the SELinux policy, with restorecon(8).
   *
   * @param path the absolute path
   * @return done, also if restorecon is not installed; or the failure
   */
  Attempt<Nothing> restoreLabel(String path);

  /**
   * Opens an existing file for appending.
   *
   * @param path the absolute path
   * @return the open file, or the failure
   */
  Attempt<Appending> append(String path);

  /** A file that is open for appending. */
  interface Appending extends AutoCloseable {

    /**
     * Appends text. The text survives the end of this program; only after {@link #sync} does it
     * also survive a loss of power.
     *
     * @param text the text, which is written in UTF-8
     * @return done, or the failure; the file may then contain a part of the text
     */
    Attempt<Nothing> add(String text);

    /**
     * Waits until all appended text is stored on disk.
     *
     * @return done, or the failure
     */
    Attempt<Nothing> sync();

    /** Closes the file. */
    @Override
    void close();
  }

  /**
   * Removes a file. Only after {@link #sync} does the removal survive a loss of power.
   *
   * @param path the absolute path
   * @return done, also if the file did not exist; or the failure
   */
  Attempt<Nothing> remove(String path);

  /**
   * Waits until the names in a directory are stored on disk. Until then, a loss of power may undo
   * the creation, removal or replacement of files and links in it.
   *
   * @param directory the absolute path of the directory
   * @return done, also if there is no such directory; or the failure
   */
  Attempt<Nothing> sync(String directory);

  /**
   * Removes the unfinished file that a killed run left while it replaced a file. The unfinished
   * file is in the same directory, and its name begins with a dot. Call this only while holding the
   * lock.
   *
   * @param path the absolute path of the file to be replaced
   * @return done, also if there was none; or the failure
   */
  Attempt<Nothing> removeUnfinished(String path);
}
