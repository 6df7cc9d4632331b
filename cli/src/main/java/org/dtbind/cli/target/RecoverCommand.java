// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.dtbind.aggregator.RecoveredAggregator;
import org.dtbind.bind.Binder;
import org.dtbind.bind.plan.RecoveredDevice;
import org.dtbind.change.result.Recovered;
import org.dtbind.change.result.Result;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.argument.Command;
import org.dtbind.cli.option.ChangeOptions;
import org.dtbind.cli.session.Session;
import org.dtbind.view.Format;
import org.dtbind.view.View;

/** The command {@code dtbind recover}, which completes or rolls back an interrupted change. */
public final class RecoverCommand implements Command {

  public static final View<Recovered> VIEW =
      View.<Recovered>document(
              "recover",
              "`recover`: the result of the recovery. `result` is " + ResultWords.OF_RECOVERIES)
          .text(
              "result",
              "result of the recovery: one of the values described above",
              ResultWords::word)
          .textOrNull(
              "process",
              "process ID of the dtbind process that was interrupted; null if `result` is `nothing`"
                  + " or `refused`",
              r -> interrupted(r).map(Recovered.Interrupted::process))
          .textOrNull(
              "last",
              "last step that was started; null if no step was started",
              r -> interrupted(r).flatMap(Recovered.Interrupted::last))
          .list(
              "devices",
              "devices that were part of the interrupted change",
              View.<RecoveredDevice>part()
                  .text("text", "name and node of the device", RecoveredDevice::text)
                  .objectOrNull(
                      "device",
                      "current state of the device; null if the device no longer exists",
                      DeviceReport.DEVICE,
                      RecoveredDevice::device)
                  .texts(
                      "notRestored",
                      "parts of the device's former state that could not be restored",
                      RecoveredDevice::notRestored),
              r -> all(r, one -> one.subjects(RecoveredDevice.class)))
          .list(
              "aggregators",
              "aggregators that were part of the interrupted change",
              View.<RecoveredAggregator>part()
                  .text("text", "name of the aggregator", RecoveredAggregator::text)
                  .flag("there", "whether the aggregator exists now", RecoveredAggregator::exists)
                  .texts(
                      "notRestored",
                      "parts of the aggregator's former state that could not be restored",
                      RecoveredAggregator::notRestored),
              r -> all(r, one -> one.subjects(RecoveredAggregator.class)))
          .texts(
              "notRestored",
              "all parts of the former state that could not be restored",
              r -> all(r, Recovered.Interrupted::notRestored))
          .texts(
              "notUndone",
              "steps that cannot be rolled back; these steps are harmless",
              r -> all(r, Recovered.Interrupted::notUndone));

  private final Session session;
  private final ChangeOptions change = new ChangeOptions();

  public RecoverCommand(Session session) {
    this.session = session;
  }

  @Override
  public List<String> description() {
    return List.of(
        "Finish or roll back a change that was interrupted because dtbind was killed or power "
            + "was lost. This command reads the journal, in which dtbind recorded the change, "
            + "from /run/dtbind or, for changes made with --persist, from /etc/dtbind. If there "
            + "is no journal, the command does nothing.");
  }

  @Override
  public void declare(Arguments arguments) {
    arguments.add(change);
  }

  @Override
  public Integer call() throws IOException {
    return change.run(
        session,
        (kernel, stop) -> {
          Recovered recovered = new Binder(kernel, stop).recover(change.timeout());
          show(recovered);
          return recovered.exit().code();
        });
  }

  private void show(Recovered recovered) throws IOException {
    if (recovered instanceof Recovered.Rejected rejected) {
      ResultReport.problem(session.messages(), Result.rejected(rejected.why()));
    } else if (recovered instanceof Recovered.Interrupted interrupted) {
      interrupted.notRestored().forEach(line -> session.messages().error("not restored: " + line));
      interrupted.notUndone().forEach(line -> session.messages().note("not rolled back: " + line));
    }
    if (change.format() != Format.TABLE) {
      session.output().write(VIEW, recovered, change.format());
    } else {
      text(recovered);
    }
    session.output().stream().flush();
  }

  private void text(Recovered recovered) {
    if (recovered instanceof Recovered.None) {
      session.output().stream().println("no change was interrupted");
    } else if (recovered instanceof Recovered.Interrupted interrupted) {
      session.output().print(summary(interrupted));
      for (RecoveredDevice device : interrupted.subjects(RecoveredDevice.class)) {
        session.output().print(device.text() + state(device));
      }
      for (RecoveredAggregator aggregator : interrupted.subjects(RecoveredAggregator.class)) {
        session
            .output()
            .print(aggregator.text() + (aggregator.exists() ? " exists" : " does not exist"));
      }
      interrupted
          .last()
          .ifPresent(step -> session.messages().decision("it was interrupted at: " + step));
    }
  }

  private static String summary(Recovered.Interrupted interrupted) {
    String subject = "the change of process " + interrupted.process();
    return switch (interrupted.way()) {
      case FINISHED -> subject + " was complete, and has been finished";
      case FILES_UNDONE ->
          subject
              + (interrupted.notRestored().isEmpty()
                  ? " was interrupted when the system stopped; its files have been restored, "
                      + "but what they set up at this boot stays until the next boot"
                  : " was interrupted when the system stopped, and cannot be rolled"
                      + " back completely");
      case OTHER_BOOT ->
          subject + " was interrupted before this boot; there is nothing to roll back";
      case UNDONE ->
          subject
              + (interrupted.notRestored().isEmpty()
                  ? " was interrupted, and has been rolled back"
                  : " was interrupted, and cannot be rolled back completely");
    };
  }

  private static String state(RecoveredDevice device) {
    return device
        .device()
        .map(now -> now.driver().map(name -> " is bound to " + name).orElse(" has no driver"))
        .orElse(" no longer exists");
  }

  private static Optional<Recovered.Interrupted> interrupted(Recovered recovered) {
    return recovered instanceof Recovered.Interrupted interrupted
        ? Optional.of(interrupted)
        : Optional.empty();
  }

  private static <T> List<T> all(Recovered recovered, Function<Recovered.Interrupted, List<T>> of) {
    return interrupted(recovered).map(of).orElse(List.of());
  }
}
