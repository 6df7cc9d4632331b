// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dtbind.aggregator.AggregatorSubject;
import org.dtbind.bind.plan.DevicePlan;
import org.dtbind.bind.plan.DeviceSubject;
import org.dtbind.bind.plan.Plan;
import org.dtbind.bind.plan.Results;
import org.dtbind.change.FileChange;
import org.dtbind.change.NamedResult;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Done;
import org.dtbind.change.result.Result.Planned;
import org.dtbind.change.result.Result.RolledBack;
import org.dtbind.change.result.Result.Untouched;
import org.dtbind.cli.session.Phrases;
import org.dtbind.cli.session.Session;
import org.dtbind.device.LinuxDevice;
import org.dtbind.gpio.GpioChip;
import org.dtbind.view.Format;
import org.dtbind.view.View;

/** Shows the results of requests to bind or release devices, for one command. */
public final class ChangeReport {

  /** What success means for a device that has no driver afterwards. */
  enum Success {
    BOUND("bound"),
    RELEASED("released"),
    WITHOUT_DRIVER("without a driver");

    private final String words;

    Success(String words) {
      this.words = words;
    }
  }

  public static final View<Results> VIEW =
      View.<Results>document(
              "bind",
              "`bind`: the result for each device and aggregator. `unbind`, `apply`, `group"
                  + " bind` and `group release` print the same members, each in its own schema."
                  + " `result` is `done` (the device is in the requested state), "
                  + ResultWords.OF_CHANGES)
          .list(
              "devices",
              "devices, one entry for each request",
              DeviceReport.RESULT,
              Results::entries)
          .list(
              "aggregators",
              "aggregators, each as in [aggregator create](#dtbindaggregator-create1)",
              AggregatorView.RESULT,
              all -> all.aggregators().stream().map(AggregatorReport::reported).toList())
          .texts(
              "problems",
              "reasons for the exit code that belong to no single device or aggregator, such as the"
                  + " lock of another dtbind",
              ChangeReport::problems)
          .texts(
              "notRestored",
              "files and shared device nodes that could not be restored",
              all -> all.whole().notRestored())
          .texts(
              "notes",
              "additional notes that belong to no single device or aggregator",
              Results::notes);

  private final Session session;
  private final String command;
  private final Success success;
  private final Format format;

  /** The IOMMU groups whose plans were already printed. */
  private final Set<Integer> groups = new HashSet<>();

  /**
   * Creates an output.
   *
   * @param command the name of the command in the schema
   * @param success what success means for a device that has no driver afterwards
   */
  ChangeReport(Session session, String command, Success success, Format format) {
    this.session = session;
    this.command = command;
    this.success = success;
    this.format = format;
  }

  private static List<String> problems(Results results) {
    return results.whole().reason().map(Problem::lines).orElse(List.of());
  }

  /** Shows the results of requests that were carried out together; returns the exit code. */
  int end(Results results) throws IOException {
    done(results);
    return finish(results);
  }

  /** Shows the results of requests that were carried out together, as text. */
  void done(Results results) {
    ResultReport.problem(session.messages(), results.whole());
    for (NamedResult<DeviceSubject> entry : results.entries()) {
      together(results, entry);
      add(entry.wanted(), entry.result());
    }
    for (NamedResult<AggregatorSubject> one : results.aggregators()) {
      AggregatorReport.lines(session.messages(), one).forEach(this::print);
    }
    if (results.entries().isEmpty() && results.aggregators().isEmpty() && results.good()) {
      print("the declaration binds no device and contains no aggregator");
    }
    notes(results);
  }

