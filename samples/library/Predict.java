// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.Compiler;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.DiagnosticText;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.linux.Population;
import org.dtbind.linux.Populations;
import org.dtbind.linux.chain.NodeChain;
import org.dtbind.linux.gpio.GpioController;
import org.dtbind.linux.gpio.GpioTree;
import org.dtbind.linux.gpio.LineUse;
import org.dtbind.linux.gpio.TreeLine;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.NodePath;

/**
 * Compiles a devicetree source, walks the tree, predicts its Linux devices, and follows a GPIO line
 * from its name to its controller.
 */
public final class Predict {

  private Predict() {}

  /**
   * Runs the program.
   *
   * @param args the source, a directory with headers, the name of a line
   * @throws IOException if the blob cannot be written
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 3) {
      System.err.println("usage: Predict SOURCE INCLUDE LINE");
      System.exit(64);
    }

    // 1. Compile the source. Problems in it are values, not exceptions.
    CompileOptions options = new CompileOptions(List.of(args[1]), List.of(), true, true);
    Diagnosed<DeviceTree> compiled = new Compiler(options).compile(args[0]);
    for (Diagnostic problem : compiled.diagnostics()) {
      System.err.println(DiagnosticText.snippet(problem));
    }
    if (compiled.value().isEmpty()) {
      System.exit(2);
    }
    DeviceTree tree = compiled.value().orElseThrow();
    System.out.println("a blob of it has " + DtbWriter.write(tree).length() + " bytes");

    // 2. Walk: visit every node, parents first, with the place where it was written.
    tree.forEach(
        (path, node) ->
            System.out.println("node " + path + " " + tree.origins().of(node.named()).place()));

    // 3. Predict which nodes become devices, and the names of these devices.
    for (Map.Entry<NodePath, Population> entry : Populations.of(tree).entrySet()) {
      if (entry.getValue() instanceof Population.Device device) {
        Path directory = Path.of("/sys/bus", device.bus(), "devices", device.name());
        String here = Files.exists(directory) ? ", and here it is" : "";
        System.out.println(
            entry.getKey() + " becomes " + device.bus() + "/" + device.name() + here);
      }
    }

    // 4. Resolve: find the line with this name, the lines behind it, and their controllers.
    List<TreeLine> lines = GpioTree.of(tree).named(args[2]);
    if (lines.isEmpty()) {
      System.err.println("no line is named " + args[2]);
      System.exit(3);
    }
    for (TreeLine line : lines) {
      GpioController chip = line.controller();
      // A line with a name has an offset: its place in gpio-line-names.
      int offset = line.offset().orElseThrow();
      System.out.println(
          args[2] + " is line " + offset + " of " + chip.label().orElse(chip.node().text()));
      if (chip.kind() == GpioController.ChipKind.AGGREGATOR) {
        LineUse behind = NodeChain.of(tree, chip.node()).uses().get(offset);
        System.out.println(
            "behind it is line "
                + behind.offset().map(Object::toString).orElse("?")
                + " of "
                + behind.controller()
                + ", "
                + behind.flags());
      }
    }
  }
}
