// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.dtbind.testing.GivenKernels;
import org.dtbind.testing.Program;

/**
 * A tar archive of a minimal Debian system, in the user's cache.
 *
 * @param file the archive
 */
public record DebianArchive(Path file) {

  /**
   * Returns the archive, and creates it if it is not in the cache.
   *
   * @param name the start of the file name
   * @param architecture the Debian name of the architecture
   * @param included packages to include, separated by commas
   * @param suite such as bookworm
   */
  public static DebianArchive of(String name, String architecture, String included, String suite)
      throws IOException {
    String contents = included + (suite.equals("bookworm") ? "" : suite);
    Path cache = Files.createDirectories(GivenKernels.cache());
    Path file = cache.resolve(name + "-" + digest(contents) + ".tar");
    if (!Files.exists(file)) {
      String incomplete = file + ".new";
      Program mmdebstrap =
          Program.of("mmdebstrap", "--mode=root", "--architectures=" + architecture)
              .and("--variant=minbase", "--include=" + included, "--format=tar")
              .and(suite, incomplete)
              .within(Duration.ofMinutes(30));
      if (mmdebstrap.run().status() != 0) {
        // Try again without the updates, whose mirror may be changing right now.
        mmdebstrap.and("deb http://deb.debian.org/debian " + suite + " main").output();
      }
      Files.move(Path.of(incomplete), file);
    }
    return new DebianArchive(file);
  }

  private static String digest(String text) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha256.digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Unpacks the archive without device nodes into a directory, which is created. */
  public void unpack(Path directory) throws IOException {
    Files.createDirectories(directory);
    Program.of("tar", "-xf", file.toString(), "-C", directory.toString(), "--numeric-owner")
        .and("--exclude=./dev/*")
        .output();
  }
}
