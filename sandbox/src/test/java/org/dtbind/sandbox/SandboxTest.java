// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.testing.GivenKernels;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Boots the kernels of DTBIND_KERNELS, which verify sets. */
@Tag("kernel")
class SandboxTest {

  @TempDir Path temporary;

  private Kernels kernels() {
    return kernels(GivenKernels.directory());
  }

  private Kernels kernels(Optional<Path> given) {
    return new Kernels(given, temporary.resolve("cache"), new Sandbox(temporary), Redirect.DISCARD);
  }

  private Machine machine() throws IOException, InterruptedException {
    for (String version : GivenKernels.versions()) {
      if (!version.equals(Kernels.BUILT)
          && kernels().find(version, Kernels.Build.KNOWN) instanceof KernelSearch.Found found) {
        return found.machine();
      }
    }
    return found(kernels(), Kernels.BUILT);
  }

  private static Machine found(Kernels kernels, String version)
      throws IOException, InterruptedException {
    KernelSearch search = kernels.find(version, Kernels.Build.KNOWN);
    assertThat(search).isInstanceOf(KernelSearch.Found.class);
    return ((KernelSearch.Found) search).machine();
  }

  private SandboxResult boot(SandboxRequest request) throws IOException, InterruptedException {
    OutputStream nowhere = OutputStream.nullOutputStream();
    return new Sandbox(temporary).boot(request, nowhere, nowhere);
  }

  @Test
  void commandOutputAndStatusAreReturned() throws Exception {
    String script = "echo out; echo err >&2; exit 7";
    SandboxResult result = boot(SandboxRequest.of(machine(), List.of("sh", "-c", script)));
    assertThat(result).isInstanceOf(SandboxResult.Exited.class);
    SandboxResult.Exited ended = (SandboxResult.Exited) result;
    assertThat(ended.status()).isEqualTo(7);
    assertThat(ended.output()).isEqualTo("out\n");
    assertThat(ended.errors()).contains("err\n");
    assertThat(ended.boot()).isLessThan(ended.total());
  }

  /** The command is root in the sandbox, and can write to the files of the sandbox. */
  @Test
  void exitStatusThatTheCommandReplacedIsNotBelieved() throws Exception {
    for (String change :
        List.of(
            "echo abc > status",
            "echo 256 > status",
            "echo -1 > status",
            "yes > status & sleep 1",
            "mkdir status",
            "echo 0 > other; ln -s other status",
            "echo 0 > status; rm started")) {
      String script = "cd $DTBIND_SANDBOX && { " + change + "; ./poweroff; }";
      SandboxResult result = boot(SandboxRequest.of(machine(), List.of("sh", "-c", script)));
      assertThat(result).as(change).isInstanceOf(SandboxResult.Died.class);
      assertThat(((SandboxResult.Died) result).lastWords())
          .isEqualTo(
              "a program in the sandbox changed the file for the exit status of the command");
    }
  }

  @Test
  void commandRunsInAnotherKernelWithReadOnlyRoot() throws Exception {
    String script =
        "head -n 1 /proc/cpuinfo; cat /proc/sys/kernel/hostname; touch /etc/x || echo refused";
    SandboxResult result = boot(SandboxRequest.of(machine(), List.of("sh", "-c", script)));
    assertThat(((SandboxResult.Exited) result).output()).contains("dtbind\n").endsWith("refused\n");
  }

  /** Without a seed from the host, programs that need random numbers waited for minutes. */
  @Test
  void randomNumbersAreAvailableAtOnce() throws Exception {
    List<String> command = List.of("sh", "-c", "timeout 20 head -c 8 /dev/random | wc -c");
    SandboxResult result = boot(SandboxRequest.of(machine(), command));
    assertThat(((SandboxResult.Exited) result).output()).isEqualTo("8\n");
  }

