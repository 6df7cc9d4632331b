// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind.record;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.device.LinuxDevice;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Files;
import org.dtbind.kernel.WritableFiles;

/**
 * The records of devices that dtbind has changed since the system started: one file for each device
 * in {@code /run/dtbind/bindings}.
 *
 * @param listed the names of the existing files, if the directory was listed; files that are not
 *     listed are not read
 */
public record Bindings(Files files, Optional<Set<String>> listed) {

  private static final String DIRECTORY = "/run/dtbind/bindings";

  /** Copies the set of names. */
  public Bindings {
    listed = listed.map(Set::copyOf);
  }

  /** Creates an object that tries to read the file of each device. */
  public Bindings(Files files) {
    this(files, Optional.empty());
  }

  /** {@return an object that lists the directory once, which is faster for many devices} */
  public Bindings ofMany() {
    return new Bindings(files, files.list(DIRECTORY).value().map(Set::copyOf));
  }

  /** {@return the record of a device, or the reason why it cannot be read} */
  public Recorded of(LinuxDevice device) {
    String name = name(device.bus(), device.name());
    return listed.isPresent() && !listed.get().contains(name)
        ? new Recorded.None()
        : read(DIRECTORY + "/" + name);
  }

  /** {@return all records, ordered by bus and device} */
  public List<Recorded> all() {
    Attempt<List<String>> names = files.list(DIRECTORY);
    return names
        .failure()
        .map(why -> List.<Recorded>of(unreadable(DIRECTORY, why)))
        .orElseGet(
            () ->
                names.value().orElse(List.of()).stream()
                    // The name of a file that is still being written begins with a dot.
                    .filter(name -> !name.startsWith("."))
                    .map(name -> read(DIRECTORY + "/" + name))
                    .toList());
  }

  private Recorded read(String path) {
    Attempt<Optional<String>> content = files.read(path);
    if (content.failure().isPresent()) {
      return unreadable(path, content.failure().get());
    }
    Optional<String> text = content.value().flatMap(found -> found);
    if (text.isEmpty()) {
      return new Recorded.None();
    }
    return text.flatMap(Binding::parse)
        .filter(binding -> path(binding.bus(), binding.device()).equals(path))
        .<Recorded>map(Recorded.Known::new)
        .orElseGet(() -> unclear(Reason.STATE, path, "it is damaged, or from another version"));
  }

  private static Recorded unreadable(String path, Failure why) {
    return unclear(Reason.of(why), path, why.text());
  }

  private static Recorded unclear(Reason reason, String path, String why) {
    return new Recorded.Unclear(
        path,
        Problem.of(
                reason, "cannot read the record of earlier changes in %s: %s".formatted(path, why))
            .help(
                reason == Reason.FORBIDDEN
                    ? "run this command as root"
                    : "inspect the file; if you delete it, dtbind accepts the current state of the "
                        + "device: rm "
                        + path));
  }

  /**
   * Writes a record, which replaces an earlier one of the same device.
   *
   * @param binding the record
   * @return done, or the reason why not
   */
  public static Attempt<Nothing> remember(WritableFiles files, Binding binding) {
    return files.replace(path(binding.bus(), binding.device()), binding.text());
  }

  /**
   * Restores an earlier record. Writes nothing if it is still there.
   *
   * @param earlier the record; empty to delete the current one
   * @return done, or the reason why not
   */
  public static Attempt<Nothing> rollBack(
      WritableFiles files, String bus, String device, Optional<Binding> earlier) {
    if (earlier.isEmpty()) {
      return forget(files, bus, device);
    }
    return new Bindings(files).read(path(bus, device)).known().equals(earlier)
        ? Attempt.done()
        : remember(files, earlier.get());
  }

  /**
   * Deletes a record.
   *
   * @return done, even if there was no record; or the reason why not
   */
  public static Attempt<Nothing> forget(WritableFiles files, String bus, String device) {
    return files.remove(path(bus, device));
  }

  /**
   * The colon makes the name unambiguous: a bus has no colon in its name, and neither name has a
   * slash.
   */
  private static String name(String bus, String device) {
    return bus + ":" + device;
  }

  /** {@return the absolute path of a device's record} */
  public static String path(String bus, String device) {
    return DIRECTORY + "/" + name(bus, device);
  }
}
