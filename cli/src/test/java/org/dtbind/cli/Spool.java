// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dtbind.source.Bytes;

/**
 * Collects files, and checks all of them with one run of the program that reads them, because these
 * programs start slowly. Does nothing if the program is not installed.
 */
@SuppressWarnings("ImmutableEnumChecker") // collects the files of all tests of a run
enum Spool {
  /** Devicetree sources. */
  SOURCES("dtc", each("dtc -q -@ -I dts -O dtb -o /dev/null"), Pattern.compile("")),
  /** Blobs. */
  BLOBS("fdtdump", each("fdtdump"), Pattern.compile("")),
  /** Shell scripts. */
  SCRIPTS("shellcheck", List.of("shellcheck"), Pattern.compile("")),
  /** Units. The programs that they start are not installed here. */
  UNITS(
      "systemd-analyze",
      List.of("systemd-analyze", "--no-pager", "verify", "--recursive-errors=no", "--man=no"),
      Pattern.compile(".*: Command \\S+ is not executable: No such file or directory")),
  /** Users and groups. */
  USERS(
      "systemd-sysusers",
      List.of("systemd-sysusers", "--dry-run"),
      Pattern.compile("(Creating|Would (create|write)|Suggested|Looking|Running|Not |dry-run).*")),
  /**
   * Udev rules, in which users and groups need not exist. Before version 254, udevadm has no
   * command for this. Then, udev reads only these rules, for a device that they do not match, and
   * prints its messages about each line.
   */
  RULES(
      "udevadm",
      List.of(
          "sh",
          "-c",
          """
          if udevadm verify --help > /dev/null 2>&1; then
              udevadm verify --resolve-names=never "$@" 2>&1 | grep "rules:[0-9]"
              exit 0
          fi
          if [ "$(id -u)" = 0 ]; then as=; else as=--map-root-user; fi
          unshare $as --mount true 2> /dev/null || exit 0
          mkdir rules && mv "$@" rules && exec unshare $as --mount --propagation private sh -c '
              mount --bind rules /usr/lib/udev/rules.d && mount -t tmpfs none /run &&
              mount -t tmpfs none /etc/udev && mkdir /run/udev &&
              udevadm test --action=add /sys/class/net/lo 2>&1 | grep "rules:[0-9]"
              exit 0'
          """,
          "sh"),
      Pattern.compile(".*\\.rules:\\d+ (Unknown|Failed to resolve) (user|group) .*"));

  private final String program;
  private final List<String> command;
  private final Pattern allowed;
  private final List<Item> items = new ArrayList<>();

  private record Item(String where, String name, Bytes content) {}

  Spool(String program, List<String> command, Pattern allowed) {
    this.program = program;
    this.command = command;
    this.allowed = allowed;
  }

  /** Returns a command that runs a program on each file, and prints what it says if it fails. */
  private static List<String> each(String program) {
    String script = "for file; do said=$(%s \"$file\" 2>&1) || echo \"$file: $said\"; done";
    return List.of("sh", "-c", script.formatted(program), "sh");
  }

  boolean isInstalled() {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }

  synchronized void add(String where, String name, Bytes content) {
    items.add(new Item(where, name, content));
  }

  /** Checks the collected files, and forgets them. */
  synchronized void check(Path temporary) throws IOException, InterruptedException {
    List<Item> all = List.copyOf(items);
    items.clear();
    if (all.isEmpty() || !isInstalled()) {
      return;
    }
    Path directory = Files.createTempDirectory(temporary, "spool");
    List<String> words = new ArrayList<>(command);
    StringBuilder where = new StringBuilder(program);
    for (int i = 0; i < all.size(); i++) {
      String name = "n" + i + "-" + all.get(i).name();
      words.add(
          Files.write(directory.resolve(name), all.get(i).content().toArray())
              .toAbsolutePath()
              .toString());
      where.append("\n").append(name).append(": ").append(all.get(i).where());
    }
    Process process =
        new ProcessBuilder(words).redirectErrorStream(true).directory(directory.toFile()).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    assertThat(output.lines().filter(line -> !allowed.matcher(line).matches()))
        .as(where + "\n" + output)
        .isEmpty();
  }
}
