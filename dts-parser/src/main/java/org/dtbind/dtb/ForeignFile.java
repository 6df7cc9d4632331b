// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtb;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.source.Bytes;
import org.dtbind.source.Origin;

/** Recognizes files that are neither source nor blob, but may contain a blob. */
public final class ForeignFile {

  /** The magic number of an image with overlays (AOSP, libufdt, dt_table.h). */
  private static final int DTBO_IMAGE = 0xd7b7ab1e;

  private static final int SWAPPED = Integer.reverseBytes(Fdt.MAGIC);

  /** The bytes in which a file without magic number must have a zero byte to count as binary. */
  private static final int HEAD = 512;

  /** The smallest header of a blob of version 17. */
  private static final int HEADER = 40;

  private static final String DD = "extract the blob with dd bs=1 skip=%d if=%s";

  private ForeignFile() {}

  /**
   * {@return an error that says what a file is; empty if it may be source or a blob}
   *
   * @param name the name of the file
   * @param content the content of the file
   */
  public static Optional<Diagnostic> explained(String name, Bytes content) {
    if (content.length() < 4 || content.cell(0) == Fdt.MAGIC) {
      return Optional.empty();
    }
    int magic = content.cell(0);
    if (magic == DTBO_IMAGE && content.length() >= HEADER + 8) {
      int table = content.cell(20);
      boolean hasEntry = table >= 0 && table <= content.length() - 8;
      long first = Integer.toUnsignedLong(hasEntry ? content.cell(table + 4) : table);
      return Optional.of(
          problem(
                  name,
                  Message.of(
                      content.cell(16) == 1
                          ? "this file is an Android DTBO image with {count} blob, which is at"
                              + " {offset}"
                          : "this file is an Android DTBO image with {count} blobs, the first one"
                              + " at {offset}",
                      Integer.toUnsignedString(content.cell(16)),
                      "0x%x".formatted(first)))
              .help("extract the blobs with 'mkdtboimg dump %s -b FILE'".formatted(name)));
    }
    if (magic == SWAPPED) {
      return Optional.of(
          problem(
                  name,
                  Message.of("this file is a blob whose 32-bit words have the wrong byte order"))
              .help(
                  "swap the bytes, for example with objcopy -I binary -O binary --reverse-bytes=4"
                      + " FILE NEW"));
    }
    Optional<String> packed = packed(content);
    if (packed.isPresent()) {
      return Optional.of(
          problem(name, Message.of("this file is compressed by {program}", packed.get()))
              .help("decompress the file first"));
    }
    return isBinary(content) ? Optional.of(binary(name, content)) : Optional.empty();
  }

  private static Diagnostic problem(String name, Message message) {
    return Diagnostic.error(DtbCode.BAD_MAGIC, new Origin.Blob(name, 0), message);
  }

  private static Diagnostic binary(String name, Bytes content) {
    OptionalInt blob = blob(content);
    if (blob.isPresent()) {
      int at = blob.getAsInt();
      return problem(
              name,
              Message.of(
                  "this file is neither source nor a blob, but contains a blob at {offset}",
                  "0x%x".formatted(at)))
          .help(DD.formatted(at, name));
    }
    return problem(name, Message.of("this file is neither source nor a blob"));
  }

  /** Returns the program that compressed the content. */
  private static Optional<String> packed(Bytes content) {
    String start = "%08x".formatted(content.cell(0)).toLowerCase(Locale.ROOT);
    return start.startsWith("1f8b")
        ? Optional.of("gzip")
        : start.equals("fd377a58")
            ? Optional.of("xz")
            : start.equals("28b52ffd")
                ? Optional.of("zstd")
                : start.startsWith("425a68")
                    ? Optional.of("bzip2")
                    : start.equals("04224d18") || start.equals("02214c18")
                        ? Optional.of("lz4")
                        : Optional.empty();
  }

  private static boolean isBinary(Bytes content) {
    for (int at = 0; at < Math.min(HEAD, content.length()); at++) {
      if (content.get(at) == 0) {
        return !content.slice(0, Math.min(HEAD, content.length())).latin1().contains("/dts-v1/");
      }
    }
    return false;
  }

  /** Returns the offset of the first blob, which need not be aligned if it was appended. */
  private static OptionalInt blob(Bytes content) {
    for (int at = 1; at + HEADER <= content.length(); at++) {
      if (content.cell(at) == Fdt.MAGIC) {
        int size = content.cell(at + 4);
        boolean fits = size >= HEADER && size <= content.length() - at;
        if (fits && content.cell(at + 20) == Fdt.VERSION) {
          return OptionalInt.of(at);
        }
      }
    }
    return OptionalInt.empty();
  }
}
