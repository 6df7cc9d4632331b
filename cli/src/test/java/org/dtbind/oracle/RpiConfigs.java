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
 * Draws config.txt. One run of dtmerge for each overlay, and each parameter of the base, makes the
 * tree that {@code overlay apply --config-txt} must make.
 */
final class RpiConfigs {

  private static final int CONFIGS = 200;
  private static final int MOST = 8;

  private final RpiPeers peers;
  private final Comparison comparison;
  private final Random random;
  private final RpiSettings settings;
  private final RpiCounts counts;
  private final Path now;
  private final Path next;

  RpiConfigs(RpiPeers peers, Comparison comparison, Random random) {
    this.peers = peers;
    this.comparison = comparison;
    this.random = random;
    this.settings = new RpiSettings(random);
    this.counts = new RpiCounts(comparison);
    this.now = peers.out().resolve("now.dtb");
    this.next = peers.out().resolve("next.dtb");
  }

  /** Returns how much was wrong. */
  int compare() throws IOException {
    List<Path> bases = RpiPeers.files(peers.base(), ".dtb");
    List<String> names = names();
    for (int i = 0; i < CONFIGS; i++) {
      compare(bases.get(random.nextInt(bases.size())), names);
    }
    return counts.end("config.txt");
  }

  /** Returns the names of overlays, and those that the map has beside them. */
  private List<String> names() throws IOException {
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
    Files.copy(base, now, StandardCopyOption.REPLACE_EXISTING);
    StringBuilder config = new StringBuilder("# drawn\n[all]\n");
    List<Parameter> ofBase = RpiPeers.parameters(base);
    int lines = 1 + random.nextInt(MOST);
    for (int i = 0; i < lines; i++) {
      boolean isBase = random.nextInt(4) == 0;
      String name = isBase ? "" : names.get(random.nextInt(names.size()));
      Path file = peers.mapped().resolve(name + ".dtbo");
      List<Parameter> all = isBase ? ofBase : List.of();
      if (!isBase && Files.exists(file)) {
        all = RpiPeers.parameters(file);
      }
      List<String> kept = merge(isBase ? "-" : file.toString(), drawn(all));
      config
          .append(random.nextBoolean() ? "dtoverlay=" : " DTOverlay = ")
          .append(name)
          .append('\n');
      kept.forEach(setting -> config.append("dtparam=").append(setting).append('\n'));
      config.append("[none]\ndtoverlay=").append(name).append("\n[all]\n");
    }
    judge(base, config.toString());
  }

  private List<String> drawn(List<Parameter> all) {
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
   * Has dtmerge merge an overlay, and returns its parameters. Those that dtmerge refuses are left
   * out: it ends there, and the firmware does not.
   */
  private List<String> merge(String overlay, List<String> drawn) throws IOException {
    List<String> kept = new ArrayList<>();
    for (String setting : drawn) {
      kept.add(setting);
      if (!peers.merges(now, next, overlay, kept)) {
        kept.remove(kept.size() - 1);
      }
    }
    if (peers.merges(now, next, overlay, kept)) {
      Files.move(next, now, StandardCopyOption.REPLACE_EXISTING);
    }
    return kept;
  }

  private void judge(Path base, String config) throws IOException {
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
    if (run.status() == 0 && Files.mismatch(ours, now) < 0) {
      counts.same();
    } else if (run.err().contains("it takes the name of a node")) {
      counts.strict();
    } else {
      counts.wrong();
      comparison.say("wrong: %s: %d%n%s%s", base.getFileName(), run.status(), config, run.err());
    }
  }
}
