// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtc;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.cli.session.Streams;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.dtb.DtbReader;
import org.dtbind.dtb.Fdt;
import org.dtbind.dtb.edit.FdtError;
import org.dtbind.dtb.edit.FdtFailure;
import org.dtbind.dtc.Getopt.Option;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.OverlayReader;
import org.dtbind.overlay.apply.MergedBlob;
import org.dtbind.overlay.apply.MergedTree;
import org.dtbind.overlay.apply.OverlayStack;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.tree.DeviceTree;

/** The program {@code fdtoverlay}, which merges overlays into a base (dtc's fdtoverlay.c). */
final class FdtoverlayProgram extends FdtProgram {

  private static final String SYNOPSIS =
      "fdtoverlay -i BASE -o OUT [OPTION]... OVERLAY...\n\n"
          + "Merge overlays into a base, in order. If one cannot be merged, write nothing.";

  private static final String NO_SYMBOLS =
      "base blob does not have a '/__symbols__' node, make sure you have compiled the base blob"
          + " with '-@' option\n";

  private Optional<String> input = Optional.empty();
  private Optional<String> output = Optional.empty();
  private boolean verbose;

  FdtoverlayProgram(Streams streams) {
    super(
        streams,
        "fdtoverlay",
        SYNOPSIS,
        List.of(
            new Option('i', "input", true, "The base"),
            new Option('o', "output", true, "Output file"),
            new Option('v', "verbose", false, "Print what is read and written"),
            HELP,
            VERSION));
  }

  @Override
  public void take(char letter, String argument) throws Stop {
    switch (letter) {
      case 'i' -> input = Optional.of(argument);
      case 'o' -> output = Optional.of(argument);
      case 'v' -> verbose = true;
      default -> super.take(letter, argument);
    }
  }

  @Override
  int work(List<String> operands) throws Stop, IOException {
    if (input.isEmpty()) {
      throw misused("missing input file");
    }
    if (output.isEmpty()) {
      throw misused("missing output file");
    }
    String in = input.get();
    String out = output.get();
    if (operands.isEmpty()) {
      throw misused("missing overlay file(s)");
    }
    if (verbose) {
      StringBuilder text = new StringBuilder("input  = " + in + "\noutput = " + out + "\n");
      for (int i = 0; i < operands.size(); i++) {
        text.append("overlay[").append(i).append("] = ").append(operands.get(i)).append('\n');
      }
      print(text.toString());
    }
    Bytes base = whole(in, "Base blob");
    List<Bytes> overlays = new ArrayList<>();
    for (String overlay : operands) {
      overlays.add(whole(overlay, "Overlay '" + overlay + "'"));
    }
    if (!write(out, merged(base, operands, overlays))) {
      printError("\nFailed to write '" + out + "'\n");
      return FAILED;
    }
    return 0;
  }

  private Bytes whole(String file, String what) throws Stop {
    Optional<Bytes> blob = read(file);
    if (blob.isEmpty()) {
      printError("\nFailed to read '" + file + "'\n");
      throw new Stop(FAILED);
    }
    long length = blob.get().length();
    long total = length < Fdt.TOTAL_SIZE + 4 ? 0 : blob.get().number(Fdt.TOTAL_SIZE, 4);
    if (total > length) {
      long read = total > room((int) length) ? room((int) length) : length;
      printError("\n%s is incomplete (%d / %d bytes read)\n".formatted(what, read, total));
      throw new Stop(FAILED);
    }
    return blob.get();
  }

  /**
   * Merges the overlays into the base. fdtoverlay copies the base first and reports errors in the
   * base there. This method looks for such errors only after another failure, since a base that
   * cannot be copied cannot be merged either.
   */
  private Bytes merged(Bytes base, List<String> names, List<Bytes> overlays) throws Stop {
    Diagnosed<DeviceTree> read = DtbReader.read(new SourceFile(input.orElse("base"), base));
    if (read.value().isEmpty()) {
      copy(base);
      throw uncopied(FdtOverlayError.of(read.diagnostics()));
    }
    DeviceTree tree = read.value().get();
    List<Overlay> stack = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Diagnosed<Overlay> overlay = overlay(names.get(i), overlays.get(i));
      if (overlay.value().isEmpty()) {
        copy(base);
        // An error in an earlier overlay must be reported first.
        MergedTree before = merged(base, tree, names, stack);
        FdtError error = FdtOverlayError.of(overlay.diagnostics(), before.tree());
        throw unapplied(names.get(i), before.tree(), error, overlay.diagnostics());
      }
      stack.add(overlay.value().get());
    }
    try {
      return MergedBlob.write(base, tree, merged(base, tree, names, stack).edits());
    } catch (FdtFailure e) {
      copy(base);
      throw unapplied(names.get(names.size() - 1), tree, e.error(), List.of());
    }
  }

  private void copy(Bytes base) throws Stop {
    try {
      MergedBlob.write(base);
    } catch (FdtFailure e) {
      throw uncopied(e.error());
    }
  }

  private static Diagnosed<Overlay> overlay(String name, Bytes blob) {
    Diagnosed<DeviceTree> read = DtbReader.read(new SourceFile(name, blob));
    return read.value().isPresent()
        ? OverlayReader.read("overlay", read.value().get())
        : Diagnosed.failed(read.diagnostics());
  }

  private MergedTree merged(Bytes blob, DeviceTree base, List<String> names, List<Overlay> stack)
      throws Stop {
    Diagnosed<MergedTree> merged = OverlayStack.apply(base, stack);
    if (merged.value().isPresent()) {
      return merged.value().get();
    }
    copy(blob);
    // Find the first overlay that fails, because the message names it.
    DeviceTree before = base;
    for (int i = 0; i < stack.size(); i++) {
      Diagnosed<MergedTree> diagnosed = OverlayStack.apply(base, stack.subList(0, i + 1));
      if (diagnosed.value().isEmpty()) {
        List<Diagnostic> problems = diagnosed.diagnostics();
        throw unapplied(names.get(i), before, FdtOverlayError.of(problems, before), problems);
      }
      before = diagnosed.value().get().tree();
    }
    throw new IllegalStateException("all of them can be merged, one after the other");
  }

  private Stop uncopied(FdtError error) {
    printError("\nFailed to make temporary copy: " + error.text() + "\n");
    return new Stop(FAILED);
  }

  private Stop unapplied(String name, DeviceTree base, FdtError error, List<Diagnostic> problems) {
    printError("\nFailed to apply '" + name + "': " + error.text() + "\n");
    if (!FdtOverlayError.hasSymbols(base)) {
      printError(NO_SYMBOLS);
    }
    printError(DtcNotes.of(problems));
    return new Stop(FAILED);
  }
}
