// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dtbind.source.Bytes;

/**
 * Checks generated files by their syntax, and with the programs that read them where these are
 * installed.
 */
final class Consumers {

  /** The match and assignment keys of udev(7), except those that run a program. */
  private static final Pattern RULE =
      Pattern.compile(
          "(ACTION|SUBSYSTEMS?|KERNELS?|DRIVERS?|TEST|TAG|OWNER|GROUP|MODE|SYMLINK|OPTIONS|GOTO|LABEL"
              + "|(ENV|ATTR|SYSCTL|SECLABEL)\\{[^}\"]+\\}|IMPORT\\{(db|parent)\\})"
              + "(==|!=|=|\\+=|-=|:=)(e\"([^\"\\\\]|\\\\.)*\"|\"([^\"\\\\]|\\\\\"|\\\\(?!\"))*\")");

  private static final Pattern SETTING =
      Pattern.compile("[A-Z][A-Za-z]+=.*|\\[[A-Z][a-z]+\\]|#.*|");

  private static final Pattern CONF =
      Pattern.compile(
          "(device|member|name|bus|driver|module|class|aggregator|key|line|chip|offset|owner|group"
              + "|mode|link|node|selinux|use) .+|begin|end|#.*|");

  /** The contents that were checked already. Many files have the same content. */
  private static final Map<Bytes, Boolean> CHECKED = new ConcurrentHashMap<>();

  private Consumers() {}

  static void check(String where, Path file) throws IOException, InterruptedException {
    Bytes content = Bytes.wrap(Files.readAllBytes(file));
    if (CHECKED.putIfAbsent(content, true) != null) {
      return;
    }
    String name = file.getFileName().toString();
    String description = where + ": " + file;
    if (name.endsWith(".rules")) {
      textLines(description, content).forEach(line -> checkRule(description, line));
      Spool.RULES.add(description, name, content);
    } else if (name.endsWith(".service") || file.toString().contains(".service.d/")) {
      textLines(description, content)
          .forEach(line -> assertThat(line).as(description).matches(SETTING));
      if (name.endsWith(".service")) {
        Spool.UNITS.add(description, name, content);
      }
    } else if (file.toString().contains("/sysusers.d/")) {
      Spool.USERS.add(description, name, content);
    } else if (name.equals("target.conf") || name.equals("README") || name.startsWith("qemu.")) {
      boolean conf = name.equals("target.conf");
      textLines(description, content)
          .filter(any -> conf)
          .forEach(line -> assertThat(line).as(description).matches(CONF));
    } else if (name.endsWith(".its")) {
      // The image source includes the overlay beside it, whose name does not come from the input.
      String text = content.utf8().replace("data = /incbin/(\"my-overlay.dtbo\");\n", "");
      assertThat(text).as(description).doesNotContain("/incbin/");
      assertAccepted(
          description, file, "dtc", "-q", "-@", "-I", "dts", "-O", "dtb", "-o", "/dev/null");
    } else if (name.endsWith(".dtso") || name.endsWith(".dts")) {
      if (!name.equals("o.dts")) {
        assertThat(content.utf8()).as(description).doesNotContain("/incbin/");
        Spool.SOURCES.add(description, name, content);
      }
    } else if (name.endsWith(".dtb") || name.endsWith(".dtbo")) {
      Spool.BLOBS.add(description, name, content);
    } else if (name.equals("dtbind-target")) {
      assertAccepted(description, file, "sh", "-n");
      Spool.SCRIPTS.add(description, name, content);
    } else if (name.endsWith(".html") || name.endsWith(".svg")) {
      assertThat(content.utf8())
          .as(description)
          .doesNotContain("\u202e", "\u001b", "\u009b", "<INJECTED");
    }
  }

  /** Runs the programs that check many files at once. */
  static void checkSpooled(Path temporary) throws IOException, InterruptedException {
    for (Spool spool : Spool.values()) {
      spool.check(temporary);
    }
  }

  /** Returns the lines of a text, which must contain no control characters. */
  private static Stream<String> textLines(String description, Bytes content) {
    List<String> lines = List.of(content.utf8().split("\n", -1));
    for (String line : lines) {
      assertThat(line.codePoints().filter(Character::isISOControl).count())
          .as(description + line)
          .isZero();
      assertThat(line).as(description).doesNotStartWith("INJECTED");
    }
    return lines.stream();
  }

  private static void checkRule(String description, String line) {
    if (line.isEmpty() || line.startsWith("#")) {
      return;
    }
    String rest = RULE.matcher(line).replaceAll("@");
    assertThat(rest).as(description + "\n" + line).matches("@(, @)*");
  }

  private static void assertAccepted(String description, Path file, String... command)
      throws IOException, InterruptedException {
    if (Stream.of(System.getenv("PATH").split(":", -1))
        .noneMatch(directory -> Files.isExecutable(Path.of(directory, command[0])))) {
      return;
    }
    List<String> words =
        Stream.concat(Stream.of(command), Stream.of(file.toString())).collect(Collectors.toList());
    Process process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .directory(Objects.requireNonNull(file.getParent()).toFile())
            .start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(description).isTrue();
    assertThat(process.exitValue()).as(description + "\n" + words + "\n" + output).isZero();
  }
}
