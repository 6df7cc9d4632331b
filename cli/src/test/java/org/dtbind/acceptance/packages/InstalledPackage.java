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
 * Checks of an installed package.
 *
 * @param system the system with the package
 * @param work a directory for temporary files
 */
record InstalledPackage(BareSystem system, Path work) {

  /** Checks the exit status of a program, and that it prints these texts in this order. */
  static void assertOutput(int status, Program program, String... texts) throws IOException {
    Finished finished = program.run().ended(status);
    assertThat(finished.both()).as(finished.toString()).containsSubsequence(texts);
  }

  /** Checks that lintian reports nothing. */
  static void assertLintianClean(Path debian) throws IOException {
    Finished lintian =
        Program.of("lintian", "--allow-root", "--profile", "debian")
            .and("--fail-on", "error,warning", debian.toString())
            .run();
    assertThat(lintian.both()).isEmpty();
  }

  /** Returns the installed size in KiB, including the class archives. */
  int size() throws IOException {
    String files =
        "for file in $(dpkg -L dtbind) /usr/lib/dtbind/lib/*.jsa; do"
            + " [ -d \"$file\" ] || echo \"$file\"; done | xargs du -kc | tail -n 1";
    String total = system.inside("sh", "-c", files).output();
    return Integer.parseInt(total.strip().split("\\s+", -1)[0]);
  }

  /** Checks that the dtc of the package makes the same blob as dtc. */
  void compilesAsDtc() throws IOException {
    String source = "/dts-v1/;\n/ { a = <1 2>; b: c { d = \"e\"; }; };\n";
    Path theirs = Files.writeString(system.file("tmp/x.dts"), source);
    assertOutput(0, system.user("/usr/lib/dtbind/bin/dtc", "--version"), "Version: DTC ");
    system.inside("/usr/lib/dtbind/bin/dtc", "-q", "-o", "/tmp/x.dtb", "/tmp/x.dts").output();
    Path expected = work.resolve("x.dtb");
    Program.of("dtc", "-q", "-o", expected.toString(), theirs.toString()).output();
    assertThat(system.file("tmp/x.dtb")).hasSameBinaryContentAs(expected);
    Files.delete(theirs);
    Files.delete(system.file("tmp/x.dtb"));
  }

  /** Returns the number of classes that a command loads from the class archives. */
  long sharedClasses(String command) throws IOException {
    String log = "DTBIND_JAVA_OPTIONS=-Xlog:class+load:file=/dev/shm.log";
    system.inside("env", log, "sh", "-c", "exec dtbind " + command).run();
    return Files.readAllLines(system.file("dev/shm.log")).stream()
        .filter(line -> line.contains("source: shared objects file"))
        .count();
  }

  /** Returns the manual pages. */
  List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.list(system.file("usr/share/man/man1"))) {
      return files.filter(file -> file.toString().matches(".*/dtbind[^/]*\\.gz")).sorted().toList();
    }
  }

  /** Checks that man and mandoc print no warnings for a page. */
  static void assertWellFormed(Path page) throws IOException {
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

  /** Checks a unit with systemd-analyze. */
  void assertValidUnit(String unit) throws IOException {
    String text = Files.readString(system.file("lib/systemd/system/" + unit));
    Path copy = work.resolve(unit);
    Files.writeString(
        copy, text.replaceAll("(?m)^ExecStart=/usr/bin/dtbind", "ExecStart=/bin/true"));
    Finished verified =
        Program.of("systemd-analyze", "verify", "--man=no", copy.toString()).run().succeeded();
    assertThat(verified.both()).isEmpty();
  }

  /** Checks that no file of the package, and no file that it created, is left. */
  void assertPurged(List<String> before) throws IOException {
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

  /** Runs .ci/benchmark-start in the kernel of the checkout, which fails if starts are slow. */
  String benchmarkStarts() throws IOException {
    String kernel = Checkout.dtbind("try", "--setup").output().strip();
    String script =
        """
        first=()
        ! chrt -r 50 true 2> /dev/null || first=(chrt -r 50)
        exec "${first[@]}" "$1" "$2" 5 "$3"
        """;
    String benchmark = Checkout.ROOT.resolve(".ci/benchmark-start").toString();
    return system
        .onHost("bash", "-c", script, "bash", benchmark, kernel, system.root().toString())
        .output();
  }
}