  /**
   * Security review 10: tries to write through the root file system, and through another mount of
   * it.
   */
  @Test
  void guestRootCannotWriteHostFiles() throws Exception {
    if (!new Sandbox(temporary).confines()) {
      return; // try then prints a note: docs/guide/try.md.
    }
    Path victim = Files.createTempDirectory(Path.of("/var/tmp"), "dtbind-victim-").toRealPath();
    List<String> command = List.of("sh", "-c", writeScript(victim));
    try {
      for (Machine machine : userModeMachines()) {
        SandboxResult result = boot(SandboxRequest.of(machine, command));
        assertThat(((SandboxResult.Exited) result).output())
            .as(machine.kernel().version())
            .isEqualTo(REFUSED);
        assertThat(victim).isEmptyDirectory();
      }
    } finally {
      delete(victim);
    }
  }

  /** Security review 10: files of the ordinary user who runs the sandbox must be protected too. */
  @Test
  void guestRootCannotWriteFilesOfAnOrdinaryUser() throws Exception {
    Path home = Files.createTempDirectory(Path.of("/var/tmp"), "dtbind-home-").toRealPath();
    try {
      List<String> user = asNobody();
      List<String> open = new ArrayList<>(user);
      open.addAll(List.of("unshare", "--user", "--map-current-user", "--keep-caps", "--mount"));
      open.add("true");
      if (!Files.getOwner(home).getName().equals("root")) {
        return; // The test above runs as an ordinary user.
      }
      assumeTrue(
          HostProgram.succeeds(open.toArray(String[]::new)),
          "user-namespace: an ordinary user may not create one here");
      for (Machine machine : userModeMachines()) {
        Path kernel = Files.copy(machine.kernel().program(), home.resolve("kernel"));
        SandboxKernel own =
            new SandboxKernel(kernel, machine.kernel().version(), "test", Optional.empty());
        Path directory = Files.createDirectory(home.resolve("sandbox"));
        Path victim = Files.createDirectory(home.resolve("victim"));
        SandboxRequest request =
            SandboxRequest.of(
                new Machine.UserMode(own), List.of("sh", "-c", "id -u; " + writeScript(victim)));
        new SandboxDirectory(directory, request).fill();
        chownToNobody(home);
        List<String> line = new ArrayList<>(user);
        line.addAll(Invocation.of(request, directory, 1));
        Process process =
            new ProcessBuilder(line).directory(new File("/")).redirectErrorStream(true).start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
            .as(own.version())
            .isEqualTo("0\n" + REFUSED);
        process.waitFor();
        assertThat(victim).isEmptyDirectory();
        delete(directory);
        delete(victim);
        Files.delete(kernel);
      }
    } finally {
      delete(home);
    }
  }

  /** A setuid program of root in a directory that everybody may enter would make anybody root. */
  @Test
  void guestRootCannotMakeItsFilesPublic() throws Exception {
    String script =
        """
        cp /bin/true $DTBIND_SANDBOX/program && chmod 4755 $DTBIND_SANDBOX/program
        chmod 755 $DTBIND_SANDBOX
        mkdir /tmp/at && mount -t hostfs -o PARENT none /tmp/at
        chmod 755 /tmp/at/dtbind-sandbox-* 2> /dev/null || echo refused
        stat -c %a /tmp/at/dtbind-sandbox-* /tmp/at/dtbind-sandbox-*/inside
        """
            .replace("PARENT", temporary.toRealPath().toString());
    for (Machine machine : userModeMachines()) {
      SandboxResult result = boot(SandboxRequest.of(machine, List.of("sh", "-c", script)));
      assertThat(((SandboxResult.Exited) result).output())
          .as(result.toString())
          .isEqualTo("refused\n700\n755\n");
    }
  }

  private static final String REFUSED = "remounted\nrefused\nmounted\nrefused\nown\n";

  private static String writeScript(Path victim) {
    return """
        mount -o remount,rw / && echo remounted
        touch DIR/root 2> /dev/null || echo refused
        mkdir /tmp/at && mount -t hostfs -o DIR none /tmp/at && echo mounted
        touch /tmp/at/again 2> /dev/null || echo refused
        echo x > /proc/sys/kernel/hostname && echo own
        """
        .replace("DIR", victim.toString());
  }

  private List<Machine> userModeMachines() throws IOException, InterruptedException {
    List<Machine> machines = new ArrayList<>();
    for (String version : GivenKernels.versions()) {
      if (kernels().find(version, Kernels.Build.KNOWN) instanceof KernelSearch.Found found
          && found.machine() instanceof Machine.UserMode) {
        machines.add(found.machine());
      }
    }
    assertThat(machines).isNotEmpty();
    return machines;
  }

