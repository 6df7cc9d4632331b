// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.change.Problem;
import org.dtbind.change.Result;
import org.dtbind.device.LinuxDevice;

/** From wishes and the system as it is to plans. Reads, and writes nothing. */
final class Planning {

  private Planning() {}

  /** {@return a plan, or why there is none, for each wish} */
  static Results plan(ActualState actual, List<? extends Request> requests) {
    List<Results.Entry> entries = new ArrayList<>();
    Map<String, String> words = new HashMap<>();
    for (Request request : requests) {
      Result<DeviceSubject> outcome = outcome(actual, request);
      Optional<DevicePlan> planned = DevicePlan.of(outcome);
      if (planned.isPresent()) {
        LinuxDevice device = planned.get().device();
        String name = device.id();
        Optional<String> first = Optional.ofNullable(words.putIfAbsent(name, request.device()));
        outcome = first.map(word -> twice(device, word)).orElse(outcome);
      }
      entries.add(new Results.Entry(request.device(), outcome));
    }
    return new Results(entries, List.of());
  }

  private static Result<DeviceSubject> outcome(ActualState actual, Request request) {
    return request instanceof BindRequest bind
        ? new Preparation(actual).bind(bind)
        : new UnbindPreparation(actual).unbind((UnbindRequest) request);
  }

  private static Result<DeviceSubject> twice(LinuxDevice device, String first) {
    return Result.rejected(
        Rejections.unsuitable(
            Problem.of("%s is also meant by \"%s\"".formatted(device.text(), first))
                .help("name each device once")));
  }
}
