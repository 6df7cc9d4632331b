// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance.yocto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dtbind.testing.Program;

/**
 * The files that bind devices on a target, as {@code dtbind export target} writes them.
 *
 * @param directory the directory with the files at their target paths
 */
record TargetFiles(Path directory) {

  private static final String UNIT = "lib/systemd/system/dtbind-target.service";

  /** Exports the files for samples/yocto. */
  static TargetFiles export(YoctoBuilds builds, String name) throws IOException {
    Path directory = builds.at("target");
    Program.of("rm", "-rf", "--", directory.toString()).output();
    builds
        .tool()
        .dtbind("export", "target", "--name", name, "--base", YoctoBuilds.BOARD)
        .and("--spec", YoctoBuilds.SAMPLE.resolve("bindings.yaml").toString())
        .and("-o", directory.toString())
        .output();
    // systemd.bbclass generates a preset itself.
    Program.of("rm", "-r", directory.resolve("usr/lib/systemd/system-preset").toString()).output();
    return new TargetFiles(directory);
  }

  /** Checks that all files are in an unpacked package, byte for byte. */
  void areIn(Path installed, String name) throws IOException {
    List<Path> files =
        Found.in(directory, "-type", "f").stream().map(directory::relativize).toList();
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      // Without usrmerge, udev and systemd use /lib.
      assertThat(Stream.of(file.toString(), file.toString().replaceFirst("^usr/", "")))
          .as("%s has %s", name, file)
          .anyMatch(place -> same(directory.resolve(file), installed.resolve(place)));
    }
    boolean inLib = Files.isRegularFile(installed.resolve(UNIT));
    // With usrmerge, as in release 6.0, units are in /usr/lib.
    Path lib = installed.resolve(inLib ? "lib" : "usr/lib");
    assertThat(lib.resolve("udev/rules.d/70-dtbind-" + name + ".rules")).isRegularFile();
    // The script that the unit runs is in a package that is installed with it.
    assertThat(installed.resolve(inLib ? UNIT : "usr/" + UNIT)).isRegularFile();
    assertThat(installed.resolve("usr/lib/dtbind/dtbind-target")).isExecutable();
  }

  private static boolean same(Path file, Path other) {
    try {
      return Files.isRegularFile(other) && Files.mismatch(file, other) == -1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
