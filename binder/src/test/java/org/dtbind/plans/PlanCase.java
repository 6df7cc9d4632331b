// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.plans;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.dtbind.bind.plan.DevicePlan;
import org.dtbind.bind.plan.DeviceSubject;
import org.dtbind.bind.plan.Results;
import org.dtbind.bind.record.Bindings;
import org.dtbind.change.FileChange;
import org.dtbind.change.FileState;
import org.dtbind.change.NamedResult;
import org.dtbind.plans.SystemTree.Entry;
import org.dtbind.source.Bytes;

/**
 * A request to a system, and the expected plan or refusal; README.md next to the cases describes
 * their format.
 *
 * @param title what the case shows
 * @param state the lines of the system's text
 * @param request the request
 * @param expected the expected plan or refusal
 */
record PlanCase(String title, List<String> state, String request, String expected) {

  private static final String TITLE = "== ";
  private static final String REQUEST = "$ ";
  private static final String SYSTEM = "system: ";
  private static final String AFTER = "after: ";
  private static final String FAILS = "fails: ";
  private static final String BOUND = "bound: ";
  private static final String MEANWHILE = "meanwhile:";

  PlanCase {
    state = List.copyOf(state);
  }

  /** {@return the cases in a file} */
  static List<PlanCase> read(Path file) throws IOException {
    List<PlanCase> cases = new ArrayList<>();
    List<String> common = new ArrayList<>();
    List<String> state = common;
    String title = "";
    List<String> lines = Files.readAllLines(file);
    for (int at = 0; at < lines.size(); at++) {
      String line = lines.get(at);
      if (line.startsWith(TITLE)) {
        title = line.substring(TITLE.length());
        state = new ArrayList<>(common);
      } else if (line.startsWith(REQUEST)) {
        StringBuilder expected = new StringBuilder();
        while (at + 1 < lines.size() && isExpected(lines.get(at + 1))) {
          expected.append(lines.get(++at)).append('\n');
        }
        String request = line.substring(REQUEST.length());
        cases.add(new PlanCase(title, state, request, expected.toString()));
      } else {
        state.add(line);
      }
    }
    return cases;
  }

  private static boolean isExpected(String line) {
    return !line.isEmpty() && !line.startsWith(TITLE) && !line.startsWith(REQUEST);
  }

  /** {@return the text of a file with the actual results} */
  static String updated(Path file) throws IOException {
    StringBuilder text = new StringBuilder();
    List<PlanCase> cases = read(file);
    int next = 0;
    boolean skips = false;
    for (String line : Files.readAllLines(file)) {
      skips &= isExpected(line);
      if (!skips) {
        text.append(line).append('\n');
      }
      if (line.startsWith(REQUEST)) {
        text.append(cases.get(next++).actual());
        skips = true;
      }
    }
    return text.toString();
  }

  /** {@return the plan or the refusal; a mistake in the case, if there is one} */
  String actual() throws IOException {
    try {
      return planned();
    } catch (IllegalArgumentException e) {
      return "this case has a mistake: " + Objects.requireNonNullElse(e.getMessage(), "") + "\n";
    }
  }

  private String planned() throws IOException {
    PlanRequest wanted = PlanRequest.of(request);
    return wanted.runs() ? system().run(wanted) : wanted.planned(system().tree());
  }

  /** {@return the system before the request} */
  RunningSystem system() throws IOException {
    SystemTree tree = new SystemTree(Map.of(), Map.of());
    RunningSystem.Behavior behavior = RunningSystem.Behavior.NONE;
    UnaryOperator<SystemTree> meanwhile = now -> now;
    List<String> lines = new ArrayList<>();
    for (int at = 0; at < state.size(); at++) {
      String line = state.get(at);
      if (line.startsWith(SYSTEM)) {
        tree = SystemText.read(tree, lines);
        lines.clear();
        Path base = PlansTest.DIRECTORY.resolve("systems/" + line.substring(SYSTEM.length()));
        tree = SystemText.read(tree, Files.readAllLines(Path.of(base + ".txt")));
      } else if (line.startsWith(AFTER)) {
        tree = SystemText.read(tree, lines);
        lines.clear();
        tree = after(tree, PlanRequest.of(line.substring(AFTER.length())).results(tree));
      } else if (line.startsWith(FAILS)) {
        behavior = behavior.failing(line.substring(FAILS.length()));
      } else if (line.startsWith(BOUND)) {
        List<String> block = block(at + 1);
        at += block.size();
        behavior = behavior.creating(line.substring(BOUND.length()), block);
      } else if (line.startsWith(MEANWHILE)) {
        List<String> block = block(at + 1);
        at += block.size();
        String other = line.substring(MEANWHILE.length()).strip();
        meanwhile =
            now ->
                SystemText.read(
                    other.isEmpty() ? now : after(now, PlanRequest.of(other).results(now)), block);
      } else {
        lines.add(line);
      }
    }
    return new RunningSystem(SystemText.read(tree, lines), behavior, meanwhile);
  }

  /** The indented lines that begin at a position, without their indentation. */
  private List<String> block(int first) {
    return state.stream()
        .skip(first)
        .takeWhile(line -> line.startsWith("  "))
        .map(line -> line.substring(2))
        .toList();
  }

  /** The system with the files and records of a plan; its devices stay as they are. */
  private static SystemTree after(SystemTree tree, Results results) {
    if (!results.good()) {
      throw new IllegalArgumentException(PlanText.of(results));
    }
    Map<String, Entry> entries = new TreeMap<>(tree.entries());
    for (NamedResult<DeviceSubject> each : results.entries()) {
      DevicePlan plan = DevicePlan.of(each.result()).orElseThrow();
      plan.files().forEach(change -> put(entries, change));
      String record = Bindings.path(plan.device().bus(), plan.device().name());
      entries.remove(record);
      plan.record()
          .after()
          .ifPresent(
              binding ->
                  entries.put(record, new SystemTree.File(Bytes.utf8(binding.text()), false)));
    }
    return tree.with(entries);
  }

  private static void put(Map<String, Entry> entries, FileChange change) {
    if (change.after().isEmpty()) {
      entries.remove(change.path());
    } else if (change.after().get() instanceof FileState.Link link) {
      entries.put(change.path(), new SystemTree.Link(link.target(), OptionalLong.empty()));
    } else {
      FileState.Text text = (FileState.Text) change.after().get();
      entries.put(change.path(), new SystemTree.File(text.bytes(), text.executable()));
    }
  }
}
