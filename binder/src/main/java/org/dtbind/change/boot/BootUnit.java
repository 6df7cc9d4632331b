// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change.boot;

import java.util.List;
import java.util.stream.Stream;
import org.dtbind.change.FileState.Link;
import org.dtbind.export.Artefact;
import org.dtbind.export.target.AggregatorFiles;
import org.dtbind.export.target.BindingFiles;
import org.dtbind.kernel.Files;

/** A unit of systemd that brings back one kind of thing at boot, and what that kind shares. */
public enum BootUnit {
  /** Binds devices that are late; udev's rules bind the others. */
  DEVICES(BindingFiles.UNIT, BindingFiles.DECLARATIONS),
  /** Creates aggregators. */
  AGGREGATORS(AggregatorFiles.UNIT, AggregatorFiles.DECLARATIONS);

  private final String unit;
  private final String folder;

  BootUnit(String unit, String folder) {
    this.unit = unit;
    this.folder = "/" + folder;
  }

  /** {@return the absolute path of the link that enables it} */
  public String link() {
    return "/etc/systemd/system/multi-user.target.wants/" + unit;
  }

  /** {@return what that link is} */
  Link enabled() {
    return new Link("../" + unit);
  }

  /** {@return the absolute path of the unit} */
  String path() {
    return "/etc/systemd/system/" + unit;
  }

  /** {@return the folder with a declaration for each thing that it brings back} */
  public String folder() {
    return folder;
  }

  /** {@return what all of these things share, below the root: the program, and its unit} */
  public List<Artefact> shared() {
    return this == DEVICES ? BindingFiles.boot() : AggregatorFiles.boot();
  }

  /** {@return the absolute paths of what they share, the link among them} */
  public List<String> sharedPaths() {
    return Stream.concat(
            Stream.of(link()), shared().stream().map(Artefact::path).map(path -> "/" + path))
        .toList();
  }

  /**
   * {@return the absolute paths of all declarations that are there}
   *
   * @param files to read
   */
  public List<String> declarations(Files files) {
    return files.names(folder).stream().map(name -> folder + "/" + name).toList();
  }
}
