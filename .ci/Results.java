// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Sums up reports of JUnit for {@code ./verify}.
 *
 * <pre>java .ci/Results.java DIRECTORY [TAGS]</pre>
 *
 * DIRECTORY has a directory for each run of Maven, with the reports of its tests. If there are TAGS
 * (with commas between), each test class of this checkout must have a result in the first directory
 * by name for each of its tests, except those with one of the TAGS. A test that was skipped failed,
 * unless its reason begins with an id and a colon, and {@code .ci/allowed-skips} lists that id.
 * Prints the results of each run, the twenty slowest tests, those that failed or were skipped and
 * why, and last "N passed, N failed, N skipped". Exits 1 if a test failed or gave no result, or a
 * run has no results.
 */
public class Results {

  private static final Pattern TEST =
      Pattern.compile("(?m)^ *@(Test|TestFactory|ParameterizedTest|RepeatedTest)\\b");
  private static final Pattern TAGGED_TEST = Pattern.compile("(?m)^ +@Tag\\(\"([^\"]*)\"\\)");
  private static final Pattern TAGGED_CLASS = Pattern.compile("(?m)^@Tag\\(\"([^\"]*)\"\\)");

  /** A test, or what JUnit calls a container that failed. */
  private record Case(String name, double seconds, String outcome, String reason) {}

  public static void main(String[] args) throws Exception {
    List<Path> runs = sorted(Path.of(args[0]));
    Set<String> allowed = allowedSkips();
    List<String> missing = new ArrayList<>();
    Map<String, Integer> perClass = new TreeMap<>();
    List<Case> all = new ArrayList<>();
    System.out.printf("%n%-40s %7s %7s %8s%n", "run", "passed", "failed", "skipped");
    for (Path run : runs) {
      List<Case> cases = new ArrayList<>();
      for (Path report : sorted(run)) {
        List<Case> ofClass = cases(report, allowed);
        cases.addAll(ofClass);
        if (run.equals(runs.get(0))) {
          String name = report.getFileName().toString().replaceAll("^.* TEST-|\\.xml$", "");
          perClass.merge(name, ofClass.size(), Integer::sum);
        }
      }
      System.out.printf(
          "%-40s %7d %7d %8d%n",
          run.getFileName().toString().replaceFirst("^\\d+ ", ""),
          count(cases, "passed"),
          count(cases, "failed"),
          count(cases, "skipped"));
      if (cases.isEmpty()) {
        missing.add(run.getFileName() + " gave no results");
      }
      all.addAll(cases);
    }
    List<Case> timed = new ArrayList<>(all);
    timed.addAll(inKernels());
    if (args.length > 1) {
      missing.addAll(missing(perClass, Set.of(args[1].split(","))));
    }
    System.out.println("\nthe twenty slowest, in seconds:");
    timed.stream()
        .sorted(Comparator.comparing(Case::seconds).reversed())
        .limit(20)
        .forEach(one -> System.out.printf("%9.1f  %s%n", one.seconds, one.name));
    print(all, "skipped");
    print(all, "failed");
    missing.forEach(line -> System.out.println("failed: " + line));
    long failed = count(all, "failed") + missing.size();
    System.out.printf(
        "%n%d passed, %d failed, %d skipped%n",
        count(all, "passed"), failed, count(all, "skipped"));
    System.exit(failed > 0 ? 1 : 0);
  }

  private static List<Path> sorted(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }

  private static long count(List<Case> cases, String outcome) {
    return cases.stream().filter(one -> one.outcome.equals(outcome)).count();
  }

  private static void print(List<Case> all, String outcome) {
    for (Case one : all) {
      if (one.outcome.equals(outcome)) {
        System.out.printf("%s: %s%n    %s%n", outcome, one.name, one.reason);
      }
    }
  }

  /** The ids in the file: an id is what stands before the first colon of a line. */
  private static Set<String> allowedSkips() throws IOException {
    return Files.readAllLines(Path.of(".ci/allowed-skips")).stream()
        .filter(line -> !line.startsWith("#") && line.contains(":"))
        .map(line -> line.substring(0, line.indexOf(':')))
        .collect(Collectors.toSet());
  }

  private static List<Case> cases(Path report, Set<String> allowed) throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(report.toFile());
    NodeList found = document.getElementsByTagName("testcase");
    return IntStream.range(0, found.getLength())
        .mapToObj(i -> toCase((Element) found.item(i), allowed))
        .toList();
  }

  /** JUnit has no times of what runs inside a kernel: the tests leave them in a file. */
  private static List<Case> inKernels() throws IOException {
    Path times = Path.of("cli/target/case-times.tsv");
    if (!Files.exists(times)) {
      return List.of();
    }
    return Files.readAllLines(times).stream()
        .map(line -> line.split("\t", 2))
        .map(of -> new Case(of[1], Long.parseLong(of[0]) / 1000.0, "", ""))
        .toList();
  }

  private static Case toCase(Element test, Set<String> allowed) {
    String name =
        test.getAttribute("classname").replaceFirst(".*\\.", "") + "." + test.getAttribute("name");
    double seconds = Double.parseDouble("0" + test.getAttribute("time").replace(",", ""));
    for (String kind : List.of("failure", "error", "skipped")) {
      NodeList marks = test.getElementsByTagName(kind);
      if (marks.getLength() > 0) {
        Element mark = (Element) marks.item(0);
        String text = mark.getAttribute("message");
        boolean skipped = kind.equals("skipped");
        text = text.isEmpty() ? mark.getTextContent() : text;
        // The reason for a skip is its message, without the stack trace.
        text = skipped ? text.replaceFirst("(?s)\\R\\s*at .*", "") : text;
        text = text.strip().replaceAll("\\s+", " ");
        String reason = text.replaceFirst("^.*?Assumption failed: ", "");
        boolean may = skipped && allowed.contains(reason.replaceFirst("(?s):.*", ""));
        String why =
            skipped && !may ? "skipped, and .ci/allowed-skips does not name it: " + reason : reason;
        return new Case(
            name,
            seconds,
            may ? "skipped" : "failed",
            why.substring(0, Math.min(why.length(), 600)));
      }
    }
    return new Case(name, seconds, "passed", "");
  }

  /** A class that was not run, or ended early, leaves no failure behind. */
  private static List<String> missing(Map<String, Integer> results, Set<String> excluded)
      throws IOException {
    List<String> missing = new ArrayList<>();
    for (Path module : sorted(Path.of("."))) {
      Path sources = module.resolve("src/test/java");
      for (Path file : Files.isDirectory(sources) ? tests(sources) : List.<Path>of()) {
        String text = Files.readString(file);
        if (tags(TAGGED_CLASS, text).anyMatch(excluded::contains)) {
          continue;
        }
        long least =
            TEST.matcher(text).results().count()
                - tags(TAGGED_TEST, text).filter(excluded::contains).count();
        String name = sources.relativize(file).toString().replace(".java", "").replace('/', '.');
        int given = results.getOrDefault(name, 0);
        if (given < least) {
          missing.add("%s gave %d results, of %d or more".formatted(name, given, least));
        }
      }
    }
    return missing;
  }

  private static List<Path> tests(Path sources) throws IOException {
    try (Stream<Path> files = Files.walk(sources)) {
      return files.filter(file -> file.toString().endsWith("Test.java")).sorted().toList();
    }
  }

  private static Stream<String> tags(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1));
  }
}
