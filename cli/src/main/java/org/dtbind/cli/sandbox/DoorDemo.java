// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.sandbox;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.session.Session;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.Compiler;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Severity;
import org.dtbind.dtb.DtbReader;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.dts.print.DtsPrinter;
import org.dtbind.sandbox.Machine;
import org.dtbind.sandbox.Sandbox;
import org.dtbind.sandbox.SandboxRequest;
import org.dtbind.sandbox.SandboxResult;
import org.dtbind.sandbox.TemporaryDirectory;
import org.dtbind.source.Bytes;
import org.dtbind.source.Origin;
import org.dtbind.source.SourceFile;
import org.dtbind.tree.DeviceTree;

/**
 * The demonstration "door". Commands in the sandbox use this program's command line, as users do,
 * and the demonstration verifies their output.
 *
 * @param home the directory that contains {@code samples}
 * @param app the directory of this program, for starting it in the sandbox
 */
record DoorDemo(Session session, Sandbox sandbox, Machine machine, Path home, Path app) {

  private static final List<String> NAMES = List.of("open", "lock");

  /**
   * The script for the sandbox. It ends at the first command that fails. Lines that begin with
   * U+0001 mark the output and status of each command for {@link Stages}. The gpioinfo of libgpiod
   * 2 does not find chips by label, so it gets the name of the chip. The last command reads sysfs
   * directly, without dtbind.
   */
  private static final String SCRIPT =
      """
      PATH="$DTBIND_APP/bin:$PATH"
      run() { name=$1; shift; printf '\\001begin %s %s\\n' "$name" "$*"
              "$@"; status=$?; printf '\\001end %s %s\\n' "$name" "$status"
              [ "$status" = 0 ] || exit 1; }
      device=/sys/bus/platform/devices/door
      released() { [ -d $device ] && ! [ -e $device/driver ] &&
                   ! ls -d $device/gpiochip* 2> /dev/null || return
                   override=$(cat $device/driver_override)
                   [ "${override:-(null)}" = "(null)" ] &&
                   echo "the kernel agrees: no driver, no override, no chip"; }
      run boot uname -sr
      run bind dtbind bind door
      run lines dtbind lines --gpioinfo door
      if command -v gpioinfo > /dev/null; then
          case $(gpioinfo --version) in
              *' v1.'*) run gpioinfo gpioinfo door ;;
              *) chip=$(cd $device && echo gpiochip*) && run gpioinfo gpioinfo -c "$chip" ;;
          esac
      fi
      run unbind dtbind unbind door
      run released released
      """;

  ExitStatus run() throws IOException, InterruptedException {
    long begin = System.nanoTime();
    PrintStream out = session.console().out();
    boolean virt = machine.isEmulated();
    Path source = home.resolve(virt ? "samples/door-arm64/door.dts" : "samples/door/door.dts");
    Diagnosed<DeviceTree> tree = virt ? compiledWithVirt(source) : compiled(source, List.of());
    if (session.diagnostics().show(tree) || tree.value().isEmpty()) {
      return ExitStatus.INPUT;
    }
    Bytes blob = DtbWriter.write(tree.value().get());
    stage(out, begin, "compiled " + source + ": " + blob.length() + " bytes");

    Stages stages = new Stages(out);
    InnerProgram inner = InnerProgram.of(session.environment(), machine, app);
    SandboxResult result =
        sandbox.boot(
            SandboxRequest.of(machine, List.of("sh", "-c", SCRIPT))
                .with(blob)
                .with(inner.variables())
                .showing(inner.shown())
                .within(Duration.ofMinutes(virt ? 30 : 10)),
            stages,
            session.console().err());
    Optional<String> trouble =
        InnerProgram.trouble(session, machine.kernel(), result).or(() -> verify(stages.ended()));
    if (trouble.isPresent()) {
      out.flush();
      session.fail(ExitStatus.FAILED, "demo door: " + trouble.get());
      return ExitStatus.FAILED;
    }
    stage(
        out,
        begin,
        "done: bound, read back%s, released; kernel %s, %s"
            .formatted(
                stages.ended().containsKey("gpioinfo") ? " by two programs" : "",
                machine.kernel().version(),
                machine.kernel().source()));
    return ExitStatus.DONE;
  }

  private Diagnosed<DeviceTree> compiled(Path source, List<String> include) throws IOException {
    List<String> directories = new ArrayList<>(include);
    directories.add(home.resolve("samples/include").toString());
    return new Compiler(new CompileOptions(directories, List.of(), true, true))
        .compile(source.toString());
  }

  /** Compiles a source that includes {@code virt.dts}, the tree that QEMU generates. */
  private Diagnosed<DeviceTree> compiledWithVirt(Path source)
      throws IOException, InterruptedException {
    Bytes own = sandbox.treeOfVirt(Machine.Hardware.USUAL, SandboxRequest.MEGABYTES);
    try (TemporaryDirectory directory =
        TemporaryDirectory.in(sandbox.temporary(), "dtbind-virt-")) {
      Path virt = directory.path().resolve("virt.dts");
      Diagnosed<DeviceTree> tree = DtbReader.read(new SourceFile("virt.dtb", own));
      Files.writeString(virt, DtsPrinter.print(tree.value().orElseThrow()));
      Diagnosed<DeviceTree> combined = compiled(source, List.of(directory.path().toString()));
      // Omit warnings about QEMU's tree, which has numbers instead of references; users cannot fix
      // them.
      return new Diagnosed<>(
          combined.value(),
          combined.diagnostics().stream()
              .filter(
                  diagnostic -> diagnostic.severity() == Severity.ERROR || !isIn(virt, diagnostic))
              .toList());
    }
  }

  private static boolean isIn(Path file, Diagnostic diagnostic) {
    return diagnostic.origin() instanceof Origin.Source source
        && source.file().name().equals(file.toString());
  }

  private static void stage(PrintStream out, long begin, String text) {
    double seconds = (System.nanoTime() - begin) / 1e9;
    out.print(String.format(Locale.ROOT, "[%5.2f s] %s%n", seconds, text));
    out.flush();
  }

  /** Returns a message about the first command with a wrong result; empty if all are right. */
  private static Optional<String> verify(Map<String, Stages.Exited> ended) {
    for (String name : List.of("boot", "bind", "lines", "unbind", "released")) {
      Stages.Exited stage = ended.get(name);
      if (stage == null) {
        return Optional.of("'" + name + "' did not run");
      }
      if (stage.status() != 0) {
        return Optional.of("'" + stage.command() + "' failed with status " + stage.status());
      }
    }
    for (String name : List.of("lines", "gpioinfo")) {
      Stages.Exited stage = ended.get(name);
      if (stage != null && !GpioinfoText.chips(stage.output()).contains(NAMES)) {
        return Optional.of("'" + stage.command() + "' shows no chip with the lines open and lock");
      }
    }
    return Optional.empty();
  }
}
