// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind.record;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Refusal;
import org.dtbind.change.result.Refusal.Reason;
import org.dtbind.device.LinuxDevice;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Files;

/**
 * What dtbind did since the system started: a file for each device in {@code /run/dtbind/bindings}.
 *
 * @param files to read and write
 * @param listed the existing files, if the folder was listed; others are not looked for
 */
public record Bindings(Files files, Optional<Set<String>> listed) {

  private static final String FOLDER = "/run/dtbind/bindings";

  /** Copies the names. */
  public Bindings {
    listed = listed.map(Set::copyOf);
  }

  /**
   * Creates an object that looks for each file.
   *
   * @param files to read and write
   */
  public Bindings(Files files) {
    this(files, Optional.empty());
  }

  /** {@return an object for the current records of many devices} */
  public Bindings ofMany() {
    return new Bindings(files, files.list(FOLDER).value().map(Set::copyOf));
  }

  /**
   * {@return the record of a device}
   *
   * @param device the device
   */
  public Recorded of(LinuxDevice device) {
    String name = name(device.bus(), device.name());
    return listed.isPresent() && !listed.get().contains(name)
        ? new Recorded.Nothing()
        : read(FOLDER + "/" + name);
  }

  /** {@return all records, by bus and device} */
  public List<Recorded> all() {
    Attempt<List<String>> names = files.list(FOLDER);
    return names
        .failure()
        .map(why -> List.<Recorded>of(unreadable(FOLDER, why)))
        .orElseGet(
            () ->
                names.value().orElse(List.of()).stream()
                    // Begins with a dot while it is being written.
                    .filter(name -> !name.startsWith("."))
                    .map(name -> read(FOLDER + "/" + name))
                    .toList());
  }

  private Recorded read(String path) {
    Attempt<Optional<String>> content = files.read(path);
    if (content.failure().isPresent()) {
      return unreadable(path, content.failure().get());
    }
    Optional<String> text = content.value().flatMap(found -> found);
    if (text.isEmpty()) {
      return new Recorded.Nothing();
    }
    return text.flatMap(Binding::parse)
        .filter(binding -> path(binding.bus(), binding.device()).equals(path))
        .<Recorded>map(Recorded.Known::new)
        .orElseGet(() -> unclear(Reason.STATE, path, "it is damaged, or from another version"));
  }

  private static Recorded unreadable(String path, Failure why) {
    Reason reason = why instanceof Failure.Forbidden ? Reason.FORBIDDEN : Reason.STATE;
    return unclear(reason, path, why.text());
  }

  private static Recorded unclear(Reason reason, String path, String why) {
    Problem problem =
        Problem.of("cannot read the record of earlier changes in %s: %s".formatted(path, why));
    return new Recorded.Unclear(
        new Refusal(
            reason,
            reason == Reason.FORBIDDEN
                ? problem.help("run this as root")
                : problem.help(
                    "inspect the file; if you delete it, dtbind accepts the current state of the "
                        + "device: rm "
                        + path)));
  }

  /**
   * Writes a record.
   *
   * @param binding the record
   * @return done, or why not
   */
  public Attempt<Nothing> remember(Binding binding) {
    return files.replace(path(binding.bus(), binding.device()), binding.text());
  }

  /**
   * Restores an earlier record.
   *
   * @param device of the record
   * @param earlier the record; empty to delete it
   * @return done, or why not
   */
  public Attempt<Nothing> rollBack(LinuxDevice device, Optional<Binding> earlier) {
    return earlier.isPresent() ? remember(earlier.get()) : forget(device.bus(), device.name());
  }

  /**
   * Deletes a record.
   *
   * @param bus of the device
   * @param device its name
   * @return done, even if there was none; or why not
   */
  public Attempt<Nothing> forget(String bus, String device) {
    return files.remove(path(bus, device));
  }

  /** Neither bus nor device has a slash in its name, and a bus has no colon. */
  private static String name(String bus, String device) {
    return bus + ":" + device;
  }

  /**
   * {@return the path of a device's record}
   *
   * @param bus of the device
   * @param device its name
   */
  public static String path(String bus, String device) {
    return FOLDER + "/" + name(bus, device);
  }
}
