// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.Compiler;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.DiagnosticText;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.tree.DeviceTree;

/** Compiles a devicetree source, runs dtc's checks on the tree, walks the tree, and writes it. */
public final class Compile {

  private Compile() {}

  /**
   * Runs the program.
   *
   * @param args the source, a directory with headers, the blob to write
   * @throws IOException if the blob cannot be written
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 3) {
      System.err.println("usage: Compile SOURCE INCLUDE BLOB");
      System.exit(64);
    }

    // 1. Compile the source, with dtc's checks. Problems are values, not exceptions.
    CompileOptions options = new CompileOptions(List.of(args[1]), List.of(), true, true);
    Diagnosed<DeviceTree> compiled = new Compiler(options).compile(args[0]);
    for (Diagnostic problem : compiled.diagnostics()) {
      System.err.println(DiagnosticText.snippet(problem));
    }
    if (compiled.value().isEmpty()) {
      System.exit(2);
    }
    DeviceTree tree = compiled.value().orElseThrow();

    // 2. Walk: visit every node, parents first, with the place where it was written.
    tree.forEach(
        (path, node) ->
            System.out.println(path + " " + tree.origins().of(node.named()).place()));

    // 3. Write the blob.
    byte[] blob = DtbWriter.write(tree).toArray();
    Files.write(Path.of(args[2]), blob);
    System.out.println(args[2] + " has " + blob.length + " bytes");
  }
}
