// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.device.KernelModules;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Errno;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.MissingRight;
import org.dtbind.kernel.Modules.Loading;
import org.dtbind.kernel.Operation;
import org.dtbind.kernel.WritableKernel;
import org.dtbind.linux.GenericDriver;

/** Loads kernel modules for a change, and unloads them if they are not in use. */
public final class LoadedModules {

  private final WritableKernel kernel;
  private final KernelModules modules;
  private final List<String> loaded = new ArrayList<>();

  /** Creates an object that has not loaded any module. */
  public LoadedModules(WritableKernel kernel) {
    this.kernel = kernel;
    this.modules = KernelModules.of(kernel);
  }

  /**
   * Adds modules that were loaded before.
   *
   * @param loaded the names of the modules, in an order in which they can be unloaded
   */
  public LoadedModules own(List<String> loaded) {
    this.loaded.addAll(loaded);
    return this;
  }

  /**
   * {@return the modules that this object has loaded, in an order in which they can be unloaded}
   */
  public List<String> loaded() {
    return List.copyOf(loaded);
  }

  /**
   * Loads a module.
   *
   * @param longest how long loading may take
   * @return the reason why the driver is not available; empty if it is
   */
  public Optional<Problem> load(NeededModule needed, String bus, Duration longest) {
    Set<String> before = modules.loaded().keySet();
    kernel.trace().decided(needed.text());
    Attempt<Loading> loading = kernel.modules().load(needed.loader(), needed.name(), longest);
    Set<String> after = modules.loaded().keySet();
    List<String> added =
        needed.all().stream()
            .filter(name -> after.contains(name) && !before.contains(name))
            .toList();
    // They may use modules that were loaded earlier.
    loaded.addAll(0, added);
    kernel.trace().decided("loaded: " + (added.isEmpty() ? "nothing" : String.join(", ", added)));
    return kernel.sysfs().exists("/sys/bus/" + bus + "/drivers/" + needed.driver() + "/bind")
        ? Optional.empty()
        : Optional.of(unavailable(needed, bus, loading));
  }

  private Problem unavailable(NeededModule needed, String bus, Attempt<Loading> loading) {
    if (loading instanceof Attempt.Failed<Loading> failed) {
      return Problem.of(Reason.UNSUPPORTED, failed.why().text())
          .help("install kmod, or " + option(needed));
    }
    Loading run = ((Attempt.Done<Loading>) loading).result();
    List<String> details = run.output().lines().toList();
    if (run.status() < 0) {
      return Problem.of(Reason.LOCKED, "loading module %s took too long".formatted(needed.name()))
          .details(details)
          .help("wait longer with --timeout");
    }
    if (run.status() > 0) {
      boolean forbidden = run.output().contains("Operation not permitted");
      return Problem.of(
              forbidden ? Reason.FORBIDDEN : Reason.UNSUPPORTED,
              "cannot load module %s (%s exited with code %d)"
                  .formatted(needed.name(), needed.loader(), run.status()))
          .details(details)
          .help(
              forbidden
                  ? MissingRight.toLoadModules(kernel.sysfs())
                  : "check the kernel's messages (dmesg), or " + option(needed));
    }
    boolean loaded = modules.loaded().containsKey(needed.name());
    return Problem.of(
            Reason.UNSUPPORTED,
            loaded
                ? "module %s contains no driver \"%s\" for bus %s"
                    .formatted(needed.name(), needed.driver(), bus)
                : "%s succeeded, but did not load %s".formatted(needed.loader(), needed.name()))
        .help(
            loaded
                ? "specify another driver"
                : "check whether /etc/modprobe.d blacklists it; modprobe %s loads it anyway"
                    .formatted(needed.name()));
  }

  private static String option(NeededModule needed) {
    return GenericDriver.named(needed.driver())
        .map(known -> "build the kernel with " + known.option() + "=y")
        .orElse("build the driver into the kernel");
  }

  /**
   * Unloads the modules that this object has loaded and that are not in use.
   *
   * @return the modules that stay loaded and the reasons, one per line of text
   */
  public List<String> unload() {
    List<String> stay = new ArrayList<>();
    for (String name : loaded) {
      Integer users = modules.loaded().get(name);
      List<String> devices = modules.devicesOf(name);
      if (users == null) {
        continue;
      }
      kernel.trace().decided("unload module " + name);
      Optional<Failure> failure =
          devices.isEmpty() && users == 0
              ? kernel.modules().unload(name).failure()
              : Optional.of(busy(name));
      failure.map(why -> stays(name, devices, why)).ifPresent(stay::add);
    }
    loaded.clear();
    return stay;
  }

  private static Failure busy(String name) {
    return Failure.of(Operation.UNLOAD, name, Errno.EBUSY);
  }

  private static String stays(String name, List<String> devices, Failure why) {
    String users = devices.isEmpty() ? "" : " (" + String.join(", ", devices) + ")";
    return switch (why.errno()) {
      case EBUSY, EAGAIN -> "module %s was not unloaded: it is in use%s".formatted(name, users);
      default -> "module %s was not unloaded: %s".formatted(name, why.text());
    };
  }
}
