// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.declaration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.aggregator.AggregatorPlanning;
import org.dtbind.aggregator.DeclaredAggregators;
import org.dtbind.bind.AccessRequest;
import org.dtbind.bind.ActualState;
import org.dtbind.bind.AtBoot;
import org.dtbind.bind.BindRequest;
import org.dtbind.bind.GiveRequest;
import org.dtbind.bind.Planning;
import org.dtbind.bind.StatusReport;
import org.dtbind.bind.StatusReport.Wanted;
import org.dtbind.bind.UnbindRequest;
import org.dtbind.bind.UnbindRequest.Then;
import org.dtbind.bind.plan.DeviceSubject;
import org.dtbind.bind.plan.Results;
import org.dtbind.change.NamedResult;
import org.dtbind.change.result.DeclaredPlace;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.change.result.Result.Rejected;
import org.dtbind.device.DeviceResolver;
import org.dtbind.device.LiveTree;
import org.dtbind.device.Resolution;
import org.dtbind.diag.Nearest;
import org.dtbind.gpio.LineControllers;
import org.dtbind.kernel.Kernel;
import org.dtbind.linux.GenericDriver;
import org.dtbind.spec.Access;
import org.dtbind.spec.DeclaredAccess;
import org.dtbind.spec.DeviceSpec;
import org.dtbind.spec.Located;
import org.dtbind.spec.SafeState;
import org.dtbind.spec.Specification;

