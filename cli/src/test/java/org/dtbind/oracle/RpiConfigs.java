// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dtbind.cli.Run;
import org.dtbind.overlay.rpi.Parameter;

/**
 * Compares {@code overlay apply --config-txt} with dtmerge for random files config.txt. dtmerge
 * runs once for each overlay and for each parameter of the base.
 */
final class RpiConfigs {

  private static final int CONFIGS = 200;
  private static final int MAX_LINES = 8;

  private final RpiPeers peers;
  private final ComparisonLog comparison;
  private final Random random;
  private final RpiSettings settings;
  private final RpiCounts counts;
  private final Path current;
  private final Path next;

  RpiConfigs(RpiPeers peers, ComparisonLog comparison, Random random) {
    this.peers = peers;
    this.comparison = comparison;
    this.random = random;
    this.settings = new RpiSettings(random);
    this.counts = new RpiCounts(comparison);
    this.current = peers.out().resolve("now.dtb");
    this.next = peers.out().resolve("next.dtb");
  }

  /** Compares the results, and returns the number of wrong ones. */
  int compare() throws IOException {
    List<Path> bases = RpiPeers.files(peers.base(), ".dtb");
    List<String> names = overlayNames();
    for (int i = 0; i < CONFIGS; i++) {
      compare(bases.get(random.nextInt(bases.size())), names);
    }
    return counts.end("config.txt");
  }

  /** Returns the names of the overlays, and those in the overlay map. */
  private List<String> overlayNames() throws IOException {
    List<String> names = new ArrayList<>();
    for (Path file : RpiPeers.files(peers.mapped(), ".dtbo")) {
      names.add(file.getFileName().toString().replace(".dtbo", ""));
    }
    RpiPeers.tree(peers.mapped().resolve("overlay_map.dtb"))
        .root()
        .children()
        .forEach(node -> names.add(node.name()));
    return names;
  }

  private void compare(Path base, List<String> names) throws IOException {
    Files.copy(base, current, StandardCopyOption.REPLACE_EXISTING);
    StringBuilder config = new StringBuilder("# drawn\n[all]\n");
    List<Parameter> baseParameters = RpiPeers.parameters(base);
    int lines = 1 + random.nextInt(MAX_LINES);
    for (int i = 0; i < lines; i++) {
      boolean isBase = random.nextInt(4) == 0;
      String name = isBase ? "" : names.get(random.nextInt(names.size()));
      Path file = peers.mapped().resolve(name + ".dtbo");
      List<Parameter> all = isBase ? baseParameters : List.of();
      if (!isBase && Files.exists(file)) {
        all = RpiPeers.parameters(file);
      }
      List<String> accepted = merge(isBase ? "-" : file.toString(), randomSettings(all));
      config
          .append(random.nextBoolean() ? "dtoverlay=" : " DTOverlay = ")
          .append(name)
          .append('\n');
      accepted.forEach(setting -> config.append("dtparam=").append(setting).append('\n'));
      config.append("[none]\ndtoverlay=").append(name).append("\n[all]\n");
    }
    compareWithOurs(base, config.toString());
  }

  private List<String> randomSettings(List<Parameter> all) {
    List<String> drawn = new ArrayList<>();
    int most = all.isEmpty() ? 0 : random.nextInt(4);
    for (int i = 0; i < most; i++) {
      String setting = settings.ofAny(all);
      if (setting.indexOf(',') < 0 && setting.equals(setting.strip()) && setting.length() < 80) {
        drawn.add(setting);
      }
    }
    return drawn;
  }

  /**
   * Merges an overlay with dtmerge, and returns the parameters that were set. Parameters that
   * dtmerge refuses are left out: dtmerge stops at them, but the firmware does not.
   */
  private List<String> merge(String overlay, List<String> drawn) throws IOException {
    List<String> accepted = new ArrayList<>();
    for (String setting : drawn) {
      accepted.add(setting);
      if (!peers.merges(current, next, overlay, accepted)) {
        accepted.remove(accepted.size() - 1);
      }
    }
    if (peers.merges(current, next, overlay, accepted)) {
      Files.move(next, current, StandardCopyOption.REPLACE_EXISTING);
    }
    return accepted;
  }

  private void compareWithOurs(Path base, String config) throws IOException {
    Path text = Files.writeString(peers.out().resolve("config.txt"), config);
    Path ours = peers.out().resolve("ours.dtb");
    Files.deleteIfExists(ours);
    Run run =
        Run.of(
            "overlay",
            "apply",
            "--config-txt",
            text.toString(),
            "--overlays",
            peers.mapped().toString(),
            "--base",
            base.toString(),
            "-o",
            ours.toString());
    if (run.status() == 0 && Files.mismatch(ours, current) < 0) {
      counts.same();
    } else if (run.err().contains("use a valid node name")) {
      counts.strict();
    } else {
      counts.wrong();
      comparison.say("wrong: %s: %d%n%s%s", base.getFileName(), run.status(), config, run.err());
    }
  }
}
