// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtc;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.cli.session.OutputFile;
import org.dtbind.cli.session.Session;
import org.dtbind.diag.Diagnosed;
import org.dtbind.dtb.DtbReader;
import org.dtbind.dtc.Getopt.Option;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.OverlayReader;
import org.dtbind.overlay.apply.FdtFailure;
import org.dtbind.overlay.apply.MergedBlob;
import org.dtbind.overlay.apply.MergedTree;
import org.dtbind.overlay.apply.OverlayStack;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.source.SourceFile;
import org.dtbind.tree.DeviceTree;

/** The program {@code fdtoverlay}, which merges overlays into a base (dtc's fdtoverlay.c). */
final class FdtoverlayProgram extends FdtProgram {

  private static final String SYNOPSIS =
      "fdtoverlay -i BASE -o OUT [OPTION]... OVERLAY...\n\n"
          + "Merge overlays into a base, in order. If one cannot be merged, write nothing.";

  private Optional<String> input = Optional.empty();
  private Optional<String> output = Optional.empty();
  private boolean verbose;

  FdtoverlayProgram(Session session) {
    super(
        session,
        "fdtoverlay",
        SYNOPSIS,
        List.of(
            new Option('i', "input", true, "The base"),
            new Option('o', "output", true, "Output file"),
            new Option('v', "verbose", false, "Print what is read and written"),
            new Option('h', "help", false, "Print this help and exit"),
            new Option('V', "version", false, "Print the version and exit")));
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
    Bytes blob = merged(in, operands);
    if (out.equals("-")) {
      print(blob);
    } else {
      OutputFile.write(FileName.path(out), blob);
    }
    return 0;
  }

  private Bytes merged(String in, List<String> names) throws Stop, IOException {
    Bytes base = read(in);
    DeviceTree tree = value(tree(in, base));
    List<Overlay> stack = new ArrayList<>();
    for (String name : names) {
      stack.add(value(OverlayReader.read(name, value(tree(name, read(name))))));
    }
    MergedTree merged = value(OverlayStack.apply(tree, stack));
    try {
      return MergedBlob.write(base, tree, merged.edits());
    } catch (FdtFailure e) {
      throw fatal(
          in
              + " cannot be changed in place: "
              + e.getMessage()
              + "; use 'dtbind overlay apply', which writes it anew");
    }
  }

  private Bytes read(String file) throws IOException {
    return session.inputs().read(FileName.path(file));
  }

  private static Diagnosed<DeviceTree> tree(String file, Bytes blob) {
    return DtbReader.read(new SourceFile(file, blob));
  }

  private <T> T value(Diagnosed<T> diagnosed) throws Stop {
    if (diagnosed.value().isEmpty()) {
      show(diagnosed.diagnostics());
      throw new Stop(FAILED);
    }
    return diagnosed.value().get();
  }
}
