// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dtbind.testing.PlainChroot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Security review 3: tests start.sh with files that another user put into {@code /dev/shm}. */
@EnabledOnOs(OS.LINUX)
class StartScriptTest {

  private static final Path SHARED = Path.of("/dev/shm");

  private static final Path SCRIPT =
      Path.of("src/main/resources/org/dtbind/sandbox/start.sh").toAbsolutePath();

  @TempDir private Path directory;

  /**
   * Runs start.sh after the shell command {@code setup}, in which {@code $$} is the script's
   * process ID.
   */
  private void start(String setup) throws IOException, InterruptedException {
    start(setup, "true");
  }

  /** Does the same with another program in place of the kernel. */
  private void start(String setup, String kernel) throws IOException, InterruptedException {
    String shell = setup + "; exec sh \"$0\" \"$1\" 1 " + kernel;
    Process started =
        new ProcessBuilder("sh", "-c", shell, SCRIPT.toString(), directory.toString())
            .redirectErrorStream(true)
            .start();
    started.getOutputStream().close();
    String output = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(started.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(started.exitValue()).as(output).isZero();
  }

  private static Set<Path> probes() throws IOException {
    try (Stream<Path> there = Files.list(SHARED)) {
      return Set.copyOf(there.filter(path -> path.toString().contains("dtbind-exec")).toList());
    }
  }

  @Test
  void plantedLinkIsNotFollowed() throws Exception {
    Path victim = Files.writeString(directory.resolve("victim"), "mine\n");
    start("ln -s '" + victim + "' " + SHARED + "/dtbind-exec.$$");
    assertThat(victim).hasContent("mine\n");
    removeLinksTo(victim);
  }

  private static boolean contains(Path file, String text) {
    try {
      return Files.isRegularFile(file) && Files.readString(file).contains(text);
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void plantedFileIsNotRunAndNoFilesAreLeft() throws Exception {
    Set<Path> before = probes();
    Path mark = directory.resolve("was-run");
    String program = SHARED + "/dtbind-exec.$$";
    start("printf '#!/bin/sh\\ntouch " + mark + "\\n' > " + program + "; chmod 555 " + program);
    assertThat(mark).doesNotExist();
    List<Path> left = new ArrayList<>(probes());
    left.removeAll(before);
    // Other programs may start kernels at the same time.
    Path planted =
        left.stream().filter(path -> contains(path, mark.toString())).findFirst().orElseThrow();
    assertThat(left)
        .filteredOn(path -> path.toString().startsWith(planted.toString()))
        .as("only the planted file")
        .containsExactly(planted);
    Files.delete(planted);
  }

  /** With mount(8) 2.39 or newer, /tmp is read-only from the first remount on. */
  @Test
  void scriptNeedsNoTemporaryFiles() throws Exception {
    Path programs = Files.createDirectory(directory.resolve("programs"));
    Path mount = programs.resolve("mount");
    Files.writeString(
        mount,
        """
        #!/bin/sh
        PATH=${PATH#*:}
        case "$*" in
        *ro=recursive*) mount -n --rbind /tmp /tmp && exec mount -n -o remount,bind,ro /tmp ;;
        esac
        exec mount "$@"
        """);
    assertThat(mount.toFile().setExecutable(true)).isTrue();
    start("PATH='" + programs + "':$PATH");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void kernelRunsOnOneProcessorUnlessTheMachineIsBusy(boolean busy) throws Exception {
    Process process = new ProcessBuilder("nproc").start();
    String all = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String expected = busy ? all.strip() : "1";
    Path programs = Files.createDirectory(directory.resolve("programs"));
    Path nproc = programs.resolve("nproc");
    Files.writeString(nproc, "#!/bin/sh\necho " + (busy ? 0 : 100_000) + "\n");
    assertThat(nproc.toFile().setExecutable(true)).isTrue();
    start("PATH='" + programs + "':$PATH", "sh -c 'test $(nproc) = " + expected + "'");
  }

  @Test
  void rootOfAChrootBecomesReadOnly() throws Exception {
    Path root = Files.createDirectory(directory.resolve("root"));
    Files.createDirectory(root.resolve("box"));
    Files.copy(SCRIPT, root.resolve("start.sh"));
    String kernel = "touch /written 2> /dev/null; touch /box/written";
    PlainChroot.enter(root, "sh", "/start.sh", "/box", "1", "sh", "-c", kernel).run().succeeded();
    assertThat(root.resolve("written")).doesNotExist();
    assertThat(root.resolve("box/written")).exists();
  }

  private static void removeLinksTo(Path victim) throws IOException {
    for (Path path : probes()) {
      if (Files.isSymbolicLink(path) && Files.readSymbolicLink(path).equals(victim)) {
        Files.delete(path);
      }
    }
  }

  /** Other users can predict a process ID. */
  @Test
  void scriptsDoNotNameFilesByProcessId() throws IOException {
    Path root = Path.of("..").toRealPath();
    List<String> found = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            String name = path.getFileName().toString();
            return name.equals(".git") || name.startsWith("target")
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes)
              throws IOException {
            if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) && isShell(path)) {
              Files.readString(path, StandardCharsets.ISO_8859_1)
                  .lines()
                  .filter(line -> line.matches(".*[./_-]\\$(\\$|\\{\\$}|BASHPID).*"))
                  .forEach(line -> found.add(root.relativize(path) + ": " + line));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    assertThat(found).isEmpty();
  }

  private static boolean isShell(Path path) throws IOException {
    try (var in = Files.newInputStream(path)) {
      String first = new String(in.readNBytes(40), StandardCharsets.ISO_8859_1);
      return first.matches("(?s)(#!/bin/(ba)?sh|# shellcheck shell).*")
          || path.toString().matches(".*\\.(bash|sh)");
    }
  }
}
