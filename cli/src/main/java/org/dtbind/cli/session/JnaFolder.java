// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dtbind.source.FileName;

/**
 * Where JNA unpacks its library and loads it from, where no start script has unpacked it before: by
 * itself it takes {@code $XDG_CACHE_HOME/JNA}, whoever that belongs to.
 */
public final class JnaFolder {

  private static final String PROPERTY = "jna.tmpdir";

  private JnaFolder() {}

  /**
   * Has JNA use a folder that only this user and root can write. It has to be called before JNA is
   * loaded; once it is chosen, or where the user has named one, that holds for the process.
   */
  public static void choose(Session session) {
    if (System.getProperty(PROPERTY) == null) {
      System.setProperty(PROPERTY, FileName.text(folder(session)));
    }
  }

  private static Path folder(Session session) {
    try {
      return Files.createDirectories(CacheFolder.of(session).resolve("jna"));
    } catch (IOException e) {
      return temporary();
    }
  }

  private static Path temporary() {
    try {
      Path folder = Files.createTempDirectory("dtbind-jna-");
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
