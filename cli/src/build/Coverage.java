// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Checks the line coverage of each module over the tests of all modules. JaCoCo's own check cannot
 * do this, since it sees the classes of only one module.
 *
 * <pre>
 * java Coverage.java CSV MINIMUM      fails if a module covers a lower share of its lines
 * </pre>
 */
final class Coverage {

  private Coverage() {}

  /** The numbers of lines in a module. */
  private record Lines(long missed, long covered) {

    Lines plus(Lines other) {
      return new Lines(missed + other.missed, covered + other.covered);
    }

    double share() {
      return (double) covered / (missed + covered);
    }
  }

  /**
   * Checks the report.
   *
   * @param args the arguments in the class comment
   * @throws IOException if the report cannot be read
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
