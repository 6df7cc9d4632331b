// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Generates sources of bases and matching overlays, reproducibly from a seed. */
public final class RandomTrees {

  private final Random random;
  private final List<String> labels = new ArrayList<>();
  private final List<String> paths = new ArrayList<>();
  private int counter;

  public RandomTrees(long seed) {
    random = new Random(seed);
  }

  public String base() {
    StringBuilder out = new StringBuilder("/dts-v1/;\n/memreserve/ 0x1000 0x10;\n/ {\n");
    paths.add("/");
    properties(out, 1, List.of());
    for (int i = 0; i < 4; i++) {
      node(out, 1, "");
    }
    return out.append("};\n").toString();
  }

  /** Returns the source of an overlay, which may refer to nodes of earlier overlays. */
  public String overlay() {
    StringBuilder out = new StringBuilder("/dts-v1/;\n/plugin/;\n");
    List<String> known = List.copyOf(labels);
    List<String> knownPaths = List.copyOf(paths);
    List<String> ownLabels = new ArrayList<>();
    int fragments = 1 + random.nextInt(4);
    for (int i = 0; i < fragments; i++) {
      boolean byPath = random.nextInt(3) == 0;
      String target = byPath ? "{" + pick(knownPaths) + "}" : pick(known);
      out.append(String.format(Locale.ROOT, "&%s {\n", target));
      properties(out, 1, concat(known, ownLabels));
      int children = random.nextInt(3);
      for (int c = 0; c < children; c++) {
        String name = "ov" + counter++;
        String label = "o" + counter++;
        boolean labelled = random.nextBoolean();
        out.append('\t').append(labelled ? label + ": " : "").append(name).append(" {\n");
        if (labelled) {
          ownLabels.add(label);
        }
        properties(out, 2, concat(known, ownLabels));
        if (random.nextBoolean()) {
          out.append("\t\tdeep@").append(random.nextInt(10)).append(" { x = <&");
          out.append(pick(concat(known, ownLabels))).append(">; };\n");
        }
        out.append("\t};\n");
      }
      out.append("};\n");
    }
    labels.addAll(ownLabels);
    return out.toString();
  }

  private static List<String> concat(List<String> a, List<String> b) {
    List<String> all = new ArrayList<>(a);
    all.addAll(b);
    return all;
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  private void node(StringBuilder out, int level, String parent) {
    String name = "n" + counter++ + (random.nextInt(3) == 0 ? "@" + counter : "");
    boolean labelled = random.nextInt(3) > 0 || labels.isEmpty();
    if (labelled) {
      labels.add("l" + counter);
      out.append("l").append(counter).append(": ");
    }
    paths.add(parent + "/" + name);
    out.append(name).append(" {\n");
    properties(out, level + 1, List.copyOf(labels));
    int children = level > 4 ? 0 : random.nextInt(level == 1 ? 12 : 4);
    for (int i = 0; i < children; i++) {
      node(out, level + 1, parent + "/" + name);
    }
    out.append("};\n");
  }

  private void properties(StringBuilder out, int level, List<String> known) {
    int count = random.nextInt(5);
    for (int i = 0; i < count; i++) {
      String name = "p" + (i * 3 + random.nextInt(3));
      out.append("\t".repeat(level)).append(name);
      switch (random.nextInt(known.isEmpty() ? 3 : 5)) {
        case 0 -> out.append(";\n");
        case 1 -> out.append(" = \"text\", \"").append(random.nextInt(99)).append("\";\n");
        case 2 -> out.append(" = [00 12], <").append(random.nextInt(999)).append(">;\n");
        case 3 -> out.append(" = <&").append(pick(known)).append(" 7>;\n");
        default ->
            out.append(" = \"odd\", <&")
                .append(pick(known))
                .append(">, <1 &")
                .append(pick(known))
                .append(">;\n");
      }
    }
  }
}
