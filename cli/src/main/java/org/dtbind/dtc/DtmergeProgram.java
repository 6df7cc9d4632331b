// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtc;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.cli.session.OutputFile;
import org.dtbind.cli.session.Streams;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.dtb.edit.FdtFailure;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.OverlayReader;
import org.dtbind.overlay.apply.MergePlan;
import org.dtbind.overlay.apply.MergeRules;
import org.dtbind.overlay.apply.MergedBlob;
import org.dtbind.overlay.apply.MergedTree;
import org.dtbind.overlay.apply.OverlayStack;
import org.dtbind.overlay.config.OverlayMap;
import org.dtbind.overlay.config.Platform;
import org.dtbind.overlay.rpi.ParameterCode;
import org.dtbind.overlay.rpi.ParameterSetting;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.tree.DeviceTree;

/**
 * The program {@code dtmerge}, which merges an overlay into a base, or sets parameters of the base
 * (raspberrypi/utils, dtmerge.c).
 */
final class DtmergeProgram extends RpiProgram {

  private static final String USAGE =
      """
      Usage:
          dtmerge [<options] <base dtb> <merged dtb> - [param=value] ...
              to apply a parameter to the base dtb, without an overlay (like dtparam)
          dtmerge [<options] <base dtb> <merged dtb> <overlay dtb> [param=value] ...
              to apply an overlay, optionally with parameters (like dtoverlay)
        where <options> is any of:
          -d      Enable debug output
          -h      Show this help message
      """;

  private static final int MOST = 200_000;
  private static final int LONGEST_NAME = 256;
  private static final int UNREADABLE = 255;
  private static final int REFUSED = 254;

  DtmergeProgram(Streams streams) {
    super(streams);
  }

  @Override
  int perform(List<String> arguments) throws Stop {
    int at = 0;
    while (at < arguments.size() && arguments.get(at).startsWith("-")) {
      String option = arguments.get(at++);
      if (option.equals("-d") || option.equals("--debug")) {
        enableDebug();
      } else {
        boolean help = option.equals("-h") || option.equals("--help");
        print((help ? "" : "* Unknown option '" + option + "'\n") + USAGE);
        return FAILED;
      }
    }
    if (arguments.size() < at + 3) {
      print(USAGE);
      return FAILED;
    }
    List<ParameterSetting> settings = new ArrayList<>();
    for (String argument : arguments.subList(at + 3, arguments.size())) {
      settings.add(ParameterSetting.of(FileName.bytes(argument).latin1()));
    }
    return merge(arguments.get(at), arguments.get(at + 1), arguments.get(at + 2), settings);
  }

  private int merge(String base, String out, String overlay, List<ParameterSetting> given)
      throws Stop {
    Optional<Blob> read = load(base, MOST);
    if (read.isEmpty()) {
      print("* failed to load '" + base + "'\n");
      return UNREADABLE;
    }
    if (FileName.bytes(overlay).length() >= LONGEST_NAME) {
      print("* overlay filename too long\n");
      return UNREADABLE;
    }
    Blob blob = read.get();
    List<ParameterSetting> settings = new ArrayList<>();
    List<Overlay> overlays = new ArrayList<>();
    int slash = overlay.lastIndexOf('/');
    Optional<OverlayMap> map =
        blob.tree().root().property("compatible").isPresent()
            ? map(slash < 0 ? "." : overlay.substring(0, slash), Platform.of(blob.tree()))
            : Optional.empty();
    if (!overlay.equals("-")) {
      overlays.add(overlay(overlay, blob.tree(), map, settings));
    }
    settings.addAll(given);
    Diagnosed<MergedTree> merged = apply(blob.tree(), overlays, settings);
    if (merged.value().isEmpty()) {
      return fail(blob.tree(), overlays, settings, merged.diagnostics());
    }
    return write(out, blob, written(base, blob, merged.value().get()));
  }

  private static Diagnosed<MergedTree> apply(
      DeviceTree base, List<Overlay> overlays, List<ParameterSetting> settings) {
    Map<Integer, List<ParameterSetting>> by = Map.of(overlays.size(), settings);
    return OverlayStack.apply(base, overlays, new MergePlan(MergeRules.FIRMWARE, by));
  }

