// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.system;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.aggregator.AggregatorStatus;
import org.dtbind.aggregator.AggregatorSubject;
import org.dtbind.bind.BindRequest;
import org.dtbind.bind.Binder;
import org.dtbind.bind.Request;
import org.dtbind.bind.Status;
import org.dtbind.bind.StatusReport;
import org.dtbind.bind.UnbindRequest;
import org.dtbind.bind.plan.DevicePlan;
import org.dtbind.bind.plan.DeviceSubject;
import org.dtbind.bind.plan.Results;
import org.dtbind.change.NamedResult;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Recovered;
import org.dtbind.change.result.Result;
import org.dtbind.declaration.ApplyRequest;
import org.dtbind.declaration.Declarations;
import org.dtbind.gpio.LineResolution;
import org.dtbind.gpio.LineResolver;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Trace;
import org.dtbind.kernel.WritableKernel;
import org.dtbind.kernel.linux.LinuxKernel;
import org.dtbind.spec.Specification;
import org.dtbind.system.Outcome.Item;
import org.dtbind.system.Outcome.State;

/**
 * A running Linux system, or a copy of its files. Every change takes effect completely and is
 * verified, or is rolled back. Only one change runs at a time on a system; other programs that use
 * dtbind wait for it.
 *
 * <p>No method reports a failure as an exception: an {@link Outcome} says what happened to each
 * device and aggregator.
 */
public final class RunningSystem {

  /** How long to wait for another change to finish. */
  private static final Duration LOCK_WAIT = Duration.ofSeconds(10);

  private final WritableKernel kernel;
  private final Binder binder;

  private RunningSystem(WritableKernel kernel) {
    this.kernel = kernel;
    this.binder = new Binder(kernel);
  }

  /**
   * Opens a system. Only root can change the running one; a copy of a system can be read, and
   * changes to it can be planned.
   *
   * @param root the directory with {@code sys}, {@code dev}, {@code proc} and {@code run}: {@code
   *     /} for the running system
   * @return the system
   */
  public static RunningSystem open(Path root) {
    return new RunningSystem(LinuxKernel.open(root, Trace.NONE));
  }

  /**
   * Finds out what {@link #apply} would do. Writes nothing.
   *
   * @param specification the declaration, from {@link org.dtbind.spec.SpecReader}
   * @return an item for each declared device and aggregator; if it is not yet as declared, its
   *     state is {@link State#PLANNED}, and its steps are those that {@code apply} would take
   */
  public Outcome plan(Specification specification) {
    return outcome(new Declarations(kernel).apply(specification, ApplyRequest.usual().planned()));
  }

  /**
   * Brings the system into the declared state: all of it, or nothing.
   *
   * @param specification the declaration, from {@link org.dtbind.spec.SpecReader}
   * @return an item for each declared device and aggregator
   */
  public Outcome apply(Specification specification) {
    return outcome(new Declarations(kernel).apply(specification, ApplyRequest.usual()));
  }

  /**
   * Binds a device to a driver through {@code driver_override} and {@code bind}
   * (Documentation/ABI/testing/sysfs-bus-platform).
   *
   * @param device the device: its name in Linux, the path of its devicetree node, or the node's
   *     label
   * @param driver the name of the driver; empty for the one that {@code compatible} selects
   * @return one item
   */
  public Outcome bind(String device, Optional<String> driver) {
    BindRequest request = BindRequest.of(device);
    return change(driver.map(request::withDriver).orElse(request));
  }

  /**
   * Releases a device, and binds it to the driver that it had before {@link #bind} changed it.
   *
   * @param device the device, as for {@link #bind}
   * @return one item
   */
  public Outcome unbind(String device) {
    return change(UnbindRequest.of(device));
  }

