// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.dtbind.aggregator.AggregatorWishes;
import org.dtbind.bind.UnbindRequest.Then;
import org.dtbind.change.Problem;
import org.dtbind.change.Refusal;
import org.dtbind.change.Refusal.Reason;
import org.dtbind.change.Result;
import org.dtbind.change.Result.Rejected;
import org.dtbind.device.LinuxDevice;
import org.dtbind.device.Resolution;
import org.dtbind.spec.DeclaredAccess;
import org.dtbind.spec.DeviceSpec;
import org.dtbind.spec.NodeReference;
import org.dtbind.spec.Placed;
import org.dtbind.spec.SafeState;
import org.dtbind.spec.Specification;

/** What a declaration wishes of the devices of a system. */
record Desired(
    List<Declared> devices,
    AggregatorWishes aggregators,
    DesiredGroups groups,
    ApplyRequest request) {

  Desired {
    devices = List.copyOf(devices);
  }

  /** A wish, and where it is declared. */
  record Declared(BindRequest wish, String place) {

    /** {@return a problem with it, which says where it is declared} */
    Refusal placed(Refusal rejected) {
      boolean lacks = rejected.reason() == Reason.NOT_FOUND && wish.device().contains("/");
      Problem problem =
          lacks
              ? lacking(rejected.candidates()).details(rejected.problem().details())
              : rejected.problem();
      return new Refusal(rejected.reason(), problem, rejected.candidates())
          .detail("declared at " + place);
    }

    /** Most often the system was not booted with the overlay that has the node. */
    private Problem lacking(List<String> near) {
      String alike = near.isEmpty() ? "" : "did you mean " + String.join(" or ", near) + "? ";
      return Problem.of("the devicetree of this system has no node " + wish.device())
          .help(
              alike
                  + "If an overlay brings it, the system was booted without: 'dtbind overlay"
                  + " create' makes the overlay, and the boot loader applies it");
    }
  }

  /** {@return what a specification wishes} */
  static Desired of(Specification specification, ApplyRequest request) {
    List<Declared> devices = new ArrayList<>();
    for (DeviceSpec device : specification.devices()) {
      Optional<String> driver = device.bind().map(Placed::value);
      // Without a driver that is named, it keeps the one that it has.
      if (driver.isPresent() || Giving.asks(device.access().values())) {
        devices.add(
            new Declared(
                new BindRequest(
                    word(device),
                    driver,
                    request.timeout(),
                    request.force(),
                    request.dryRun(),
                    atBoot(device.access(), request.prune()),
                    driver.isPresent() ? BindRequest.Match.OVERRIDE : BindRequest.Match.KEPT,
                    Optional.of(safe(device)),
                    Optional.of(device.access().values())),
                specification.origins().of(device.node().span()).place()));
      }
    }
    AggregatorWishes aggregators =
        AggregatorWishes.of(specification, request.prune(), request.force(), request.timeout());
    return new Desired(devices, aggregators, DesiredGroups.of(specification, request), request);
  }

  static AtBoot atBoot(DeclaredAccess access, boolean prune) {
    Optional<Placed<Boolean>> persist = access.persist();
    if (persist.isEmpty()) {
      return prune ? new AtBoot.Forgotten() : new AtBoot.Unchanged();
    }
    return persist.get().value() ? new AtBoot.Bound(access.values()) : new AtBoot.Forgotten();
  }

  private static Map<Integer, SafeState> safe(DeviceSpec device) {
    Map<Integer, SafeState> safe = new TreeMap<>();
    for (int line = 0; line < device.gpios().size(); line++) {
      Optional<Placed<SafeState>> state = device.gpios().get(line).safeState();
      if (state.isPresent()) {
        safe.put(line, state.get().value());
      }
    }
    return safe;
  }

  /** The word by which a declared node is found. */
  private static String word(DeviceSpec device) {
    NodeReference node = device.node().value();
    if (node instanceof NodeReference.Named named) {
      String parent = device.parent().map(p -> p.value().text()).orElse("/");
      if (!parent.startsWith("&")) {
        return (parent.equals("/") ? "" : parent) + "/" + named.name();
      }
      return parent + "/" + named.name();
    }
    return node.text();
  }

  /** {@return plans for what is not so yet: what is released comes first} */
  Results plan(ActualState actual) {
    Results declared = Planning.plan(actual, devices.stream().map(Declared::wish).toList());
    List<Results.Entry> entries = new ArrayList<>();
    List<String> all = new ArrayList<>();
    Set<String> kept = new HashSet<>();
    declared.entries().forEach(entry -> device(entry.result()).ifPresent(d -> kept.add(d.id())));
    List<Results.Entry> ofGroups = groups.plan(actual, kept);
    if (request.prune()) {
      prune(actual, kept, entries, all);
    }
    for (int i = 0; i < devices.size(); i++) {
      Results.Entry entry = declared.entries().get(i);
      entries.add(
          entry.result() instanceof Rejected<DeviceSubject> rejected
              ? new Results.Entry(
                  entry.wanted(), Result.rejected(devices.get(i).placed(rejected.why())))
              : entry);
    }
    entries.addAll(ofGroups);
    Results outcomes = new Results(entries, all);
    return outcomes.with(aggregators.plan(actual.kernel(), outcomes.devicesPending()));
  }

  private void prune(
      ActualState actual, Set<String> kept, List<Results.Entry> entries, List<String> all) {
    Map<String, Binding> bindings = new LinkedHashMap<>();
    actual
        .persistence()
        .records()
        .known()
        .forEach((id, persistent) -> bindings.put(id, persistent.binding()));
    for (Recorded recorded : actual.recorded()) {
      recorded.unclear().ifPresent(why -> entries.add(new Results.Entry("", Result.rejected(why))));
      recorded.known().ifPresent(known -> bindings.put(known.id(), known));
    }
    for (Map.Entry<String, Binding> each : bindings.entrySet()) {
      if (!kept.contains(each.getKey()) && each.getValue().driver().isPresent()) {
        prune(actual, each.getKey(), each.getValue(), entries, all);
      }
    }
  }

  private void prune(
      ActualState actual,
      String word,
      Binding binding,
      List<Results.Entry> entries,
      List<String> all) {
    Resolution resolution = actual.resolve(word);
    boolean persistent = actual.persistence().records().known().containsKey(word);
    if (!(resolution instanceof Resolution.Found found)) {
      if (persistent) {
        entries.add(new Results.Entry(word, new GoneDevices(actual).forget(binding)));
      } else {
        all.add(word + " is gone, and cannot be released");
      }
    } else if (!binding.holds(found.device()) && persistent) {
      Optional<Binding> recorded = actual.recorded(found.device()).known();
      entries.add(
          new Results.Entry(word, new UnbindPreparation(actual).forget(found.device(), recorded)));
    } else if (!binding.holds(found.device())) {
      Rejections.stale(found.device(), Optional.of(binding))
          .ifPresent(text -> all.add(found.device().text() + " is left alone: " + text));
    } else {
      UnbindRequest wish =
          new UnbindRequest(
              word, Then.RESTORE, request.timeout(), request.force(), request.dryRun(), true);
      entries.addAll(Planning.plan(actual, List.of(wish)).entries());
    }
  }

  private static Optional<LinuxDevice> device(Result<DeviceSubject> outcome) {
    return outcome.about().map(DeviceSubject::device);
  }
}
