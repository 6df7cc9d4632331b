// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change.boot;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.change.FileState.Link;
import org.dtbind.export.Artefact;
import org.dtbind.export.target.AggregatorFiles;
import org.dtbind.export.target.BindingFiles;
import org.dtbind.kernel.Files;

/** The systemd units that restore devices or aggregators at boot, and the files of each unit. */
public enum BootUnit {
  /** Binds devices that appear too late for udev's rules. */
  DEVICES(BindingFiles.UNIT, BindingFiles.DECLARATIONS, "var/lib/dtbind/bindings"),
  /** Creates aggregators. A declaration of an aggregator is also dtbind's record of it. */
  AGGREGATORS(AggregatorFiles.UNIT, AggregatorFiles.DECLARATIONS, AggregatorFiles.DECLARATIONS);

  private final String unit;
  private final String directory;
  private final String records;

  BootUnit(String unit, String directory, String records) {
    this.unit = unit;
    this.directory = "/" + directory;
    this.records = "/" + records;
  }

  /** {@return the absolute path of the link that enables the unit} */
  public String link() {
    return "/etc/systemd/system/multi-user.target.wants/" + unit;
  }

  /** {@return what is wrong if the unit is disabled; empty if it is enabled} */
  public Optional<String> disabled(Files files) {
    return files.linked(link()).isPresent()
        ? Optional.empty()
        : Optional.of(
            "%1$s is disabled, so it may not be restored at boot; run: systemctl enable %1$s"
                .formatted(unit));
  }

  Link enabled() {
    return new Link("../" + unit);
  }

  String path() {
    return "/etc/systemd/system/" + unit;
  }

  /**
   * {@return the absolute path of the directory with one declaration for each device or aggregator}
   */
  public String directory() {
    return directory;
  }

  /**
   * {@return the absolute path of the directory with one file for each device or aggregator that
   * dtbind restores at boot}
   */
  public String records() {
    return records;
  }

  /** {@return the files that all devices or aggregators share: the program and the unit} */
  public List<Artefact> shared() {
    return this == DEVICES ? BindingFiles.boot() : AggregatorFiles.boot();
  }

  /** {@return the absolute paths of the shared files, including the link that enables the unit} */
  public List<String> sharedPaths() {
    return Stream.concat(
            Stream.of(link()), shared().stream().map(Artefact::path).map(path -> "/" + path))
        .toList();
  }

  /** {@return the absolute paths of all existing declarations} */
  public List<String> declarations(Files files) {
    return files.names(directory).stream().map(name -> directory + "/" + name).toList();
  }
}
