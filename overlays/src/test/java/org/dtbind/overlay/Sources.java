// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.Compiler;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.DiagnosticText;
import org.dtbind.dtb.DtbReader;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.tree.DeviceTree;

/** Compiles bases and overlays from text, and runs programs to compare with. */
public final class Sources {

  private Sources() {}

  /** Compiles a source from memory, with symbols. */
  public static DeviceTree tree(String name, String text) {
    return tree(name, text, true);
  }

  /** Compiles a source from memory. */
  public static DeviceTree tree(String name, String text, boolean symbols) {
    CompileOptions options = new CompileOptions(List.of(), List.of(), false, symbols);
    Diagnosed<DeviceTree> tree =
        new Compiler(options, path -> Optional.of(Bytes.latin1(text))).compile(name);
    return tree.value().orElseThrow(() -> new AssertionError(messages(tree) + text));
  }

  /** Compiles an overlay from memory. */
  public static Overlay overlay(String name, String text) {
    return overlay(name, tree(name, text));
  }

  /** Returns a tree as an overlay. */
  public static Overlay overlay(String name, DeviceTree tree) {
    Diagnosed<Overlay> overlay = OverlayReader.read(name, tree);
    return overlay.value().orElseThrow(() -> new AssertionError(messages(overlay)));
  }

  /** Returns the same tree, read from its blob: without labels, types and source positions. */
  public static DeviceTree asBlob(String name, DeviceTree tree) {
    return DtbReader.read(new SourceFile(name, DtbWriter.write(tree))).value().orElseThrow();
  }

  /** Returns the text of the diagnostics. */
  public static String messages(Diagnosed<?> diagnosed) {
    StringBuilder output = new StringBuilder();
    for (Diagnostic diagnostic : diagnosed.diagnostics()) {
      output.append(DiagnosticText.snippet(diagnostic));
    }
    return output.toString();
  }

  /** Writes a tree as a blob. */
  public static Path write(Path file, DeviceTree tree) throws IOException {
    return Files.write(file, DtbWriter.write(tree).toArray());
  }

  /** Runs a program and returns its exit code. Its output goes to {@code directory/log}. */
  public static int run(Path directory, String... command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(String.join(" ", command) + " did not exit within 60 seconds");
    }
    return process.exitValue();
  }

  /** Returns the output of the last program. */
  public static String output(Path directory) throws IOException {
    return Files.readString(directory.resolve("log"), StandardCharsets.UTF_8);
  }

  /** Returns whether a program is on the PATH. */
  public static boolean has(String program) {
    for (String directory : System.getenv("PATH").split(":", -1)) {
      if (Files.isExecutable(Path.of(directory, program))) {
        return true;
      }
    }
    return false;
  }
}
