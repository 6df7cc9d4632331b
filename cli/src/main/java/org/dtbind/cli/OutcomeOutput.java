// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dtbind.aggregator.AggregatorOutcome;
import org.dtbind.aggregator.AggregatorPlan;
import org.dtbind.bind.Outcome;
import org.dtbind.bind.Outcomes;
import org.dtbind.bind.Plan;
import org.dtbind.change.FileChange;
import org.dtbind.change.Problem;
import org.dtbind.device.LinuxDevice;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.GpioLine;
import org.dtbind.report.Format;
import org.dtbind.report.Table;

/** Shows what came of wishes to bind or release, for one command. */
final class OutcomeOutput {

  /** What came of all of them. */
  record All(List<DeviceReport.Result> devices, Outcomes outcomes) {}

  private final Session session;
  private final String command;
  private final String doneWord;
  private final Format format;
  private final List<DeviceReport.Result> results = new ArrayList<>();

  /** IOMMU groups whose plans are shown. */
  private final Set<Integer> groups = new HashSet<>();

  /**
   * Creates it.
   *
   * @param session where to show
   * @param command name in the schema
   * @param doneWord what was done, such as {@code bound}
   * @param format in which form
   */
  OutcomeOutput(Session session, String command, String doneWord, Format format) {
    this.session = session;
    this.command = command;
    this.doneWord = doneWord;
    this.format = format;
  }

  /** Shows what came of wishes that were to be fulfilled together. */
  int end(Outcomes outcomes) throws IOException {
    for (Outcomes.Entry entry : outcomes.entries()) {
      together(outcomes, entry.outcome());
      add(entry.wanted(), entry.outcome());
    }
    for (AggregatorPlan plan : outcomes.aggregators()) {
      AggregatorReport.lines(session, plan).forEach(this::print);
    }
    if (outcomes.entries().isEmpty() && outcomes.aggregators().isEmpty()) {
      print("no device is declared with a driver, and no aggregator");
    }
    return finish(outcomes);
  }

  /** Shows plans: what is so already is counted alone. */
  int plan(Outcomes outcomes) throws IOException {
    int so = 0;
    for (Outcomes.Entry entry : outcomes.entries()) {
      if (entry.outcome() instanceof Outcome.Done) {
        keep(entry.wanted(), entry.outcome());
        so++;
      } else {
        if (entry.outcome() instanceof Outcome.Planned planned) {
          Plan plan = planned.plan();
          print(
              "# %s: from %s to %s"
                  .formatted(
                      plan.before().text(),
                      plan.before().driver().orElse("no driver"),
                      plan.driver().orElse("no driver")));
        }
        together(outcomes, entry.outcome());
        add(entry.wanted(), entry.outcome());
      }
    }
    for (AggregatorPlan plan : outcomes.aggregators()) {
      if (plan.outcome() instanceof AggregatorOutcome.Created) {
        so++;
        continue;
      }
      if (plan.pending()) {
        print("# aggregator " + plan.name() + (plan.creation().isPresent() ? "" : ": deleted"));
      }
      AggregatorReport.lines(session, plan).forEach(this::print);
    }
    int all = outcomes.entries().size() + outcomes.aggregators().size();
    print("# %d of %d as declared".formatted(so, all));
    return finish(outcomes);
  }

  /** The writes to the devices of a group, which are not one device's after the other's. */
  private void together(Outcomes outcomes, Outcome outcome) {
    if (outcome instanceof Outcome.Planned planned
        && planned.group().filter(groups::add).isPresent()) {
      Plan.together(outcomes, planned.group().get()).forEach(this::print);
    }
  }

  private int finish(Outcomes outcomes) throws IOException {
    outcomes.notes().forEach(note -> session.messages().progress("note: " + note));
    if (format != Format.TABLE) {
      session.write(OutcomeView.VIEW.of(command), new All(List.copyOf(results), outcomes), format);
    }
    session.out().flush();
    return outcomes.exit().code();
  }

  /** Takes one outcome. */
  void add(String wanted, Outcome outcome) {
    keep(wanted, outcome);
    if (outcome instanceof Outcome.Done done) {
      text(done);
    } else if (outcome instanceof Outcome.Planned planned) {
      if (planned.group().isEmpty()) {
        planned.plan().text().forEach(this::print);
      }
      planned.notes().forEach(note -> session.messages().progress("note: " + note));
    } else if (outcome instanceof Outcome.Rejected rejected) {
      session.messages().problem(rejected.problem(), rejected.candidates(), List.of());
    } else if (outcome instanceof Outcome.Failed failed) {
      session.messages().problem(failed.problem(), List.of(), failed.notRestored());
      if (!failed.notRestored().isEmpty()) {
        session.messages().progress("dtbind recover tries again");
      }
    } else if (outcome instanceof Outcome.BroughtBack back) {
      broughtBack(back.device(), back.notRestored());
    } else if (!wanted.isEmpty()) {
      session.messages().progress("not tried: " + wanted);
    }
  }

  /** A table has no more than what is printed as it comes. */
  private void keep(String wanted, Outcome outcome) {
    if (format != Format.TABLE) {
      results.add(DeviceReport.result(wanted, outcome));
    }
  }

  private void broughtBack(LinuxDevice before, List<String> notRestored) {
    String driver = before.driver().map(name -> "bound to " + name).orElse("without driver");
    if (notRestored.isEmpty()) {
      print(before.text() + " is " + driver + " again");
      return;
    }
    session
        .messages()
        .problem(
            Problem.of(
                before.text()
                    + " was "
                    + driver
                    + before.override().driver().map(name -> " and kept for " + name).orElse("")),
            List.of(),
            notRestored);
  }

  private void text(Outcome.Done done) {
    String driver = done.device().driver().map(name -> " to " + name).orElse("");
    String made =
        done.chip()
            .map(OutcomeOutput::text)
            .orElse(done.files().isEmpty() ? "" : ": " + String.join(", ", done.files()));
    String already = done.already() ? " already" : "";
    print(done.device().text() + " is " + doneWord(done) + driver + already + made);
    for (FileChange change : done.changed()) {
      print("  " + (change.after().isPresent() ? "wrote " : "removed ") + change.path());
    }
    done.given().forEach(line -> print("  " + line));
    if (!done.modules().isEmpty()) {
      session.messages().progress("loaded for it: " + String.join(", ", done.modules()));
    }
    done.notes().forEach(note -> session.messages().progress("note: " + note));
  }

  private static String text(GpioChip chip) {
    String names = String.join(", ", shown(lineNames(chip)));
    String label = chip.label().orElse("?");
    String lines = Messages.count(chip.lines().size(), "line");
    return ": " + chip.name() + " [" + label + "], " + lines + ": " + names;
  }

  static List<String> lineNames(GpioChip chip) {
    return chip.lines().stream().map(GpioLine::name).toList();
  }

  private String doneWord(Outcome.Done done) {
    return done.device().driver().isPresent() ? "bound" : doneWord;
  }

  private static List<String> shown(List<String> names) {
    return names.stream().map(name -> name.isEmpty() ? "(unnamed)" : name).toList();
  }

  private void print(String line) {
    if (format == Format.TABLE) {
      session.out().println(Table.printable(line));
    }
  }
}
