// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dtbind.acceptance.Checkout;
import org.dtbind.testing.Program;
import org.dtbind.testing.Program.Finished;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that the launcher passes on arguments, streams and exit statuses. */
@Tag("acceptance")
class LauncherTest {

  @TempDir private static Path work;

  @BeforeAll
  static void build() throws IOException {
    Checkout.build();
  }

  @Test
  void secondCallDoesNotRebuild() throws IOException {
    Path stamp = Checkout.app().resolve("stamp");
    BasicFileAttributes before = Files.readAttributes(stamp, BasicFileAttributes.class);
    CheckoutCopy.assertPrintedOnlyVersion(Checkout.dtbind("--version").run());
    BasicFileAttributes after = Files.readAttributes(stamp, BasicFileAttributes.class);
    assertThat(after.lastModifiedTime()).isEqualTo(before.lastModifiedTime());
    assertThat(after.fileKey()).isEqualTo(before.fileKey());
  }

  @Test
  void launcherWorksThroughASymlink() throws IOException {
    Files.createSymbolicLink(work.resolve("link"), Checkout.ROOT.resolve("dtbind"));
    String version = Program.of("./link", "--version").in(work).output();
    String found =
        Checkout.bash("PATH=$PWD:$PATH && cd / && link --version").in(work).run().succeeded().out();
    assertThat(found).isEqualTo(version);
  }

  @Test
  void fileNamesAreRelativeToTheWorkingDirectory() throws IOException {
    Files.writeString(work.resolve("here.dts"), "/dts-v1/;\n/ { };\n");
    Checkout.dtbind("compile", "here.dts", "-o", "here.dtb").in(work).run().succeeded();
    assertThat(work.resolve("here.dtb")).isNotEmptyFile();
  }

  @Test
  void launcherWorksWithoutHome() throws IOException {
    Checkout.dtbind("--version").without("HOME", "XDG_CACHE_HOME").run().succeeded();
  }

  @Test
  void argumentsArePassedUnchanged() throws IOException {
    String name = "/no such/\"file\" $HOME *";
    Finished finished = Checkout.dtbind("compile", name).run();
    assertThat(finished.both()).isEqualTo("dtbind: " + name + ": no such file or directory\n");
  }

  /** The output is larger than a pipe buffer, so writing fails. */
  @Test
  void closedPipeIsNotAnError() throws IOException {
    String properties =
        IntStream.range(0, 20_000)
            .mapToObj(i -> "\tproperty-%d = <%d>;\n".formatted(i, i))
            .collect(Collectors.joining());
    Files.writeString(work.resolve("long.dts"), "/dts-v1/;\n/ {\n" + properties + "};\n");
    Checkout.bash("dtbind compile -O dts long.dts | true; exit \"${PIPESTATUS[0]}\"")
        .in(work)
        .run()
        .quietly();
  }

  @Test
  void fullDiskIsAnError() throws IOException {
    Finished finished = Checkout.bash("dtbind --help > /dev/full").run();
    assertThat(finished.status()).as(finished.toString()).isNotZero();
    assertThat(finished.err()).contains("No space left on device");
  }

  /** script(1) provides the terminal; COLUMNS is not set. */
  @Test
  void tablesFitTheTerminalWidth() throws IOException {
    String wide = Checkout.bash("dtbind " + TABLE_COMMAND).in(Checkout.ROOT).output();
    assertThat(maxLineLength(wide)).as(wide).isGreaterThan(60);
    String narrow = onATerminal(TABLE_COMMAND);
    assertThat(maxLineLength(narrow)).as(narrow).isLessThanOrEqualTo(60);
  }

  private static final String TABLE_COMMAND = "devices -q --tree samples/door/door.dts";

  /** Returns the output of dtbind on a terminal with 60 columns. */
  private static String onATerminal(String arguments) throws IOException {
    String command = "stty cols 60; exec ./dtbind " + arguments;
    return Program.of("script", "-qec", command, "/dev/null")
        .in(Checkout.ROOT)
        .without("COLUMNS")
        .with("NO_COLOR", "1")
        .output()
        .replace("\r", "");
  }

  private static int maxLineLength(String text) {
    List<String> lines = text.lines().toList();
    return lines.stream().mapToInt(String::length).max().orElse(0);
  }
}
