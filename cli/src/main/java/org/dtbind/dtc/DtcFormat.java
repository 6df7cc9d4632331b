// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dtbind.dtb.Fdt;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;

/** The formats of dtc's options {@code -I} and {@code -O}, and how dtc guesses them. */
final class DtcFormat {

  static final String DTS = "dts";
  static final String DTB = "dtb";
  static final String YAML = "yaml";
  static final String ASM = "asm";

  /** No output. */
  static final String NULL = "null";

  /** A directory such as {@code /proc/device-tree}. */
  static final String FS = "fs";

  /** The formats of inputs. */
  static final List<String> INPUTS = List.of(DTS, DTB, FS);

  private DtcFormat() {}

  /** {@return the format of an input, by its content and its name} */
  static String ofInput(String file) {
    Path path = FileName.path(file);
    if (Files.isDirectory(path)) {
      return FS;
    }
    if (Files.isRegularFile(path)) {
      try (InputStream in = Files.newInputStream(path)) {
        Bytes head = Bytes.wrap(in.readNBytes(4));
        if (head.length() < 4) {
          return DTS;
        }
        return head.cell(0) == Fdt.MAGIC ? DTB : ofName(file).orElse(DTS);
      } catch (IOException e) {
        return DTS;
      }
    }
    return DTS;
  }

  /** {@return the format of files with a name; empty if dtc knows none} */
  static Optional<String> ofName(String file) {
    int dot = file.lastIndexOf('.');
    return switch (dot < 0 ? "" : file.substring(dot).toLowerCase(Locale.ROOT)) {
      case ".dts" -> Optional.of(DTS);
      case ".yaml" -> Optional.of(YAML);
      case ".dtb", ".dtbo" -> Optional.of(DTB);
      default -> Optional.empty();
    };
  }
}
