// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.util.List;
import java.util.Optional;
import org.dtbind.device.LinuxDevice;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Files;

/**
 * What dtbind has done since the system started: a file for each device in {@code
 * /run/dtbind/bindings}.
 *
 * @param files to read and write
 */
public record Bindings(Files files) {

  private static final String FOLDER = "/run/dtbind/bindings";

  /**
   * {@return what is remembered of a device}
   *
   * @param device that one
   */
  public Optional<Binding> of(LinuxDevice device) {
    return files
        .read(path(device.bus(), device.name()))
        .value()
        .flatMap(text -> text)
        .flatMap(Binding::parse);
  }

  /** {@return all that is remembered, by bus and device} */
  public List<Binding> all() {
    return files.names(FOLDER).stream()
        .flatMap(name -> files.read(FOLDER + "/" + name).value().stream())
        .flatMap(Optional::stream)
        .flatMap(text -> Binding.parse(text).stream())
        .toList();
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
  public Attempt<Nothing> goBack(LinuxDevice device, Optional<Binding> earlier) {
    return earlier.isPresent()
        ? remember(earlier.get())
        : files.remove(path(device.bus(), device.name()));
  }

  /** Neither bus nor device has a slash in its name, and a bus has no colon. */
  private static String path(String bus, String device) {
    return FOLDER + "/" + bus + ":" + device;
  }
}
