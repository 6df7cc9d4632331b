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

/** Reads files as those do for whom they are made: by the program itself where it is there. */
final class Consumers {

  /** udev(7): keys that look and keys that set; none that runs a program. */
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
              + "|mode|link|node|selinux) .+|#.*|");

  /** What was judged, by content: the same is made many times. */
  private static final Map<Bytes, Boolean> JUDGED = new ConcurrentHashMap<>();

  private Consumers() {}

  static void judge(String where, Path file) throws IOException, InterruptedException {
    Bytes content = Bytes.wrap(Files.readAllBytes(file));
    if (JUDGED.putIfAbsent(content, true) != null) {
      return;
    }
    String name = file.getFileName().toString();
    String as = where + ": " + file;
    if (name.endsWith(".rules")) {
      lines(as, content).forEach(line -> rule(as, line));
      Spool.RULES.add(as, name, content);
    } else if (name.endsWith(".service") || file.toString().contains(".service.d/")) {
      lines(as, content).forEach(line -> assertThat(line).as(as).matches(SETTING));
      if (name.endsWith(".service")) {
        Spool.UNITS.add(as, name, content);
      }
    } else if (file.toString().contains("/sysusers.d/")) {
      Spool.USERS.add(as, name, content);
    } else if (name.equals("target.conf") || name.equals("README") || name.startsWith("qemu.")) {
      boolean conf = name.equals("target.conf");
      lines(as, content).filter(any -> conf).forEach(line -> assertThat(line).as(as).matches(CONF));
    } else if (name.endsWith(".dtso") || name.endsWith(".dts") || name.endsWith(".its")) {
      boolean ours = !name.equals("o.dts");
      if (ours) {
        // An image includes the overlay beside it, which has a name of ours.
        String text = content.utf8().replace("data = /incbin/(\"my-overlay.dtbo\");\n", "");
        assertThat(text).as(as).doesNotContain("/incbin/");
        accepted(as, file, "dtc", "-q", "-@", "-I", "dts", "-O", "dtb", "-o", "/dev/null");
      }
    } else if (name.endsWith(".dtb") || name.endsWith(".dtbo")) {
      accepted(as, file, "fdtdump");
    } else if (name.equals("dtbind-target")) {
      accepted(as, file, "sh", "-n");
      Spool.SCRIPTS.add(as, name, content);
    } else if (name.endsWith(".html") || name.endsWith(".svg")) {
      // What a newline is in a text, is a newline there.
      assertThat(content.utf8()).as(as).doesNotContain("\u202e", "\u001b", "\u009b", "<INJECTED");
    }
  }

  /** Has those read what waits for readers that are slow to start. */
  static void readSpooled(Path temporary) throws IOException, InterruptedException {
    for (Spool spool : Spool.values()) {
      spool.read(temporary);
    }
  }

  /** Each a line of text: no control character is in it. */
  private static Stream<String> lines(String as, Bytes content) {
    List<String> lines = List.of(content.utf8().split("\n", -1));
    for (String line : lines) {
      assertThat(line.codePoints().filter(Character::isISOControl).count()).as(as + line).isZero();
      assertThat(line).as(as).doesNotStartWith("INJECTED");
    }
    return lines.stream();
  }

  private static void rule(String as, String line) {
    if (line.isEmpty() || line.startsWith("#")) {
      return;
    }
    String rest = RULE.matcher(line).replaceAll("@");
    assertThat(rest).as(as + "\n" + line).matches("@(, @)*");
  }

  private static void accepted(String as, Path file, String... command)
      throws IOException, InterruptedException {
    if (Stream.of(System.getenv("PATH").split(":", -1))
        .noneMatch(folder -> Files.isExecutable(Path.of(folder, command[0])))) {
      return;
    }
    List<String> words =
        Stream.concat(Stream.of(command), Stream.of(file.toString())).collect(Collectors.toList());
    Process process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .directory(Objects.requireNonNull(file.getParent()).toFile())
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(as).isTrue();
    assertThat(process.exitValue()).as(as + "\n" + words + "\n" + said).isZero();
  }
}
