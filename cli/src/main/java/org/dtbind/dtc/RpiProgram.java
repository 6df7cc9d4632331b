// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.Streams;
import org.dtbind.diag.Code;
import org.dtbind.diag.Diagnosed;
import org.dtbind.dtb.DtbCode;
import org.dtbind.dtb.DtbReader;
import org.dtbind.dtb.Fdt;
import org.dtbind.dtb.edit.FdtError;
import org.dtbind.overlay.config.MappedName;
import org.dtbind.overlay.config.OverlayMap;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.source.SourceFile;
import org.dtbind.tree.DeviceTree;

/**
 * Common parts of dtmerge, dtoverlay and dtparam: messages of their library libdtovl, the reading
 * of blobs, and the overlay map.
 */
abstract class RpiProgram extends DropInProgram {

  /**
   * A blob from a file.
   *
   * @param bytes the blob without the trailer
   * @param trailer the bytes after the blob in the file; dtoverlay keeps parameters there
   */
  record Blob(DeviceTree tree, Bytes bytes, Bytes trailer) {

    /** {@return the strings block of the blob} */
    Bytes names(String file) {
      return DtbReader.names(new SourceFile(file, bytes));
    }
  }

  private boolean debug;

  RpiProgram(Streams streams) {
    super(streams);
  }

  /** Prints debug messages from now on. */
  final void enableDebug() {
    debug = true;
  }

  final void error(String text) {
    printError("DTOVERLAY[error]: " + text + "\n");
  }

  final void warn(String text) {
    printError("DTOVERLAY[warn]: " + text + "\n");
  }

  final void debug(String text) {
    if (debug) {
      printError("DTOVERLAY[debug]: " + text + "\n");
    }
  }

  /** {@return the content of a file; empty if it cannot be read} */
  static Optional<Bytes> content(String file) {
    try {
      return Optional.of(Bytes.wrap(FdtProgram.content(file)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** {@return the content of a regular file in a directory; empty if it cannot be read} */
  static Optional<Bytes> found(String file) {
    try {
      return Optional.of(InputFiles.found(FileName.path(file)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  static boolean isDirectory(Path path) {
    return Files.isDirectory(path);
  }

  /**
   * Reads a blob; returns empty after a message if the blob cannot be read.
   *
   * @param most the maximum length of the file in bytes; 0 for no limit
   */
  final Optional<Blob> load(String file, int most) {
    return blob(file, content(file), most);
  }

  private Optional<Blob> blob(String file, Optional<Bytes> read, int most) {
    if (read.isEmpty()) {
      error("failed to open '" + file + "'");
      return Optional.empty();
    }
    Bytes bytes = read.get();
    if (most > 0 && bytes.length() > most) {
      error("file too large (" + bytes.length() + " bytes) for max_size");
      return Optional.empty();
    }
    long total = bytes.length() < Fdt.HEADER_SIZE ? 0 : bytes.number(Fdt.TOTAL_SIZE, 4);
    Bytes blob =
        total >= Fdt.HEADER_SIZE && total < bytes.length() ? bytes.slice(0, (int) total) : bytes;
    Diagnosed<DeviceTree> tree = DtbReader.read(new SourceFile(file, blob));
    if (tree.value().isEmpty()) {
      Code code = tree.diagnostics().get(0).code();
      error(
          most > 0 && total > most ? "fdt is too large" : "not a valid FDT - err " + -number(code));
      printError(DtcNotes.of(tree.diagnostics()));
      return Optional.empty();
    }
    Bytes trailer = bytes.slice(blob.length(), bytes.length());
    return Optional.of(new Blob(tree.value().get(), blob, trailer));
  }

  /** {@return the content of a file with a blob and a trailer} */
  static Bytes whole(Bytes blob, Bytes trailer) {
    byte[] whole = Arrays.copyOf(blob.toArray(), blob.length() + trailer.length());
    trailer.copyTo(whole, blob.length());
    return Bytes.wrap(whole);
  }

  private static int number(Code code) {
    FdtError error =
        code == DtbCode.BAD_MAGIC
            ? FdtError.BADMAGIC
            : code == DtbCode.BAD_VERSION ? FdtError.BADVERSION : FdtError.TRUNCATED;
    return error.number();
  }

  /**
   * Reads the overlay map in a directory; returns empty if there is no map or the platform is
   * unknown.
   */
  final Optional<OverlayMap> map(String directory, Optional<String> platform) {
    if (platform.isEmpty()) {
      warn("no matching platform found");
      debug("overlay map not loaded");
      return Optional.empty();
    }
    debug("using platform '" + platform.get() + "'");
    String file = directory + (directory.endsWith("/") ? "" : "/") + "overlay_map.dtb";
    Optional<Blob> map =
        Files.isRegularFile(FileName.path(file))
            ? blob(file, found(file), 0)
            : Optional.<Blob>empty();
    debug("overlay map " + (map.isPresent() ? "" : "not ") + "loaded");
    return map.map(blob -> new OverlayMap(blob.tree(), platform));
  }

  /**
   * Looks up the overlay that a name stands for; returns empty after a message if the map rejects
   * the name.
   */
  final Optional<String> remap(Optional<OverlayMap> map, String name, String platform) {
    if (map.isEmpty()) {
      return Optional.of(name);
    }
    MappedName mapped = map.get().of(name);
    if (mapped.renamed()) {
      warn("overlay '" + name + "' has been renamed '" + mapped.text().orElse("") + "'");
    } else if (mapped.deprecated().isPresent()) {
      error("overlay '" + name + "' is deprecated: " + mapped.deprecated().get());
    } else if (mapped.text().isEmpty()) {
      error("overlay '" + name + "' is not supported on the '" + platform + "' platform");
    }
    return mapped.text();
  }
}