  /**
   * Finishes or rolls back a change that a kill or a loss of power interrupted. Until then, no
   * other change starts.
   *
   * @return an outcome without items if no change was interrupted
   */
  public Outcome recover() {
    Recovered recovered = binder.recover(LOCK_WAIT);
    List<Item> items = new ArrayList<>();
    List<String> messages = new ArrayList<>();
    if (recovered instanceof Recovered.Interrupted change) {
      change
          .subjects()
          .forEach(
              one ->
                  items.add(
                      new Item(
                          one.text(),
                          change.way() == Recovered.Interrupted.Way.FINISHED
                              ? State.DONE
                              : State.ROLLED_BACK,
                          List.of(),
                          one.notRestored())));
      messages.addAll(change.notRestored());
      messages.addAll(change.notUndone());
    } else if (recovered instanceof Recovered.Rejected rejected) {
      messages.addAll(rejected.why().lines());
    }
    return new Outcome(recovered.exit().code(), items, messages);
  }

  /**
   * Compares the system with a declaration, without changing anything.
   *
   * @param specification the declaration, from {@link org.dtbind.spec.SpecReader}
   * @return an item for each declared device and aggregator, and for those that dtbind changed:
   *     {@link State#DONE} if it is as intended, otherwise {@link State#DIFFERS}; exit status 5 if
   *     anything differs
   */
  public Outcome status(Specification specification) {
    StatusReport report = Declarations.status(kernel, specification);
    List<Item> items = new ArrayList<>();
    for (Status status : report.statuses()) {
      boolean good =
          switch (status.state()) {
            case BOUND, UNBOUND, KEPT -> true;
            case WAITING, DRIFTED, GONE -> false;
          };
      List<String> why = new ArrayList<>();
      status.waits().ifPresent(why::add);
      status.drift().ifPresent(why::add);
      items.add(new Item(status.name(), good ? State.DONE : State.DIFFERS, List.of(), why));
    }
    for (AggregatorStatus status : report.aggregators()) {
      items.add(
          new Item(
              status.name(),
              status.state() == AggregatorStatus.State.MADE ? State.DONE : State.DIFFERS,
              List.of(),
              List.of()));
    }
    return new Outcome(
        report.exit().code(),
        items,
        report.problems().stream().flatMap(one -> one.why().lines().stream()).toList());
  }

  /**
   * Finds GPIO lines.
   *
   * @param name the name of a line, or {@code CHIP:OFFSET}
   * @return the lines with this name, on all chips; empty if there is none
   */
  public List<ChipLine> lines(String name) {
    LineResolution resolution = new LineResolver(LiveGpio.read(kernel)).resolve(name);
    List<LiveGpio.Place> places =
        resolution instanceof LineResolution.Found found ? found.places() : List.of();
    return places.stream()
        .map(
            place -> new ChipLine(place.chip().name(), place.chip().label(), place.line().offset()))
        .toList();
  }

  private Outcome change(Request request) {
    return outcome(binder.change(List.of(request)));
  }

  private static Outcome outcome(Results results) {
    List<Item> items = new ArrayList<>();
    for (NamedResult<DeviceSubject> one : results.entries()) {
      items.add(
          item(
              one.result().about().map(subject -> subject.device().text()).orElse(one.wanted()),
              one.result(),
              DevicePlan.of(one.result()).map(planned -> planned.plan().text()).orElse(List.of())));
    }
    for (NamedResult<AggregatorSubject> one : results.aggregators()) {
      items.add(
          item(
              one.wanted(),
              one.result(),
              one.result().about().map(AggregatorSubject::steps).orElse(List.of())));
    }
    List<String> messages = new ArrayList<>();
    results.whole().reason().map(Problem::lines).ifPresent(messages::addAll);
    messages.addAll(results.whole().notRestored());
    messages.addAll(results.notes());
    return new Outcome(results.exit().code(), items, messages);
  }

  private static Item item(String name, Result<?> result, List<String> steps) {
    State state;
    if (result instanceof Result.Done<?> done) {
      state = done.already() ? State.UNCHANGED : State.DONE;
    } else if (result instanceof Result.Planned<?>) {
      state = State.PLANNED;
    } else if (result instanceof Result.Untouched<?>) {
      state = State.UNCHANGED;
    } else if (result instanceof Result.Rejected<?>) {
      state = State.REJECTED;
    } else {
      state = State.ROLLED_BACK;
    }
    List<String> messages = new ArrayList<>();
    result.reason().map(Problem::lines).ifPresent(messages::addAll);
    messages.addAll(result.notRestored());
    messages.addAll(result.notes());
    return new Item(name, state, steps, messages);
  }
}
