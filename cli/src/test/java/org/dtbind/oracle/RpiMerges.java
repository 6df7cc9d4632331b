// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.dtbind.cli.Run;
import org.dtbind.overlay.rpi.Parameter;

/**
 * Merges every overlay into every base with {@code overlay apply --boot rpi} and with dtmerge, then
 * again with random values for every parameter. The results must be equal, byte for byte, and both
 * must refuse the same inputs.
 */
final class RpiMerges {

  private static final int VALUES = 5;

  private final RpiPeers peers;
  private final ComparisonLog comparison;
  private final Random random;
  private final RpiSettings settings;
  private final RpiCounts counts;
  private final Map<Path, List<Path>> basesByOverlay = new HashMap<>();

  RpiMerges(RpiPeers peers, ComparisonLog comparison, Random random) {
    this.peers = peers;
    this.comparison = comparison;
    this.random = random;
    this.settings = new RpiSettings(random);
    this.counts = new RpiCounts(comparison);
  }

  /** Compares the results, and returns the number of wrong ones. */
  int compare() throws IOException {
    List<Path> bases = RpiPeers.files(peers.base(), ".dtb");
    List<Path> overlays = RpiPeers.files(peers.overlays(), ".dtbo");
    for (Path base : bases) {
      for (Path overlay : overlays) {
        if (compare(base, Optional.of(overlay), List.of())) {
          basesByOverlay.computeIfAbsent(overlay, any -> new ArrayList<>()).add(base);
        }
      }
    }
    int wrong = counts.end("overlays");
    for (Path overlay : overlays) {
      compareParameters(overlay);
    }
    wrong += counts.end("parameters of overlays");
    for (Path base : bases) {
      for (Parameter parameter : RpiPeers.parameters(base)) {
        for (int i = 0; i < VALUES; i++) {
          compare(base, Optional.empty(), List.of(settings.of(parameter)));
        }
      }
    }
    return wrong + counts.end("parameters of bases");
  }

  /** Sets each parameter of an overlay to random values, sometimes together with another one. */
  private void compareParameters(Path overlay) throws IOException {
    List<Path> bases = basesByOverlay.getOrDefault(overlay, List.of());
    List<Parameter> all = bases.isEmpty() ? List.of() : RpiPeers.parameters(overlay);
    for (Parameter parameter : all) {
      for (int i = 0; i < VALUES; i++) {
        List<String> settingsToApply = new ArrayList<>(List.of(settings.of(parameter)));
        if (random.nextInt(3) == 0) {
          settingsToApply.add(random.nextInt(2), settings.ofAny(all));
        }
        compare(bases.get(random.nextInt(bases.size())), Optional.of(overlay), settingsToApply);
      }
    }
  }

  /** Returns whether both programs merged the overlay with the same result. */
  private boolean compare(Path base, Optional<Path> overlay, List<String> settingsToApply)
      throws IOException {
    Path theirs = peers.out().resolve("theirs.dtb");
    Path ours = peers.out().resolve("ours.dtb");
    Files.deleteIfExists(ours);
    boolean merged =
        peers.merges(base, theirs, overlay.map(Path::toString).orElse("-"), settingsToApply);
    List<String> arguments = new ArrayList<>(List.of("overlay", "apply", "--boot", "rpi"));
    arguments.addAll(List.of("--base", base.toString(), "-o", ours.toString()));
    overlay.ifPresent(file -> arguments.add(file.toString()));
    settingsToApply.forEach(setting -> arguments.addAll(List.of("--param", setting)));
    Run run = Run.of(arguments.toArray(String[]::new));
    if (run.status() == 0 && merged && Files.mismatch(ours, theirs) < 0) {
      counts.same();
      return true;
    }
    if (run.status() == 2 && !merged) {
      counts.refused();
    } else if (run.status() == 2 && run.err().contains("use a valid node name")) {
      counts.strict();
    } else {
      counts.wrong();
      comparison.say(
          "wrong: %s %s %s: %s",
          base.getFileName(),
          overlay.map(file -> "" + file.getFileName()).orElse("-"),
          settingsToApply,
          run.status() != 0 ? "refused: " + run.err() : merged ? "differs" : "not refused");
    }
    return false;
  }
}
