// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.dtbind.acceptance.Checkout;
import org.dtbind.testing.Program;
import org.dtbind.testing.Program.Finished;

/**
 * What a package installs, and how it is used.
 *
 * @param system where it is installed
 * @param work a folder of this machine for what is in between
 */
record InstalledPackage(BareSystem system, Path work) {

  /** A program ended with this status, and said all of these, one after the other. */
  static void says(int status, Program program, String... texts) throws IOException {
    Finished finished = program.run().ended(status);
    assertThat(finished.both()).as(finished.toString()).containsSubsequence(texts);
  }

  /** lintian has nothing to say. */
  static void isClean(Path debian) throws IOException {
    Finished lintian =
        Program.of("lintian", "--allow-root", "--profile", "debian")
            .and("--fail-on", "error,warning", debian.toString())
            .run();
    assertThat(lintian.both()).isEmpty();
  }

  /** Returns how much of the disk it takes, with its archives, in KiB. */
  int size() throws IOException {
    String files =
        "for file in $(dpkg -L dtbind) /usr/lib/dtbind/lib/*.jsa; do"
            + " [ -d \"$file\" ] || echo \"$file\"; done | xargs du -kc | tail -n 1";
    String total = system.inside("sh", "-c", files).output();
    return Integer.parseInt(total.strip().split("\\s+", -1)[0]);
  }

  /** dtc of the package makes what dtc makes. */
  void compilesAsDtc() throws IOException {
    String source = "/dts-v1/;\n/ { a = <1 2>; b: c { d = \"e\"; }; };\n";
    Path theirs = Files.writeString(system.file("tmp/x.dts"), source);
    says(0, system.user("/usr/lib/dtbind/bin/dtc", "--version"), "Version: DTC ");
    system.inside("/usr/lib/dtbind/bin/dtc", "-q", "-o", "/tmp/x.dtb", "/tmp/x.dts").output();
    Path expected = work.resolve("x.dtb");
    Program.of("dtc", "-q", "-o", expected.toString(), theirs.toString()).output();
    assertThat(system.file("tmp/x.dtb")).hasSameBinaryContentAs(expected);
    Files.delete(theirs);
    Files.delete(system.file("tmp/x.dtb"));
  }

  /** Returns how many classes a command takes from archives. */
  long sharedClasses(String command) throws IOException {
    String log = "DTBIND_JAVA_OPTIONS=-Xlog:class+load:file=/dev/shm.log";
    system.inside("env", log, "sh", "-c", "exec dtbind " + command).run();
    return Files.readAllLines(system.file("dev/shm.log")).stream()
        .filter(line -> line.contains("source: shared objects file"))
        .count();
  }

  /** Returns the pages of the manual. */
  List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.list(system.file("usr/share/man/man1"))) {
      return files.filter(file -> file.toString().matches(".*/dtbind[^/]*\\.gz")).sorted().toList();
    }
  }

  /** man and mandoc find nothing odd in a page. */
  static void isWellFormed(Path page) throws IOException {
    Finished man =
        Program.of("man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", page.toString())
            .with("MANROFFSEQ", "")
            .with("MANWIDTH", "80")
            .with("LC_ALL", "C.UTF-8")
            .run();
    assertThat(man.err()).as(page.toString()).isEmpty();
    Finished mandoc = Program.of("mandoc", "-T", "lint", "-W", "warning", page.toString()).run();
    assertThat(mandoc.both()).as(page.toString()).isEmpty();
  }

  /** Returns the commands that the help lists. */
  List<String> commands() throws IOException {
    return system.inside("dtbind", "--help").run().succeeded().lines().stream()
        .takeWhile(line -> !line.startsWith("Replacements for other programs"))
        .filter(line -> line.matches("  [a-z]+ .*"))
        .map(line -> line.strip().replaceFirst(" .*", ""))
        .toList();
  }

  /** systemd takes a unit. */
  void isRight(String unit) throws IOException {
    String text = Files.readString(system.file("lib/systemd/system/" + unit));
    Path copy = work.resolve(unit);
    Files.writeString(
        copy, text.replaceAll("(?m)^ExecStart=/usr/bin/dtbind", "ExecStart=/bin/true"));
    Finished verified =
        Program.of("systemd-analyze", "verify", "--man=no", copy.toString()).run().succeeded();
    assertThat(verified.both()).isEmpty();
  }

  /** Nothing that it has, and nothing that it made, is there any more. */
  void leftNothing(List<String> before) throws IOException {
    Set<String> changed = new TreeSet<>(before);
    List<String> after = system.files();
    after.forEach(
        file -> {
          if (!changed.remove(file)) {
            changed.add(file);
          }
        });
    changed.removeIf(
        file ->
            file.matches("var/(cache|log|lib/dpkg)/.*|etc/g?(group|shadow)-?")
                || after.contains(file) && file.matches("etc/(group|gshadow)-"));
    assertThat(changed).isEmpty();
    assertThat(system.file("var/lib/dtbind")).doesNotExist();
    assertThat(system.file("etc/dtbind")).doesNotExist();
  }

  /** It starts as fast as benchmark-start asks, in the kernel that the checkout builds. */
  String starts() throws IOException {
    String kernel = Checkout.dtbind("demo", "kernel").output().strip();
    String script =
        """
        first=()
        ! chrt -r 50 true 2> /dev/null || first=(chrt -r 50)
        exec "${first[@]}" "$1" "$2" 5 "$3"
        """;
    String benchmark = Checkout.ROOT.resolve(".ci/benchmark-start").toString();
    return system
        .beside("bash", "-c", script, "bash", benchmark, kernel, system.root().toString())
        .output();
  }
}
