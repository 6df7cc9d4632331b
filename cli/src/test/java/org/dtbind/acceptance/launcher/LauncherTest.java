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

/** The launcher passes arguments, streams and statuses on, wherever it is called. */
@Tag("acceptance")
class LauncherTest {

  @TempDir private static Path work;

  @BeforeAll
  static void build() throws IOException {
    Checkout.build();
  }

  @Test
  void aSecondVersionBuildsNothing() throws IOException {
    Path stamp = Checkout.app().resolve("stamp");
    BasicFileAttributes before = Files.readAttributes(stamp, BasicFileAttributes.class);
    CheckoutCopy.printedTheVersionAlone(Checkout.dtbind("--version").run());
    BasicFileAttributes after = Files.readAttributes(stamp, BasicFileAttributes.class);
    assertThat(after.lastModifiedTime()).isEqualTo(before.lastModifiedTime());
    assertThat(after.fileKey()).isEqualTo(before.fileKey());
  }

  @Test
  void itWorksThroughALinkFromAnotherFolder() throws IOException {
    Files.createSymbolicLink(work.resolve("link"), Checkout.ROOT.resolve("dtbind"));
    String version = Program.of("./link", "--version").in(work).output();
    String found =
        Checkout.bash("PATH=$PWD:$PATH && cd / && link --version").in(work).run().succeeded().out();
    assertThat(found).isEqualTo(version);
  }

  @Test
  void fileNamesAreTakenRelativeToTheCallersFolder() throws IOException {
    Files.writeString(work.resolve("here.dts"), "/dts-v1/;\n/ { };\n");
    Checkout.dtbind("compile", "here.dts", "-o", "here.dtb").in(work).run().succeeded();
    assertThat(work.resolve("here.dtb")).isNotEmptyFile();
  }

  @Test
  void itWorksWithoutAHome() throws IOException {
    Checkout.dtbind("--version").without("HOME", "XDG_CACHE_HOME").run().succeeded();
  }

  @Test
  void argumentsArriveAsTheyAre() throws IOException {
    String name = "/no such/\"file\" $HOME *";
    Finished finished = Checkout.dtbind("compile", name).run();
    assertThat(finished.both()).isEqualTo("dtbind: " + name + ": no such file or directory\n");
  }

  /** More than fits into a pipe, so that writing is what fails. */
  @Test
  void aReaderThatGoesAwayIsNoError() throws IOException {
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
  void aFullDiskIsAnError() throws IOException {
    Finished finished = Checkout.bash("dtbind --help > /dev/full").run();
    assertThat(finished.status()).as(finished.toString()).isNotZero();
    assertThat(finished.err()).contains("No space left on device");
  }

  /** On a terminal of script(1)'s, whose width no variable tells. */
  @Test
  void tablesFitATerminal() throws IOException {
    String wide = Checkout.bash("dtbind " + TABLE).in(Checkout.ROOT).output();
    assertThat(widest(wide)).as(wide).isGreaterThan(60);
    String narrow = onATerminal(TABLE);
    assertThat(widest(narrow)).as(narrow).isLessThanOrEqualTo(60);
    assertThat(onATerminal(TABLE + " --wide")).isEqualTo(wide);
  }

  private static final String TABLE = "devices -q --tree samples/door/door.dts";

  /** Returns what dtbind prints on a terminal of 60 columns. */
  private static String onATerminal(String arguments) throws IOException {
    String command = "stty cols 60; exec ./dtbind " + arguments;
    return Program.of("script", "-qec", command, "/dev/null")
        .in(Checkout.ROOT)
        .without("COLUMNS")
        .with("NO_COLOR", "1")
        .output()
        .replace("\r", "");
  }

  private static int widest(String text) {
    List<String> lines = text.lines().toList();
    return lines.stream().mapToInt(String::length).max().orElse(0);
  }
}
