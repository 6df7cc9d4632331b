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
import org.dtbind.testing.PlainChroot;
import org.dtbind.testing.Program;
import org.dtbind.testing.Program.Finished;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that a build runs from any directory, for any owner and any user. */
@Tag("acceptance")
class LauncherPlacesTest {

  @TempDir private static Path work;

  private static CheckoutCopy copy = new CheckoutCopy(Path.of(""));

  /** Tests use a copy, because the checkout may be in a home that other users cannot enter. */
  @BeforeAll
  static void copyTheBuild() throws IOException {
    Checkout.build();
    Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxr-xr-x"));
    copy = CheckoutCopy.built(work.resolve("main"));
  }

  @Test
  void otherUserRunsTheBuildWithoutWriting() throws IOException {
    CheckoutCopy.assertPrintedOnlyVersion(Users.asNobody(copy.launcher(), "--version").run());
  }

  @Test
  void rootIsWarnedAboutABuildOwnedByAnotherUser() throws IOException {
    if (Users.isRoot()) {
      Users.giveToNobody(copy.directory());
    }
    try {
      Finished finished = Users.asRoot(copy.launcher(), "--version").run().succeeded();
      assertThat(finished.err())
          .isEqualTo(
              "dtbind: note: root is running programs from %s, which belongs to uid %s; as root, use an installed package instead\n"
                  .formatted(copy.directory(), Files.getAttribute(copy.directory(), "unix:uid")));
      assertThat(finished.out()).startsWith("dtbind ");
    } finally {
      if (Users.isRoot()) {
        Files.setAttribute(copy.directory(), "unix:uid", 0);
      }
    }
  }

  @Test
  void cdpathHasNoEffect() throws IOException {
    Path other = work.resolve("cdpath");
    Files.createDirectories(other.resolve("main"));
    CheckoutCopy.assertPrintedOnlyVersion(
        Program.of("main/dtbind", "--version").in(work).with("CDPATH", other.toString()).run());
  }

  @Test
  void removedCurrentDirectoryIsReported() throws IOException {
    Path gone = Files.createDirectory(work.resolve("gone"));
    Path program = Path.of("target/dtbind/bin/dtbind").toAbsolutePath();
    Finished result =
        Program.of("dash", "-c", "rmdir \"$PWD\" && exec dash \"$0\" --version", program.toString())
            .in(gone)
            .run();
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("dtbind: the current directory no longer exists");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void installedCopyRunsFromADirectoryWithAColon() throws IOException {
    Path installed = work.resolve("in:stalled");
    Program.of("cp", "-R", Checkout.app().toString(), installed.toString()).run().succeeded();
    String program = installed.resolve("bin/dtbind").toString();
    CheckoutCopy.assertPrintedOnlyVersion(Program.of(program, "--version").run());
    // This command needs all libraries.
    assertThat(Program.of(program, "explain", "null", "--format", "json").run().succeeded().both())
        .contains("dtbind.explain/1");
  }

  /** Java finds no file system for a file in such a directory. */
  @Test
  void sourcesAreCompiledInAChrootWhoseRootIsNotAMountPoint() throws IOException {
    Path root = Files.createDirectory(work.resolve("root"));
    Program.of("cp", "-R", Checkout.app().toString(), root.resolve("app").toString())
        .run()
        .succeeded();
    Files.writeString(root.resolve("a.dts"), "/dts-v1/;\n#include \"a.dtsi\"\n");
    Files.writeString(root.resolve("a.dtsi"), "/ { included; };\n");
    PlainChroot.enter(root, "/app/bin/dtbind", "compile", "/a.dts", "-o", "/a.dtb")
        .without("JAVA_HOME")
        .run()
        .succeeded();
    assertThat(root.resolve("a.dtb")).exists();
  }
}
