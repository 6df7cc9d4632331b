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
 * What dtbind has done since the system started: a file for each device in {@code
 * /run/dtbind/bindings}.
 *
 * @param files to read and write
 * @param listed the files that there are, where the folder was looked into; others are not looked
 *     for
 */
public record Bindings(Files files, Optional<Set<String>> listed) {

  private static final String FOLDER = "/run/dtbind/bindings";

  /** Copies the names. */
  public Bindings {
    listed = listed.map(Set::copyOf);
  }

  /**
   * Creates one that looks for each file.
   *
   * @param files to read and write
   */
  public Bindings(Files files) {
    this(files, Optional.empty());
  }

  /** {@return the same, for what is on record now about many devices} */
  public Bindings ofMany() {
    return new Bindings(files, files.list(FOLDER).value().map(Set::copyOf));
  }

  /**
   * {@return what is on record about a device}
   *
   * @param device that one
   */
  public Recorded of(LinuxDevice device) {
    String name = name(device.bus(), device.name());
    return listed.isPresent() && !listed.get().contains(name)
        ? new Recorded.Nothing()
        : read(FOLDER + "/" + name);
  }

  /** {@return all that is on record, by bus and device} */
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
   * Remembers.
   *
   * @param binding what
   * @return done, or why not
   */
  public Attempt<Nothing> remember(Binding binding) {
    return files.replace(path(binding.bus(), binding.device()), binding.text());
  }

  /**
   * Goes back to what was remembered before.
   *
   * @param device of which
   * @param earlier what was remembered; empty to forget
   * @return done, or why not
   */
  public Attempt<Nothing> rollBack(LinuxDevice device, Optional<Binding> earlier) {
    return earlier.isPresent() ? remember(earlier.get()) : forget(device.bus(), device.name());
  }

  /**
   * Forgets.
   *
   * @param bus of the device
   * @param device its name
   * @return done, also where nothing was known, or why not
   */
  public Attempt<Nothing> forget(String bus, String device) {
    return files.remove(path(bus, device));
  }

  /** Neither bus nor device has a slash in its name, and a bus has no colon. */
  private static String name(String bus, String device) {
    return bus + ":" + device;
  }

  /**
   * {@return where the record of a device is}
   *
   * @param bus of the device
   * @param device its name
   */
  public static String path(String bus, String device) {
    return FOLDER + "/" + name(bus, device);
  }
}
