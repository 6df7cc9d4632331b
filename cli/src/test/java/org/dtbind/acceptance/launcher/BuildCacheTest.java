// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.dtbind.acceptance.Checkout;
import org.dtbind.acceptance.Users;
import org.dtbind.testing.Program;
import org.dtbind.testing.Program.Finished;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests the cache directory for builds of read-only checkouts. Security review 12: builds are run.
 */
@Tag("acceptance")
class BuildCacheTest {

  @TempDir private Path work;

  /** Returns the command that runs cache_directory of .ci/toolchain.bash with this home. */
  private static String[] cacheBelow(Path home) {
    return new String[] {
      "env",
      "-u",
      "XDG_CACHE_HOME",
      "HOME=" + home,
      "me=dtbind",
      "bash",
      "-c",
      ". \"$0\" && cache_directory",
      Checkout.ROOT.resolve(".ci/toolchain.bash").toString()
    };
  }

  private Path home() throws IOException {
    return Files.createDirectory(work.resolve("home"));
  }

  private static void makeWorldWritable(Path directory) throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
  }

  private static void assertRefused(Path home) throws IOException {
    assertRefused(home, Program.of(cacheBelow(home)).run());
  }

  private static void assertRefused(Path home, Finished finished) {
    assertThat(finished.status()).as(finished.toString()).isNotZero();
    assertThat(finished.both()).contains("is not used, because ", "set XDG_CACHE_HOME");
    assertThat(home.resolve(".cache/dtbind/build")).doesNotExist();
  }

  @Test
  void ownCacheDirectoryIsUsed() throws IOException {
    Path home = home();
    assertThat(Program.of(cacheBelow(home)).run().succeeded().both())
        .isEqualTo(home + "/.cache/dtbind\n");
  }

  @Test
  void worldWritableCacheDirectoryIsRefused() throws IOException {
    Path home = home();
    makeWorldWritable(Files.createDirectories(home.resolve(".cache/dtbind")));
    assertRefused(home);
  }

  @Test
  void cacheDirectoryOfAnotherUserIsRefused() throws IOException {
    Path home = home();
    Path cache = Files.createDirectory(home.resolve(".cache"));
    if (Users.isRoot()) {
      Users.giveToNobody(cache);
    }
    assertRefused(home, Users.asRoot(cacheBelow(home)).run());
  }

  @Test
  void cacheDirectoryBehindALinkIsRefused() throws IOException {
    Path home = home();
    Path elsewhere = Files.createDirectory(work.resolve("elsewhere"));
    makeWorldWritable(elsewhere);
    Files.createSymbolicLink(home.resolve(".cache"), elsewhere);
    assertRefused(home);
    assertThat(elsewhere.resolve("dtbind")).doesNotExist();
  }

  /** javac and Maven would split a path with a colon, so the build goes to the cache. */
  @Test
  @Tag("long")
  void checkoutPathMayContainAColon() throws IOException {
    CheckoutCopy copy = CheckoutCopy.ofSources(work.resolve("col:on"));
    Path cache = Files.createDirectory(work.resolve("colon-cache"));
    Program version = copy.dtbind("--version").with("XDG_CACHE_HOME", cache.toString());
    assertThat(version.run().succeeded().out()).matches("dtbind [0-9.]+.*\n");
    // The second call does not build again.
    CheckoutCopy.assertPrintedOnlyVersion(version.run());
  }

  @Test
  @Tag("long")
  void readOnlyCheckoutIsBuiltInTheCache() throws IOException {
    Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxr-xr-x"));
    CheckoutCopy copy = CheckoutCopy.ofSources(work.resolve("two"));
    Path cache = Files.createDirectory(work.resolve("cache"));
    if (Users.isRoot()) {
      Users.giveToNobody(cache);
    } else {
      Program.of("chmod", "-R", "a-w", copy.directory().toString()).run().succeeded();
    }
    Program version =
        Users.asNobody(copy.launcher(), "--version").with("XDG_CACHE_HOME", cache.toString());
    Finished built = version.run().succeeded();
    assertThat(built.out()).matches("dtbind [0-9.]+.*\n");
    assertThat(built.err()).contains("building");
    assertThat(copy.app()).doesNotExist();
    CheckoutCopy.assertPrintedOnlyVersion(version.run());
  }
}
