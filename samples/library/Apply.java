// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.DiagnosticText;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.spec.SpecReader;
import org.dtbind.spec.Specification;
import org.dtbind.system.ChipLine;
import org.dtbind.system.Outcome;
import org.dtbind.system.RunningSystem;

/**
 * Binds the devices of a specification on the running system, finds one of their lines, and
 * releases one of the devices again. Run it as root.
 */
public final class Apply {

  private Apply() {}

  /**
   * Runs the program.
   *
   * @param args the specification, a device, the name of a line
   * @throws IOException if the specification cannot be read
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 3) {
      System.err.println("usage: Apply BINDINGS DEVICE LINE");
      System.exit(64);
    }
    RunningSystem system = RunningSystem.open(Path.of("/"));

    // 1. Read the specification, and report problems in it.
    Diagnosed<Specification> read =
        SpecReader.read(new SourceFile(args[0], Bytes.wrap(Files.readAllBytes(Path.of(args[0])))));
    for (Diagnostic problem : read.diagnostics()) {
      System.err.println(DiagnosticText.snippet(problem));
    }
    if (read.value().isEmpty()) {
      System.exit(2);
    }
    Specification specification = read.value().orElseThrow();

    // 2. Plan: print the planned steps, in order; this writes nothing.
    print(system.plan(specification));

    // 3. Apply: all or nothing, and verified.
    Outcome applied = system.apply(specification);
    print(applied);
    if (applied.exitStatus() != 0) {
      System.exit(applied.exitStatus());
    }

    // 4. Find the line with this name.
    for (ChipLine line : system.lines(args[2])) {
      System.out.println(
          args[2] + " is line " + line.offset() + " of " + line.label().orElse(line.chip()));
    }

    // 5. Print the status, and release the device, which restores its former driver.
    print(system.status(specification));
    print(system.unbind(args[1]));
  }

  private static void print(Outcome outcome) {
    for (Outcome.Item item : outcome.items()) {
      System.out.println(item.name() + ": " + item.state());
      item.steps().forEach(step -> System.out.println("  " + step));
      item.messages().forEach(message -> System.err.println("  " + message));
    }
    outcome.messages().forEach(System.err::println);
  }
}
