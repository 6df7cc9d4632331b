// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.dtbind.bind.Binder;
import org.dtbind.change.result.Recovered;
import org.dtbind.change.result.Result;
import org.dtbind.cli.option.ChangeOptions;
import org.dtbind.cli.session.Session;
import org.dtbind.view.Format;
import org.dtbind.view.Table;
import org.dtbind.view.View;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code dtbind recover}, which completes or rolls back an interrupted change. */
@Command(
    name = "recover",
    description =
        "Finish or roll back a change that was interrupted because dtbind was killed or power "
            + "was lost. This command reads the journal, in which dtbind recorded the change, "
            + "from /run/dtbind or, for changes made with --persist, from /etc/dtbind. If there "
            + "is no journal, the command does nothing.",
    sortOptions = false)
public final class RecoverCommand implements Callable<Integer> {

  public static final View<Recovered> VIEW =
      View.<Recovered>document(
              "recover",
              "`recover`: how recovery ended. `result` is `nothing` (no change"
                  + " was interrupted), `undone` (rolled back), `finished`, `otherBoot`"
                  + " (interrupted before this boot, with nothing to roll back), `notRestored` (not"
                  + " rolled back completely) or `refused`")
          .text("result", "result, one of the words above", RecoverCommand::word)
          .textOrNull(
              "process",
              "ID of the interrupted process",
              r -> ended(r).map(Recovered.Interrupted::process))
          .textOrNull(
              "last",
              "last step that was started",
              r -> ended(r).flatMap(Recovered.Interrupted::last))
          .list(
              "devices",
              "devices in the interrupted change",
              View.<Recovered.OfDevice>part()
                  .text("text", "name and node of the device", Recovered.OfDevice::text)
                  .objectOrNull(
                      "device",
                      "current state of the device",
                      DeviceReport.DEVICE,
                      Recovered.OfDevice::device)
                  .texts(
                      "notRestored",
                      "what could not be restored for the device",
                      Recovered.OfDevice::notRestored),
              r -> all(r, Recovered.Interrupted::devices))
          .list(
              "aggregators",
              "aggregators in the interrupted change",
              View.<Recovered.OfAggregator>part()
                  .text("text", "name of the aggregator", Recovered.OfAggregator::text)
                  .flag("there", "whether the aggregator exists now", Recovered.OfAggregator::there)
                  .texts(
                      "notRestored",
                      "what could not be restored for the aggregator",
                      Recovered.OfAggregator::notRestored),
              r -> all(r, Recovered.Interrupted::aggregators))
          .texts(
              "notRestored",
              "everything that could not be restored",
              r -> all(r, Recovered.Interrupted::notRestored))
          .texts(
              "notUndone",
              "steps that cannot be rolled back, but are harmless",
              r -> all(r, Recovered.Interrupted::notUndone));

  private final Session session;

  @Mixin private ChangeOptions change = new ChangeOptions();

  public RecoverCommand(Session session) {
    this.session = session;
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
    if (recovered instanceof Recovered.Refused refused) {
      ResultReport.problem(session, Result.rejected(refused.why()));
    } else if (recovered instanceof Recovered.Interrupted ended) {
      ended.notRestored().forEach(line -> session.messages().error("not restored: " + line));
      ended
          .notUndone()
          .forEach(line -> session.messages().progress("note: not rolled back: " + line));
    }
    if (change.format() != Format.TABLE) {
      session.write(VIEW, recovered, change.format());
    } else {
      text(recovered);
    }
    session.out().flush();
  }

  private void text(Recovered recovered) {
    if (recovered instanceof Recovered.Nothing) {
      session.out().println("nothing was interrupted");
    } else if (recovered instanceof Recovered.Interrupted ended) {
      session.out().println(summary(ended));
      for (Recovered.OfDevice device : ended.devices()) {
        session.out().println(Table.printable(device.text() + is(device)));
      }
      for (Recovered.OfAggregator one : ended.aggregators()) {
        session
            .out()
            .println(Table.printable(one.text() + (one.there() ? " exists" : " does not exist")));
      }
      ended.last().ifPresent(step -> session.messages().decision("it was interrupted at: " + step));
    }
  }

  private static String summary(Recovered.Interrupted ended) {
    String which = "the change of process " + ended.process();
    return Table.printable(
        switch (ended.way()) {
          case FINISHED -> which + " was complete, and is now finished";
          case FILES_UNDONE ->
              which
                  + (ended.notRestored().isEmpty()
                      ? " was interrupted when the system stopped; its files are now restored, "
                          + "and what they set up at this boot stays until the next one"
                      : " was interrupted when the system stopped, and cannot be rolled"
                          + " back completely");
          case OTHER_BOOT ->
              which + " was interrupted before this system started:" + " nothing to roll back";
          case UNDONE ->
              which
                  + (ended.notRestored().isEmpty()
                      ? " was interrupted, and is now rolled back"
                      : " was interrupted, and cannot be rolled back completely");
        });
  }

  private static String is(Recovered.OfDevice device) {
    return device
        .device()
        .map(now -> now.driver().map(name -> " is bound to " + name).orElse(" has no driver"))
        .orElse(" no longer exists");
  }

  private static Optional<Recovered.Interrupted> ended(Recovered recovered) {
    return recovered instanceof Recovered.Interrupted ended ? Optional.of(ended) : Optional.empty();
  }

  private static <T> List<T> all(Recovered recovered, Function<Recovered.Interrupted, List<T>> of) {
    return ended(recovered).map(of).orElse(List.of());
  }

  private static String word(Recovered recovered) {
    if (recovered instanceof Recovered.Interrupted ended) {
      return switch (ended.way()) {
        case OTHER_BOOT -> "otherBoot";
        case FINISHED, UNDONE, FILES_UNDONE ->
            !ended.notRestored().isEmpty()
                ? "notRestored"
                : ended.way() == Recovered.Interrupted.Way.FINISHED ? "finished" : "undone";
      };
    }
    return recovered instanceof Recovered.Nothing ? "nothing" : "refused";
  }
}