/** The contents of a specification as requests, to be planned as one change. */
record Declaration(
    List<Declared> devices,
    DeclaredAggregators aggregators,
    DeclaredGroups groups,
    ApplyRequest request) {

  Declaration {
    devices = List.copyOf(devices);
  }

  /**
   * The request for one device, and the place of its declaration.
   *
   * @param request the request, without safe states, which depend on the order of the lines in the
   *     node
   */
  record Declared(DeviceSpec spec, AccessRequest request, DeclaredPlace place) {

    Optional<String> driver() {
      return spec.bind().map(Located::value);
    }

    AccessRequest withSafeStates(Map<Integer, SafeState> states) {
      return request instanceof BindRequest bind ? bind.withSafeStates(states) : request;
    }

    DeclaredLines.Match lines(Resolution resolution, DeclaredLines lines) {
      return resolution instanceof Resolution.Found found
          ? found.device().node().map(node -> lines.of(spec, node)).orElse(DeclaredLines.Match.NONE)
          : DeclaredLines.Match.NONE;
    }

    /** {@return a rejection of this request, with the place of its declaration} */
    Problem placed(Problem rejected) {
      boolean lacks = rejected.reason() == Reason.NOT_FOUND && request.device().contains("/");
      Problem problem =
          lacks ? lacking(rejected.candidates()).details(rejected.details()) : rejected;
      return place.of(problem.reason(rejected.reason()).candidates(rejected.candidates()));
    }

    StatusReport.NamedProblem problem(String subject, Problem why) {
      return new StatusReport.NamedProblem(subject, placed(why));
    }

    /**
     * The most frequent reason is that the system was booted without the overlay that adds the
     * node.
     */
    private Problem lacking(List<String> near) {
      String start = near.isEmpty() ? "if" : Nearest.question(near) + " If";
      return Problem.of("the devicetree of this system has no node " + request.device())
          .help(
              start
                  + " an overlay adds it, the system was booted without that overlay:"
                  + " create the overlay with 'dtbind overlay create', and make the bootloader"
                  + " apply it");
    }
  }

  static Declaration of(Specification specification, ApplyRequest request) {
    List<Declared> devices = new ArrayList<>();
    for (DeviceSpec device : specification.devices()) {
      // A device without a declared driver keeps its present driver.
      if (device.bind().isPresent() || !device.access().values().equals(Access.NONE)) {
        devices.add(
            new Declared(
                device,
                request(device, request),
                DeclaredPlace.of(specification, device.node().span(), device.access())));
      }
    }
    DeclaredAggregators aggregators =
        DeclaredAggregators.of(specification, request.prune(), request.options());
    if (request.simulated()) {
      aggregators = aggregators.onlyNow();
    }
    return new Declaration(
        devices, aggregators, DeclaredGroups.of(specification, request), request);
  }

  private static AccessRequest request(DeviceSpec device, ApplyRequest request) {
    Access access = device.access().values();
    AtBoot atBoot =
        request.simulated() ? new AtBoot.Unchanged() : atBoot(device.access(), request.prune());
    Optional<String> driver = device.bind().map(Located::value);
    if (driver.isEmpty()) {
      return new GiveRequest(device.word(), request.options(), atBoot, access);
    }
    // A simulated device has no registers and no DMA.
    boolean harmless =
        request.simulated() && driver.equals(Optional.of(GenericDriver.UIO.driver()));
    return new BindRequest(
        device.word(),
        driver,
        harmless ? request.options().forced() : request.options(),
        atBoot,
        BindRequest.Match.OVERRIDE,
        Optional.empty(),
        Optional.of(access));
  }

  static AtBoot atBoot(DeclaredAccess access, boolean prune) {
    Optional<Located<Boolean>> persist = access.persist();
    if (persist.isEmpty()) {
      return prune ? new AtBoot.Forgotten() : new AtBoot.Unchanged();
    }
    return persist.get().value() ? new AtBoot.Bound(access.values()) : new AtBoot.Forgotten();
  }

  /** {@return plans for everything that is not yet in the declared state; releases come first} */
  Results plan(ActualState now) {
    AggregatorPlanning planning = aggregators.planning(now.kernel());
    ActualState actual = now.freeing(planning.freed());
    DeclaredLines tree =
        new DeclaredLines(actual.tree(), actual.controllers(), request.simulated());
    List<DeclaredLines.Match> lines = new ArrayList<>();
    List<AccessRequest> requests = new ArrayList<>();
    // A declared device is not released, even if its declaration is rejected.
    Set<String> kept = new HashSet<>();
    for (Declared one : devices) {
      Resolution resolution = actual.resolve(one.request().device());
      if (resolution instanceof Resolution.Found found) {
        kept.add(found.device().id());
      }
      DeclaredLines.Match match = one.lines(resolution, tree);
      lines.add(match);
      requests.add(one.withSafeStates(match.safe()));
    }
    Results declared = Planning.plan(actual, requests);
    List<NamedResult<DeviceSubject>> entries = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    List<NamedResult<DeviceSubject>> ofGroups = groups.plan(actual, kept);
    if (request.prune()) {
      Results pruned = Planning.releaseAllBut(actual, kept, this::released);
      entries.addAll(pruned.entries());
      notes.addAll(pruned.notes());
    }
    for (int i = 0; i < devices.size(); i++) {
      NamedResult<DeviceSubject> entry = declared.entries().get(i);
      Optional<Problem> rejection =
          entry.result() instanceof Rejected<DeviceSubject> rejected
              ? Optional.of(rejected.why())
              : lines.get(i).missing();
      Declared device = devices.get(i);
      entries.add(rejection.map(why -> entry.rejected(device.placed(why))).orElse(entry));
    }
    entries.addAll(ofGroups);
    Results results = new Results(entries, notes);
    return results.with(planning.plans(results.devicesPending()));
  }

  private UnbindRequest released(String id) {
    return new UnbindRequest(id, Then.RESTORE, request.options(), true);
  }

  /** {@return the declared state of each device that exists, for a status report} */
  StatusReport.Declared located(DeviceResolver resolver, Kernel kernel) {
    Map<String, Wanted> wanted = new LinkedHashMap<>();
    List<StatusReport.NamedProblem> problems = new ArrayList<>();
    LiveTree tree = LiveTree.of(kernel.sysfs());
    DeclaredLines lines = new DeclaredLines(tree, new LineControllers(tree), false);
    for (Declared declared : devices) {
      AccessRequest one = declared.request();
      Resolution resolution = resolver.resolve(one.device());
      if (resolution instanceof Resolution.Found found) {
        wanted.put(
            found.device().id(), new Wanted(declared.driver(), one.access().orElse(Access.NONE)));
        declared
            .lines(found, lines)
            .missing()
            .map(why -> declared.problem("lines of " + one.device(), why))
            .ifPresent(problems::add);
      } else {
        problems.add(declared.problem(one.device(), Planning.noSingle(resolution)));
      }
    }
    groups
        .members(kernel, resolver, problems)
        .forEach(
            (id, group) -> wanted.put(id, new Wanted(Optional.of(group.driver()), group.access())));
    return new StatusReport.Declared(wanted, aggregators, problems);
  }
}
