// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Directories that several test classes use. The first class writes them; tests must not change
 * them.
 */
final class SharedDirectory {

  private static final Path ALL = Checkout.ROOT.resolve("cli/target/shared");

  private SharedDirectory() {}

  /** Writes the content of a directory. */
  @FunctionalInterface
  interface Content {
    void writeTo(Path directory) throws IOException;
  }

  /**
   * Returns a directory.
   *
   * @param name the name of the directory, which must change if its content would
   * @param content writes the directory if it does not exist
   */
  static Path of(String name, Content content) throws IOException {
    Files.createDirectories(ALL);
    Path directory = ALL.resolve(name);
    // Test classes run in several processes.
    try (FileChannel channel =
            FileChannel.open(
                ALL.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      assertThat(lock.isValid()).isTrue();
      if (!Files.exists(directory)) {
        Path incomplete = Files.createTempDirectory(ALL, name);
        content.writeTo(incomplete);
        Files.move(incomplete, directory);
      }
    }
    return directory;
  }
}
