// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests {@code dtbind export target}. */
class ExportCommandTest {

  private static final String DOOR =
      """
      apiVersion: dtbind/v1
      devices:
        - node: door
          compatible: myvendor,mydoor
          gpios: [{ controller: gpio2, offset: 19 }]
          bind: gpio-aggregator
          group: doors
          link: door
      """;

  private static final String RULES = "usr/lib/udev/rules.d/70-dtbind.rules";

  @TempDir Path directory = Path.of("");

  private String write(String name, String text) throws Exception {
    return Files.writeString(directory.resolve(name), text).toString();
  }

  private String base() throws Exception {
    return write(
        "board.dts", "/dts-v1/;\n/ { gpio2: gpio { gpio-controller; #gpio-cells = <2>; }; };\n");
  }

  private Run export(Path out, String... more) throws Exception {
    List<String> command =
        List.of(
            "export",
            "target",
            "--base",
            base(),
            "--spec",
            write("bindings.yaml", DOOR),
            "-o",
            out.toString());
    return Run.of(Stream.concat(command.stream(), Stream.of(more)).toArray(String[]::new));
  }

  @Test
  void filesAreWrittenAndListed() throws Exception {
    Path out = directory.resolve("new/out");
    Run run = export(out);
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains(RULES + "  ");
    assertThat(Files.readString(out.resolve(RULES)))
        .contains("KERNEL==\"door\"")
        .contains("SYMLINK+=\"gpio/door\"");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(out.resolve(RULES))))
        .isEqualTo("rw-r--r--");
  }

  /** A file of that name in /etc, which 'aggregator create --persist' writes, would override it. */
  @Test
  void nameOfAggregatorFileIsRefused() throws Exception {
    Path out = directory.resolve("out");
    Run run = export(out, "--name", "aggregator-relays");
    assertThat(run.status()).isEqualTo(64);
    assertThat(run.err()).contains("must not begin with 'aggregator-'");
    assertThat(out).doesNotExist();
  }

  @Test
  void dryRunWritesNothing() throws Exception {
    Path out = directory.resolve("out");
    Run run = export(out, "--dry-run", "--format", "json");
    assertThat(run.status()).isZero();
    assertThat(run.out().replaceAll("\\s+", " "))
        .contains("\"schema\" : \"dtbind.export/1\"")
        .contains("\"kind\" : \"target\"")
        .contains("\"dryRun\" : true")
        .contains("\"path\" : \"" + RULES + "\", \"mode\" : \"0644\"")
        .contains("\"state\" : \"new\"");
    assertThat(out).doesNotExist();
  }

  /** Trials C3. */
  @Test
  void acceptedWarningsAreNotShown() throws Exception {
    String spec = write("safe.yaml", DOOR.replace("19 }", "19, safeState: active }"));
    String[] words = {
      "export", "target", "--base", base(), "--spec", spec, "-o", directory + "/out"
    };
    assertThat(Run.ending(0, words).err())
        .contains("Warning (not_exported): not exported: 'safeState'", "-W no-not_exported");
    String[] accepted =
        Stream.concat(Stream.of(words), Stream.of("-W", "no-not_exported")).toArray(String[]::new);
    assertThat(Run.ending(0, accepted).err()).isEmpty();
    accepted[accepted.length - 1] = "no-not_exportd";
    assertThat(Run.ending(64, accepted).err()).contains("did you mean 'not_exported'?");
    write("safe.yaml", DOOR.replace("doors", "a b").replace("19 }", "19, safeState: active }"));
    Run.ending(64, accepted);
    accepted[accepted.length - 1] = "no-not_exported";
    Run.ending(2, accepted);
  }

  @Test
  void unchangedFilesAreNotRewritten() throws Exception {
    Path out = directory.resolve("out");
    assertThat(export(out).status()).isZero();
    Path rules = out.resolve(RULES);
    FileTime old = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(rules, old);
    assertThat(export(out).out()).contains("same").doesNotContain("new ", "changed");
    assertThat(Files.getLastModifiedTime(rules)).isEqualTo(old);
    Files.writeString(rules, "other");
    assertThat(export(out).out()).containsPattern("70-dtbind.rules.*changed");
    assertThat(Files.readString(rules)).contains("KERNEL==\"door\"");
  }

  @Test
  void filesLeftOverFromAnEarlierExportAreNamed() throws Exception {
    Path out = directory.resolve("out");
    assertThat(export(out).err()).isEmpty();
    Path users = out.resolve("usr/lib/sysusers.d/dtbind.conf");
    assertThat(users).exists();
    String spec = write("other.yaml", DOOR.replace("    group: doors\n", ""));
    Run run = Run.of("export", "target", "--base", base(), "--spec", spec, "-o", out.toString());
    assertThat(run.status()).isZero();
    assertThat(run.err())
        .isEqualTo(
            "dtbind: "
                + users
                + " is not part of this export: if an earlier export wrote it, remove it here and"
                + " on the target\n");
    assertThat(users).exists();
    run =
        Run.of(
            "export",
            "target",
            "--base",
            base(),
            "--spec",
            spec,
            "-o",
            out.toString(),
            "--name",
            "door");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void linksOutOfTheDirectoryAreNotFollowed() throws Exception {
    Path out = Files.createDirectories(directory.resolve("out/usr/lib"));
    Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    Files.createSymbolicLink(out.resolve("udev"), elsewhere);
    Run run = export(directory.resolve("out"));
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("usr/lib/udev: is a link, not a directory; remove it");
    try (Stream<Path> files = Files.walk(directory.resolve("out"))) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
    assertThat(elsewhere).isEmptyDirectory();

    Files.delete(out.resolve("udev"));
    Files.createDirectories(out.resolve("udev/rules.d"));
    Path target = Files.writeString(elsewhere.resolve("file"), "mine");
    Files.createSymbolicLink(directory.resolve("out").resolve(RULES), target);
    assertThat(export(directory.resolve("out")).status()).isEqualTo(1);
    assertThat(Files.readString(target)).isEqualTo("mine");
  }

  @Test
  void invalidDeclarationWritesNothing() throws Exception {
    Path out = directory.resolve("out");
    String spec = write("broken.yaml", DOOR.replace("gpio2", "gpio3"));
    Run run = Run.of("export", "target", "--base", base(), "--spec", spec, "-o", out.toString());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("ERROR (unknown_node)");
    assertThat(out).doesNotExist();
  }

  @Test
  void missingOptionsAreReported() throws Exception {
    assertThat(Run.of("export").status()).isEqualTo(64);
    assertThat(Run.of("export", "target").err()).contains("-o");
    String spec = write("bindings.yaml", DOOR);
    Run run = Run.of("export", "target", "--spec", spec, "-o", directory.resolve("o").toString());
    assertThat(run.status()).isEqualTo(64);
    assertThat(run.err()).contains("--base");
  }
}