  private static List<String> asNobody() {
    return List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--");
  }

  private static void chownToNobody(Path top) throws IOException {
    try (Stream<Path> all = Files.walk(top)) {
      for (Path path : all.toList()) {
        Files.setAttribute(path, "unix:uid", 65534, LinkOption.NOFOLLOW_LINKS);
      }
    }
  }

  private static void delete(Path top) throws IOException {
    try (Stream<Path> all = Files.walk(top)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Test
  void argumentsAndVariablesArePassedUnchanged() throws Exception {
    SandboxRequest request =
        SandboxRequest.of(
                machine(),
                List.of("sh", "-c", "printf '%s|' \"$@\" \"$X\"", "sh", "a b", "it's", ""))
            .with(Map.of("X", "1 \"2\" $3"));
    assertThat(((SandboxResult.Exited) boot(request)).output()).isEqualTo("a b|it's||1 \"2\" $3|");
  }

  @Test
  void pathBelowTmpIsVisibleOnRequest() throws Exception {
    Path file = Files.writeString(temporary.resolve("shown"), "seen\n");
    SandboxRequest request = SandboxRequest.of(machine(), List.of("cat", file.toString()));
    assertThat(((SandboxResult.Exited) boot(request)).status()).isEqualTo(1);
    SandboxResult result = boot(request.showing(List.of(file)));
    assertThat(((SandboxResult.Exited) result).output()).isEqualTo("seen\n");
  }

  @Test
  void directoriesWithOddNamesAreVisibleAndReadOnly() throws Exception {
    Path directory = Files.createDirectory(temporary.resolve("a b\\c,d#e\tf"));
    Path file = Files.writeString(directory.resolve("shown"), "seen\n");
    Path single = Files.writeString(temporary.resolve("x y\\z "), "alone\n");
    String script = "for f; do cat \"$f\"; echo no > \"$f\"; echo $?; done 2> /dev/null";
    SandboxRequest request =
        SandboxRequest.of(
                machine(), List.of("sh", "-c", script, "sh", file.toString(), single.toString()))
            .showing(List.of(directory, single));
    SandboxResult.Exited ended = (SandboxResult.Exited) boot(request);
    assertThat(ended.errors()).isEmpty();
    assertThat(ended.output()).matches("seen\n[1-9]+\nalone\n[1-9]+\n");
    assertThat(file).hasContent("seen\n");
    assertThat(single).hasContent("alone\n");
  }

  @Test
  void usualFileSystemsAndDevicesExist() throws Exception {
    String script =
        "stat -f -c '%n %T' /proc /sys /dev/shm /run /run/lock /tmp; ls /run/dtbind/host;"
            + " for type in configfs debugfs devpts; do grep -q \"nodev.$type$\" /proc/filesystems"
            + " && ! grep \" $type \" /proc/mounts > /dev/null && echo \"no $type\"; done;"
            + " cat /sys/class/net/lo/flags; echo in | cat /dev/stdin /dev/fd/0;"
            + " sh -c 'echo told > /dev/stderr'";
    SandboxResult.Exited ended =
        (SandboxResult.Exited) boot(SandboxRequest.of(machine(), List.of("sh", "-c", script)));
    assertThat(ended.errors()).isEqualTo("told\n");
    assertThat(ended.output())
        .isEqualTo(
            """
            /proc proc
            /sys sysfs
            /dev/shm tmpfs
            /run tmpfs
            /run/lock tmpfs
            /tmp tmpfs
            0x9
            in
            """);
  }

  @Test
  void unavailablePathIsReportedAndTheCommandRuns() throws Exception {
    // The arm64 kernels do not have this file, and it cannot be created in /proc.
    Path file = Path.of("/proc/swaps");
    Path java = Path.of(System.getProperty("java.home", ""));
    Path directory = java.resolve("bin").toRealPath();
    Path pom = Path.of("pom.xml").toAbsolutePath();
    Kernels usual =
        new Kernels(
            GivenKernels.directory(),
            GivenKernels.cache(),
            new Sandbox(temporary),
            Redirect.INHERIT);
    for (String version : GivenKernels.arm64()) {
      Machine machine = found(usual, version);
      String script = "head -c 5 \"$1\" && cd \"$2\" && ls java";
      SandboxResult result =
          boot(
              SandboxRequest.of(
                      machine,
                      List.of("sh", "-c", script, "sh", pom.toString(), directory.toString()))
                  .showing(List.of(file, directory, pom))
                  .within(Duration.ofMinutes(10)));
      SandboxResult.Exited ended = (SandboxResult.Exited) result;
      assertThat(ended.output()).as(ended.errors()).isEqualTo("<?xmljava\n");
      assertThat(ended.errors()).contains("cannot show " + file);
    }
  }

  @Test
  void pathWithNewlineIsRefused() throws Exception {
    Path file = Files.writeString(temporary.resolve("a\nb"), "");
    SandboxRequest request = SandboxRequest.of(machine(), List.of("true")).showing(List.of(file));
    assertThatThrownBy(() -> boot(request))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a path with a newline");
  }

  @Test
  void forgottenKernelIsTriedAgain() throws Exception {
    Path directory = Files.createDirectory(temporary.resolve("given"));
    Path program = Files.copy(machine().kernel().program(), directory.resolve("um-9.9"));
    Kernels kernels = kernels(Optional.of(directory));
    KernelSearch.Found found = (KernelSearch.Found) kernels.find("9.9", Kernels.Build.KNOWN);
    kernels.forget(found.kernel());
    Sandbox nowhere = new Sandbox(temporary.resolve("none"));
    Path cache = temporary.resolve("cache");
    Kernels again = new Kernels(Optional.of(directory), cache, nowhere, Redirect.DISCARD);
    assertThatThrownBy(() -> again.find(program.toString(), Kernels.Build.KNOWN))
        .isInstanceOf(IOException.class);
  }

  @Test
  void programNameMayContainAnEqualsSign() throws Exception {
    Path program = Files.writeString(temporary.resolve("a=b"), "#!/bin/sh\necho \"$@\"\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    SandboxRequest request =
        SandboxRequest.of(machine(), List.of(program.toString(), "c=d")).showing(List.of(program));
    assertThat(((SandboxResult.Exited) boot(request)).output()).isEqualTo("c=d\n");
  }

  @Test
  void kernelIsTriedAgainOnlyAfterAChange() throws Exception {
    Path directory = Files.createDirectory(temporary.resolve("given"));
    Path program = Files.copy(machine().kernel().program(), directory.resolve("um-9.9"));
    assertThat(kernels(Optional.of(directory)).find("9.9", Kernels.Build.KNOWN))
        .isInstanceOf(KernelSearch.Found.class);
    // Sandboxes in a missing directory cannot boot anything.
    Sandbox nowhere = new Sandbox(temporary.resolve("none"));
    Kernels again =
        new Kernels(Optional.of(directory), temporary.resolve("cache"), nowhere, Redirect.DISCARD);
    assertThat(again.find("9.9", Kernels.Build.KNOWN)).isInstanceOf(KernelSearch.Found.class);

    Files.writeString(program, "#!/bin/sh\necho ptrace failed >&2\n");
    assertThat(kernels(Optional.of(directory)).find("9.9", Kernels.Build.KNOWN))
        .isInstanceOf(KernelSearch.None.class);
  }

  /** Only the file names differ. */
  @Test
  void boardsUseTheLargerKernelIfThereIsOne() throws Exception {
    Path directory = Files.createDirectory(temporary.resolve("given"));
    Kernels kernels = kernels(Optional.of(directory));
    Path program = machine().kernel().program();
    assertThat(kernels.forBoards(Kernels.Build.NOTHING))
        .isInstanceOfSatisfying(
            KernelSearch.None.class,
            none -> assertThat(none.reason()).contains("no kernel um-6.1-small"));
    Files.copy(program, directory.resolve("um-6.1-small"));
    assertThat(found(kernels.forBoards(Kernels.Build.NOTHING))).isEqualTo("6.1-small");
    assertThat(kernels.find(Kernels.BUILT, Kernels.Build.NOTHING))
        .isInstanceOf(KernelSearch.None.class);
    Files.copy(program, directory.resolve("um-6.1"));
    assertThat(found(kernels.forBoards(Kernels.Build.NOTHING))).isEqualTo("6.1");
  }

  private static String found(KernelSearch search) {
    return ((KernelSearch.Found) search).kernel().version();
  }

  @Test
  void outputIsPassedOnWhileTheCommandRuns() throws Exception {
    Machine machine = machine();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SandboxResult result;
    int seconds = 1;
    do {
      // The time that this machine needs to boot the kernel is unknown.
      seconds *= 2;
      SandboxRequest request =
          SandboxRequest.of(machine, List.of("sh", "-c", "echo early; exec sleep 54321"))
              .within(Duration.ofSeconds(seconds));
      result = new Sandbox(temporary).boot(request, out, OutputStream.nullOutputStream());
      assertThat(result).isInstanceOf(SandboxResult.TimedOut.class);
    } while (out.size() == 0 && seconds < 1000);
    assertThat(((SandboxResult.TimedOut) result).booted()).isTrue();
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("early\n");
  }

  @Test
  void timeoutLeavesNoProcessOrDirectory() throws Exception {
    Machine machine = machine();
    SandboxRequest request =
        SandboxRequest.of(machine, List.of("sleep", "60")).within(Duration.ofSeconds(2));
    assertThat(boot(request)).isInstanceOf(SandboxResult.TimedOut.class);
    // Other tests may run the same kernel, but only the processes of this one have this directory
    // in
    // their arguments.
    String ours = temporary.toRealPath().toString();
    assertThat(ProcessHandle.allProcesses().map(process -> process.info().commandLine().orElse("")))
        .noneMatch(line -> line.contains(ours));
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.startsWith("dtbind-sandbox-"));
    }
  }

  @Test
  void kernelPanicIsDistinguishedFromFailedCommand() throws Exception {
    // Three tmpfs that can each hold half of the memory use all of it.
    String script =
        "echo before; echo 1 > /proc/sys/vm/panic_on_oom;"
            + " for d in /tmp /run /dev/shm; do cat /dev/zero > $d/x; done";
    Machine machine = machine();
    SandboxResult result =
        boot(
            new SandboxRequest(
                machine,
                Optional.empty(),
                List.of("sh", "-c", script),
                Map.of(),
                List.of(),
                Duration.ofMinutes(10),
                64,
                List.of(),
                false));
    assertThat(result).isInstanceOf(SandboxResult.Died.class);
    assertThat(((SandboxResult.Died) result).output()).isEqualTo("before\n");
    assertThat(((SandboxResult.Died) result).lastWords()).contains("panic");
  }

  @Test
  void lastOutputOfAProgramThatIsNoKernelIsKept() throws Exception {
    Path program =
        Files.writeString(temporary.resolve("um-0"), "#!/bin/sh\necho no go >&2\nexit 3\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    Machine machine =
        new Machine.UserMode(new SandboxKernel(program, "0", "test", Optional.empty()));
    assertThat(boot(SandboxRequest.of(machine, List.of("true"))))
        .isEqualTo(new SandboxResult.DidNotBoot("no go"));
  }

  @Test
  void unusableKernelIsNamedWithItsLastOutput() throws Exception {
    Path directory = Files.createDirectory(temporary.resolve("given"));
    Path program = Files.copy(Path.of("/bin/sh"), directory.resolve("um-9.9"));
    KernelSearch.None none =
        (KernelSearch.None) kernels(Optional.of(directory)).find("9.9", Kernels.Build.KNOWN);
    assertThat(none.reason()).isEqualTo("kernel 9.9 does not run on this machine");
    assertThat(none.notes()).hasSize(1);
    assertThat(none.notes().get(0)).startsWith(program + " does not run on this machine: ");
  }

  @Test
  void missingVersionIsReported() throws Exception {
    Path directory = Files.createDirectory(temporary.resolve("given"));
    assertThat(kernels(Optional.of(directory)).find("8.8", Kernels.Build.KNOWN))
        .isEqualTo(
            new KernelSearch.None(
                "there is no kernel um-8.8 in "
                    + directory
                    + "\n  help: 'dtbind try --setup --kernel 8.8' builds it, if apt has"
                    + " linux-source-8.8",
                List.of()));
  }
}