  private Overlay overlay(
      String file, DeviceTree base, Optional<OverlayMap> map, List<ParameterSetting> settings)
      throws Stop {
    int slash = file.lastIndexOf('/');
    int dot = file.lastIndexOf('.');
    String name = file.substring(slash + 1, dot > slash ? dot : file.length());
    Optional<String> mapped = remap(map, name, Platform.of(base).orElse(""));
    if (mapped.isEmpty()) {
      throw new Stop(REFUSED);
    }
    String[] parts = mapped.get().split(",", -1);
    if (!parts[0].equals(name)) {
      debug("mapped overlay '" + name + "' to '" + parts[0] + "'");
    }
    Arrays.stream(parts)
        .skip(1)
        .filter(part -> !part.isEmpty())
        .forEach(part -> settings.add(ParameterSetting.of(part)));
    String path = file.substring(0, slash + 1) + parts[0] + ".dtbo";
    Optional<Blob> blob = load(path, MOST);
    if (blob.isEmpty()) {
      throw new Stop(UNREADABLE);
    }
    Diagnosed<Overlay> read = OverlayReader.read(path, blob.get().tree());
    if (read.value().isEmpty()) {
      error("failed to apply fixups");
      printError(DtcNotes.of(read.diagnostics()));
      throw new Stop(FAILED);
    }
    return read.value().get();
  }

  /** Reports only the first error, since dtmerge stops there; returns the exit code. */
  private int fail(
      DeviceTree base,
      List<Overlay> overlays,
      List<ParameterSetting> settings,
      List<Diagnostic> all) {
    Optional<Diagnostic> fixup = all.stream().filter(DtovlError::isFixup).findFirst();
    if (fixup.isPresent()) {
      boolean hasSymbols = base.root().child(Overlay.SYMBOLS).isPresent();
      return fail(DtovlError.ofFixup(fixup.get(), hasSymbols), all);
    }
    // Like dtmerge, set one parameter after the other. The diagnostics of all of them are in
    // another order: first those about the base, then those about the overlay.
    List<ParameterSetting> set = new ArrayList<>();
    for (ParameterSetting setting : settings) {
      set.add(setting);
      List<Diagnostic> problems = apply(base, overlays, set).diagnostics();
      Optional<Diagnostic> refused = problems.stream().filter(DtovlError::isParameter).findFirst();
      if (refused.isPresent()) {
        return fail(refused.get(), setting, problems);
      }
    }
    Diagnostic first =
        all.stream().filter(p -> Diagnostic.anyError(List.of(p))).findFirst().orElseThrow();
    return fail(DtovlError.ofMerge(first, base), all);
  }

  private int fail(Diagnostic refused, ParameterSetting setting, List<Diagnostic> problems) {
    if (refused.code() == ParameterCode.UNKNOWN_PARAMETER) {
      print("* unknown param '" + setting.name() + "'\n");
    }
    return fail(DtovlError.ofParameter(refused, setting.name(), setting.value()), problems);
  }

  private int fail(DtovlError error, List<Diagnostic> problems) {
    error.lines().forEach(this::error);
    printError(DtcNotes.of(problems));
    return error.code();
  }

  private static Bytes written(String file, Blob base, MergedTree merged) {
    try {
      return MergedBlob.write(base.bytes(), base.tree(), merged.edits());
    } catch (FdtFailure e) {
      return DtbWriter.write(merged.tree(), DtbWriter.names(base.names(file), merged.names()));
    }
  }

  private int write(String out, Blob base, Bytes tree) {
    try {
      OutputFile.write(FileName.path(out), whole(tree, base.trailer()));
    } catch (IOException e) {
      debug("failed to create '" + out + "'");
      printError("note: " + out + ": " + Strerror.of(e) + "\n");
      return UNREADABLE;
    }
    debug("wrote " + tree.length() + " bytes to '" + out + "'");
    return 0;
  }
}