  /** Shows plans, as text. Devices and aggregators that are as declared are only counted. */
  void plan(Results results) {
    ResultReport.problem(session.messages(), results.whole());
    int asDeclared = 0;
    for (NamedResult<DeviceSubject> entry : results.entries()) {
      if (entry.result() instanceof Done) {
        asDeclared++;
        continue;
      }
      if (DevicePlan.of(entry.result()).isPresent()) {
        Plan plan = DevicePlan.of(entry.result()).get().plan();
        print(
            "# %s: from %s to %s"
                .formatted(
                    plan.before().text(),
                    plan.before().driver().orElse("no driver"),
                    plan.driver().orElse("no driver")));
      }
      together(results, entry);
      add(entry.wanted(), entry.result());
    }
    for (NamedResult<AggregatorSubject> one : results.aggregators()) {
      if (one.result() instanceof Done) {
        asDeclared++;
        continue;
      }
      if (one.result() instanceof Planned<AggregatorSubject> planned) {
        String header = planned.subject().deleted() ? "# delete aggregator " : "# aggregator ";
        print(header + one.wanted());
      }
      AggregatorReport.lines(session.messages(), one).forEach(this::print);
    }
    int all = results.entries().size() + results.aggregators().size();
    print("# as declared: %d of %d".formatted(asDeclared, all));
    notes(results);
  }

  /** Prints the writes for a whole group once: they are interleaved, not grouped by device. */
  private void together(Results results, NamedResult<DeviceSubject> entry) {
    DevicePlan.of(entry.result())
        .flatMap(DevicePlan::group)
        .filter(groups::add)
        .ifPresent(group -> results.together(group).forEach(this::print));
  }

  private void notes(Results results) {
    AggregatorReport.notes(session.messages(), results.aggregators());
    results.notes().forEach(session.messages()::note);
    session.output().stream().flush();
  }

  /** Shows the document; returns the exit code. */
  int finish(Results results) throws IOException {
    if (format != Format.TABLE) {
      session.output().write(VIEW.of(command), results, format);
    }
    session.output().stream().flush();
    return results.exit().code();
  }

  /** Prints one result. */
  void add(String wanted, Result<DeviceSubject> result) {
    if (result instanceof Done<DeviceSubject> done) {
      text(done);
    } else if (result instanceof RolledBack<DeviceSubject> back) {
      showRolledBack(back.subject().device(), back.notRestored());
    } else if (result instanceof Untouched) {
      session.messages().progress("not tried: " + wanted);
    }
    DevicePlan.of(result)
        .filter(planned -> planned.group().isEmpty())
        .ifPresent(planned -> planned.plan().text().forEach(this::print));
    ResultReport.problem(session.messages(), result);
    ResultReport.notes(session.messages(), result);
  }

  private void showRolledBack(LinuxDevice before, List<String> notRestored) {
    String driver = before.driver().map(name -> "bound to " + name).orElse("without a driver");
    if (notRestored.isEmpty()) {
      print(before.text() + " is " + driver + " again");
      return;
    }
    session
        .messages()
        .problem(
            Problem.of(
                "could not fully restore "
                    + before.text()
                    + ", which was "
                    + driver
                    + before
                        .override()
                        .driver()
                        .map(name -> " and reserved for " + name)
                        .orElse("")),
            notRestored);
  }

  private void text(Done<DeviceSubject> done) {
    DeviceSubject now = done.subject();
    Optional<String> bound = now.device().driver();
    String made =
        now.chip()
            .map(ChangeReport::text)
            .orElse(now.nodes().isEmpty() ? "" : ": " + String.join(", ", now.nodes()));
    String device = now.device().text();
    boolean released = bound.isEmpty() && !done.already() && success == Success.RELEASED;
    print(
        released
            ? "released " + device + made
            : device
                + (done.already() ? " is already " : " is ")
                + bound.map(driver -> "bound to " + driver).orElse(success.words)
                + made);
    for (FileChange change : now.files()) {
      print("  " + (change.after().isPresent() ? "wrote " : "removed ") + change.path());
    }
    now.owned().forEach(line -> print("  " + line));
    if (!now.modules().isEmpty()) {
      session.messages().progress("loaded modules: " + String.join(", ", now.modules()));
    }
  }

  private static String text(GpioChip chip) {
    String names = String.join(", ", shown(DeviceReport.lineNames(chip)));
    String label = chip.label().orElse("?");
    String lines = Phrases.count(chip.lines().size(), "line");
    return ": " + chip.name() + " [" + label + "], " + lines + " (" + names + ")";
  }

  private static List<String> shown(List<String> names) {
    return names.stream().map(name -> name.isEmpty() ? "unnamed" : name).toList();
  }

  private void print(String line) {
    if (format == Format.TABLE) {
      session.output().print(line);
    }
  }
}
