// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Judges what the tests of several modules cover together, which JaCoCo's own check cannot: it knows
 * the classes of one module.
 *
 * <pre>
 * java Coverage.java CSV MINIMUM      fails where a module of JaCoCo's report has a lower share of its lines covered
 * </pre>
 */
final class Coverage {

  private Coverage() {}

  /** Lines of a module. */
  private record Lines(long missed, long covered) {

    Lines plus(Lines other) {
      return new Lines(missed + other.missed, covered + other.covered);
    }

    double share() {
      return (double) covered / (missed + covered);
    }
  }

  /**
   * Judges.
   *
   * @param args see above
   * @throws IOException if there is no report
   */
  public static void main(String[] args) throws IOException {
    double minimum = Double.parseDouble(args[1]);
    Map<String, Lines> modules = modules(Files.readAllLines(Path.of(args[0])));
    if (modules.values().stream().allMatch(lines -> lines.covered() == 0)) {
      System.out.println("No tests were run: nothing is judged.");
      return;
    }
    boolean low = false;
    for (Map.Entry<String, Lines> module : modules.entrySet()) {
      double share = module.getValue().share();
      System.out.printf("%s: %.1f %% of the lines are covered%n", module.getKey(), 100 * share);
      low |= share < minimum;
    }
    if (low) {
      System.err.printf("A module has less than %.0f %%.%n", 100 * minimum);
      System.exit(1);
    }
  }

  private static Map<String, Lines> modules(List<String> csv) {
    List<String> columns = List.of(csv.get(0).split(",", -1));
    int missed = columns.indexOf("LINE_MISSED");
    int covered = columns.indexOf("LINE_COVERED");
    Map<String, Lines> modules = new TreeMap<>();
    for (String row : csv.subList(1, csv.size())) {
      String[] cells = row.split(",", -1);
      String module = cells[0].substring(cells[0].lastIndexOf('/') + 1);
      Lines lines = new Lines(Long.parseLong(cells[missed]), Long.parseLong(cells[covered]));
      modules.merge(module, lines, Lines::plus);
    }
    return modules;
  }
}
