// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dtbind.source.FileName;

/**
 * The directory to which JNA unpacks its native library, unless a start script already unpacked it.
 * By default, JNA uses {@code $XDG_CACHE_HOME/JNA} without checking the owner.
 */
public final class JnaDirectory {

  private static final String PROPERTY = "jna.tmpdir";

  private JnaDirectory() {}

  /**
   * Makes JNA use a directory to which only this user and root can write. Call this before JNA is
   * loaded. The first choice holds for the process; a directory that the user set takes precedence.
   */
  public static void choose(Environment environment) {
    if (System.getProperty(PROPERTY) == null) {
      System.setProperty(PROPERTY, FileName.text(directory(environment)));
    }
  }

  private static Path directory(Environment environment) {
    try {
      return Files.createDirectories(CacheDirectory.of(environment).resolve("jna"));
    } catch (IOException e) {
      return temporary();
    }
  }

  private static Path temporary() {
    try {
      Path directory = Files.createTempDirectory("dtbind-jna-");
      directory.toFile().deleteOnExit();
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
