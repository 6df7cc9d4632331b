// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.dtbind.bind.plan.DevicePlan;
import org.dtbind.bind.plan.DeviceSubject;
import org.dtbind.bind.plan.Rejections;
import org.dtbind.bind.plan.Results;
import org.dtbind.bind.record.Binding;
import org.dtbind.bind.record.PersistentBinding;
import org.dtbind.bind.record.Recorded;
import org.dtbind.change.NamedResult;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.change.result.Result;
import org.dtbind.device.LinuxDevice;
import org.dtbind.device.Resolution;
import org.dtbind.iommu.GroupRequest;
import org.dtbind.spec.Access;

/** Makes plans from requests and the current state of the system. Writes nothing. */
public final class Planning {

  private Planning() {}

  /**
   * {@return the plan for each request, or the reason why there is none}
   *
   * @param requests the requests, in the order in which they are carried out
   */
  public static Results plan(ActualState actual, List<? extends Request> requests) {
    List<NamedResult<DeviceSubject>> entries = new ArrayList<>();
    Map<String, String> words = new HashMap<>();
    for (Request request : requests) {
      Result<DeviceSubject> result = result(actual, request);
      Optional<DevicePlan> planned = DevicePlan.of(result);
      if (planned.isPresent()) {
        LinuxDevice device = planned.get().device();
        String name = device.id();
        Optional<String> first = Optional.ofNullable(words.putIfAbsent(name, request.device()));
        result = first.map(word -> twice(device, word)).orElse(result);
      }
      entries.add(new NamedResult<>(request.device(), result));
    }
    return new Results(entries, List.of());
  }

  /**
   * {@return the plan for each device of an IOMMU group, or the reason why there is none}
   *
   * @param request the group, and the drivers for its devices
   * @param atBoot the declared behavior at each later boot
   * @param access the declared owner of the device nodes
   */
  public static Results plan(
      ActualState actual, GroupRequest request, AtBoot atBoot, Access access) {
    return new GroupPlanning(actual, Optional.of(atBoot), Optional.of(access)).plan(request);
  }

  /**
   * {@return plans that release all devices that dtbind has bound, with some exceptions}
   *
   * @param kept the devices to keep, by {@code BUS/DEVICE}
   * @param release returns the request to release a device, for its {@code BUS/DEVICE}
   */
  public static Results releaseAllBut(
      ActualState actual, Set<String> kept, Function<String, UnbindRequest> release) {
    List<NamedResult<DeviceSubject>> entries = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    Map<String, PersistentBinding> persistent = actual.persistence().records().known();
    Map<String, Binding> bindings = new LinkedHashMap<>();
    persistent.forEach((id, one) -> bindings.put(id, one.binding()));
    for (Recorded recorded : actual.recorded()) {
      recorded.unclear().ifPresent(why -> entries.add(new NamedResult<>("", Result.rejected(why))));
      recorded.known().ifPresent(known -> bindings.put(known.id(), known));
    }
    bindings.forEach(
        (id, binding) -> {
          if (!kept.contains(id) && binding.driver().isPresent()) {
            Results one = released(actual, binding, persistent.containsKey(id), release.apply(id));
            entries.addAll(one.entries());
            notes.addAll(one.notes());
          }
        });
    return new Results(entries, notes);
  }

  private static Results released(
      ActualState actual, Binding binding, boolean persistent, UnbindRequest request) {
    String id = request.device();
    if (!(actual.resolve(id) instanceof Resolution.Found found)) {
      return persistent
          ? entry(id, new GoneDevices(actual).forget(binding))
          : new Results(List.of(), List.of(id + " no longer exists, so it cannot be released"));
    }
    LinuxDevice device = found.device();
    if (binding.holds(device)) {
      return plan(actual, List.of(request));
    }
    return persistent
        ? entry(id, new UnbindPreparation(actual).forget(device, actual.recorded(device).known()))
        : new Results(
            List.of(),
            Rejections.stale(device, Optional.of(binding)).stream()
                .map(text -> "dtbind leaves " + device.text() + " as it is: " + text)
                .toList());
  }

  private static Results entry(String id, Result<DeviceSubject> result) {
    return new Results(List.of(new NamedResult<>(id, result)), List.of());
  }

  /**
   * {@return the reason why a name does not refer to a single device}
   *
   * @param resolution the result of looking up the name; not {@link Resolution.Found}
   */
  public static Problem noSingle(Resolution resolution) {
    return Rejections.noSingle(resolution);
  }

  private static Result<DeviceSubject> result(ActualState actual, Request request) {
    return request instanceof AccessRequest wanted
        ? new Preparation(actual).prepare(wanted)
        : new UnbindPreparation(actual).unbind((UnbindRequest) request);
  }

  private static Result<DeviceSubject> twice(LinuxDevice device, String first) {
    return Result.rejected(
        Problem.of(
                Reason.UNSUITABLE, "%s is also matched by \"%s\"".formatted(device.text(), first))
            .help("specify each device only once"));
  }
}
