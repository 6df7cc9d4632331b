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
 * Merges every overlay into every base by {@code overlay apply --boot rpi} and by dtmerge, then
 * again with every parameter set to drawn values: the result must be the same, byte for byte, and
 * what the one refuses the other must refuse.
 */
final class RpiMerges {

  private static final int VALUES = 5;

  private final RpiPeers peers;
  private final Comparison comparison;
  private final Random random;
  private final RpiSettings settings;
  private final RpiCounts counts;
  private final Map<Path, List<Path>> fitting = new HashMap<>();

  RpiMerges(RpiPeers peers, Comparison comparison, Random random) {
    this.peers = peers;
    this.comparison = comparison;
    this.random = random;
    this.settings = new RpiSettings(random);
    this.counts = new RpiCounts(comparison);
  }

  /** Returns how much was wrong. */
  int compare() throws IOException {
    List<Path> bases = RpiPeers.files(peers.base(), ".dtb");
    List<Path> overlays = RpiPeers.files(peers.overlays(), ".dtbo");
    for (Path base : bases) {
      for (Path overlay : overlays) {
        if (compare(base, Optional.of(overlay), List.of())) {
          fitting.computeIfAbsent(overlay, any -> new ArrayList<>()).add(base);
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

  /** Gives each parameter of an overlay drawn values, and sometimes another one with it. */
  private void compareParameters(Path overlay) throws IOException {
    List<Path> bases = fitting.getOrDefault(overlay, List.of());
    List<Parameter> all = bases.isEmpty() ? List.of() : RpiPeers.parameters(overlay);
    for (Parameter parameter : all) {
      for (int i = 0; i < VALUES; i++) {
        List<String> drawn = new ArrayList<>(List.of(settings.of(parameter)));
        if (random.nextInt(3) == 0) {
          drawn.add(random.nextInt(2), settings.ofAny(all));
        }
        compare(bases.get(random.nextInt(bases.size())), Optional.of(overlay), drawn);
      }
    }
  }

  /** Returns whether both merged it, to the same. */
  private boolean compare(Path base, Optional<Path> overlay, List<String> drawn)
      throws IOException {
    Path theirs = peers.out().resolve("theirs.dtb");
    Path ours = peers.out().resolve("ours.dtb");
    Files.deleteIfExists(ours);
    boolean merged = peers.merges(base, theirs, overlay.map(Path::toString).orElse("-"), drawn);
    List<String> typed = new ArrayList<>(List.of("overlay", "apply", "--boot", "rpi"));
    typed.addAll(List.of("--base", base.toString(), "-o", ours.toString()));
    overlay.ifPresent(file -> typed.add(file.toString()));
    drawn.forEach(setting -> typed.addAll(List.of("--param", setting)));
    Run run = Run.of(typed.toArray(String[]::new));
    if (run.status() == 0 && merged && Files.mismatch(ours, theirs) < 0) {
      counts.same();
      return true;
    }
    if (run.status() == 2 && !merged) {
      counts.refused();
    } else if (run.status() == 2 && run.err().contains("it takes the name of a node")) {
      counts.strict();
    } else {
      counts.wrong();
      comparison.say(
          "wrong: %s %s %s: %s",
          base.getFileName(),
          overlay.map(file -> "" + file.getFileName()).orElse("-"),
          drawn,
          run.status() != 0 ? "refused: " + run.err() : merged ? "other" : "not refused");
    }
    return false;
  }
}
