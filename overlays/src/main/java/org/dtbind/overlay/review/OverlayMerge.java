// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.review;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dtbind.source.Bytes;

/**
 * Overlays that a Makefile of the kernel merges into a board, by a line such as {@code NAME-dtbs :=
 * BASE.dtb OVERLAY.dtbo} (scripts/Makefile.dtbs).
 *
 * @param name the path of the result without its extension
 * @param base the path of the board's source
 * @param overlays the paths of the sources of overlays, in the order in which they are merged
 */
public record OverlayMerge(String name, String base, List<String> overlays) {

  private static final Pattern RULE =
      Pattern.compile("(?m)^[ \\t]*([^\\s:#=+]+)-dtbs[ \\t]*[:+]?=[ \\t]*(.*)$");

  /** Copies the list. */
  public OverlayMerge {
    overlays = List.copyOf(overlays);
  }

  /** Returns whether the result is made of a source. */
  boolean isMadeOf(Set<String> sources) {
    return sources.contains(base) || overlays.stream().anyMatch(sources::contains);
  }

  /** {@return the merges that the Makefiles beside boards specify, sorted by name} */
  static List<OverlayMerge> of(ProjectFiles files, Set<String> boards) throws IOException {
    Set<String> makefiles = new TreeSet<>();
    boards.forEach(
        board -> makefiles.add(ProjectFiles.path(ProjectFiles.parent(board), "Makefile")));
    TreeMap<String, OverlayMerge> merges = new TreeMap<>();
    for (Map.Entry<String, Bytes> each : files.read(makefiles).entrySet()) {
      Matcher rule = RULE.matcher(each.getValue().latin1().replace("\\\n", " "));
      while (rule.find()) {
        of(ProjectFiles.parent(each.getKey()), rule.group(1), rule.group(2), boards)
            .ifPresent(merge -> merges.put(merge.name(), merge));
      }
    }
    return List.copyOf(merges.values());
  }

  private static Optional<OverlayMerge> of(
      String directory, String name, String words, Set<String> boards) {
    List<String> bases = new ArrayList<>();
    List<String> overlays = new ArrayList<>();
    for (String word : words.trim().split("\\s+", -1)) {
      String stem =
          ProjectFiles.path(directory, word.substring(0, Math.max(0, word.lastIndexOf('.'))));
      String source = boards.contains(stem + ".dtso") ? stem + ".dtso" : stem + ".dts";
      if (!boards.contains(source)) {
        return Optional.empty();
      }
      (word.endsWith(".dtbo") ? overlays : bases).add(source);
    }
    return bases.size() == 1 && !overlays.isEmpty()
        ? Optional.of(new OverlayMerge(ProjectFiles.path(directory, name), bases.get(0), overlays))
        : Optional.empty();
  }
}
