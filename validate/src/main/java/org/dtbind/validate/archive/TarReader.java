// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.dtbind.source.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tar archive from front to back: ustar, pax and GNU.
 *
 * @see <a href="https://www.gnu.org/software/tar/manual/html_node/Standard.html">Basic tar
 *     format</a>
 * @see <a href="https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html">pax
 *     Interchange Format</a>
 */
final class TarReader {

  private static final int BLOCK = 512;
  private static final int NAME = 100;
  private static final int SIZE_AT = 124;
  private static final int SIZE = 12;
  private static final int CHECKSUM_AT = 148;
  private static final int CHECKSUM = 8;
  private static final int TYPE_AT = 156;
  private static final int MAGIC_AT = 257;
  private static final int PREFIX_AT = 345;
  private static final int PREFIX = 155;

  /** The maximum size of an extended header, in bytes. Paths have up to 4,096 bytes. */
  private static final int MOST_BEFORE = 1 << 20;

  /**
   * A header block, including the values of extended headers before it.
   *
   * @param size the size of the content in bytes
   */
  record Header(String name, char type, long size) {

    boolean isFile() {
      return (type == '0' || type == 0 || type == '7') && !name.endsWith("/");
    }
  }

  private final InputStream in;
  private long left;
  private long padding;
  private boolean isFirst = true;

  TarReader(InputStream in) {
    this.in = in;
  }

  /**
   * Returns the header of the next file, link or directory, after it has read the extended headers
   * before it. Returns nothing at the end of the archive.
   */
  Optional<Header> next() throws IOException {
    @Nullable String name = null;
    long size = -1;
    while (true) {
      in.skipNBytes(left);
      in.skipNBytes(padding);
      byte[] block = in.readNBytes(BLOCK);
      if (block.length == 0 || isZero(block)) {
        return Optional.empty();
      }
      if (block.length < BLOCK) {
        throw new EOFException();
      }
      Header header = header(block, isFirst);
      isFirst = false;
      if (name != null || size >= 0) {
        header =
            new Header(
                name == null ? header.name() : name,
                header.type(),
                size < 0 ? header.size() : size);
      }
      left = header.size();
      padding = -left & (BLOCK - 1);
      switch (header.type()) {
        case 'L' -> name = text(before(header));
        case 'x' -> {
          String records = before(header).latin1();
          name = record(records, "path").map(path -> Bytes.latin1(path).utf8()).orElse(name);
          size = record(records, "size").map(TarReader::decimal).orElse(size);
        }
        // These headers apply to all files, or contain the target of a link. Neither is needed.
        case 'g', 'K' -> before(header);
        default -> {
          return Optional.of(header);
        }
      }
    }
  }

  Bytes content() throws IOException {
    byte[] content = in.readNBytes(Math.toIntExact(left));
    if (content.length < left) {
      throw new EOFException();
    }
    left = 0;
    return Bytes.wrap(content);
  }

  private Bytes before(Header header) throws IOException {
    if (header.size() > MOST_BEFORE) {
      throw new IOException(
          String.format(Locale.ROOT, "damaged: a name of %,d bytes", header.size()));
    }
    return content();
  }

  private static Header header(byte[] block, boolean isFirst) throws IOException {
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      boolean isOfSum = i >= CHECKSUM_AT && i < CHECKSUM_AT + CHECKSUM;
      sum += isOfSum ? ' ' : block[i] & 0xff;
    }
    if (number(block, CHECKSUM_AT, CHECKSUM) != sum) {
      throw new IOException(
          isFirst ? "not a tar archive" : "damaged: the checksum of a header is wrong");
    }
    String name = text(block, 0, NAME);
    // The GNU format stores other data in the field for the prefix.
    boolean isPosix = block[MAGIC_AT + 5] == 0;
    String prefix = isPosix ? text(block, PREFIX_AT, PREFIX) : "";
    return new Header(
        prefix.isEmpty() ? name : prefix + "/" + name,
        (char) (block[TYPE_AT] & 0xff),
        number(block, SIZE_AT, SIZE));
  }

  /** Returns a number in octal digits, or in binary if the highest bit is set. */
  private static long number(byte[] block, int at, int length) throws IOException {
    long value = 0;
    boolean isBinary = (block[at] & 0x80) != 0;
    for (int i = at; i < at + length; i++) {
      int octet = block[i] & 0xff;
      if (isBinary) {
        value = value << 8 | (i == at ? octet & 0x7f : octet);
      } else if (octet >= '0' && octet <= '7') {
        value = value << 3 | octet - '0';
      } else if (octet != ' ' && octet != 0) {
        throw new IOException("damaged: a number contains characters other than digits");
      }
    }
    if (value < 0) {
      throw new IOException("damaged: a number is negative");
    }
    return value;
  }

  /** Returns the value of a pax record, which has the format "LENGTH KEY=VALUE\n". */
  private static Optional<String> record(String records, String key) {
    int at = 0;
    while (at < records.length()) {
      int space = records.indexOf(' ', at);
      if (space < 0) {
        return Optional.empty();
      }
      long length = decimal(records.substring(at, space));
      if (length <= space - at + 1 || length > records.length() - at) {
        return Optional.empty();
      }
      int end = at + (int) length;
      int value = space + key.length() + 2;
      if (records.startsWith(key + "=", space + 1)
          && value < end
          && records.charAt(end - 1) == '\n') {
        return Optional.of(records.substring(value, end - 1));
      }
      at = end;
    }
    return Optional.empty();
  }

  private static long decimal(String text) {
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
  }

  private static String text(Bytes content) {
    return text(content.lent(), 0, content.length());
  }

  private static String text(byte[] block, int at, int length) {
    int end = at;
    while (end < at + length && block[end] != 0) {
      end++;
    }
    return new String(block, at, end - at, StandardCharsets.UTF_8);
  }

  private static boolean isZero(byte[] block) {
    for (byte octet : block) {
      if (octet != 0) {
        return false;
      }
    }
    return true;
  }
}
