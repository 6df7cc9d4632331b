// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.bind.Outcome.Rejected;
import org.dtbind.device.Deferrals;
import org.dtbind.device.DeviceResolver;
import org.dtbind.device.DeviceSnapshot;
import org.dtbind.device.LinuxDevice;
import org.dtbind.device.LiveTree;
import org.dtbind.device.Resolution;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Kernel;

/**
 * How devices are, against how dtbind left them.
 *
 * @param statuses a device each
 * @param rejected the words that mean no single device
 */
public record StatusReport(List<Status> statuses, List<Rejected> rejected) {

  /** Copies the lists. */
  public StatusReport {
    statuses = List.copyOf(statuses);
    rejected = List.copyOf(rejected);
  }

  /** {@return the worst: a word without device, else drift, else done} */
  public ExitClass exit() {
    if (!rejected.isEmpty()) {
      return rejected.get(0).exit();
    }
    boolean all =
        statuses.stream()
            .map(Status::state)
            .allMatch(state -> state == Status.State.BOUND || state == Status.State.UNBOUND);
    return all ? ExitClass.DONE : ExitClass.DRIFT;
  }

  static StatusReport read(Kernel kernel, List<String> wanted) {
    DeviceSnapshot snapshot = DeviceSnapshot.read(kernel.sysfs());
    Bindings bindings = new Bindings(kernel.files());
    Map<String, String> deferred = Deferrals.read(kernel.sysfs());
    List<Status> statuses = new ArrayList<>();
    List<Rejected> rejected = new ArrayList<>();
    if (wanted.isEmpty()) {
      for (LinuxDevice device : snapshot.devices()) {
        Optional<Binding> binding = bindings.of(device);
        if (binding.isPresent() || device.override().driver().isPresent()) {
          statuses.add(status(kernel, device, binding, deferred));
        }
      }
      bindings.all().stream()
          .filter(b -> snapshot.named(b.bus() + "/" + b.device()).isEmpty())
          .forEach(b -> statuses.add(gone(b)));
      return new StatusReport(statuses, rejected);
    }
    DeviceResolver resolver = new DeviceResolver(snapshot, LiveTree.of(kernel.sysfs()));
    for (String word : wanted) {
      Resolution resolution = resolver.resolve(word);
      if (resolution instanceof Resolution.Found found) {
        LinuxDevice device = found.device();
        statuses.add(status(kernel, device, bindings.of(device), deferred));
      } else {
        rejected.add(Preparation.rejected(resolution));
      }
    }
    return new StatusReport(statuses, rejected);
  }

  private static Status status(
      Kernel kernel, LinuxDevice device, Optional<Binding> binding, Map<String, String> deferred) {
    return new Status(
        device.bus(),
        device.name(),
        Optional.of(device),
        binding,
        LiveGpio.below(kernel, device.folder()),
        Optional.ofNullable(deferred.get(device.name())));
  }

  private static Status gone(Binding binding) {
    return new Status(
        binding.bus(),
        binding.device(),
        Optional.empty(),
        Optional.of(binding),
        Optional.empty(),
        Optional.empty());
  }
}
