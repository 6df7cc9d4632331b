// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtb;

import java.util.ArrayList;
import java.util.List;
import org.dtbind.diag.Message;
import org.dtbind.source.Bytes;
import org.dtbind.source.Limit;
import org.dtbind.source.Span;
import org.dtbind.tree.Reservation;

/**
 * The header of a blob. All offsets are checked to be within the blob.
 *
 * @param version the version by which the blob is read: the newest known one if that of the blob is
 *     newer
 * @param end size of the blob in bytes
 * @param structureAt offset of the structure block
 * @param structureEnd offset after the structure block
 * @param stringsAt offset of the strings block
 * @param stringsEnd offset after the strings block
 */
record DtbHeader(
    int version, int end, int structureAt, int structureEnd, int stringsAt, int stringsEnd) {

  private static final int MAX_RESERVATIONS = Limit.RESERVATIONS.most();

  static DtbHeader of(Bytes blob) throws MalformedBlob {
    if (blob.length() < 28 || blob.cell(0) != Fdt.MAGIC) {
      throw new MalformedBlob(
          DtbCode.BAD_MAGIC,
          0,
          Message.of(
              "not a flattened devicetree (a blob starts with d00dfeed and has at least 28 bytes)"));
    }
    long given = blob.number(20, 4);
    long compatible = blob.number(24, 4);
    if (given < 1 || compatible > Fdt.VERSION || given < compatible) {
      throw new MalformedBlob(
          DtbCode.BAD_VERSION,
          20,
          Message.of(
              "the blob has version {version} and is compatible with version {compatibleVersion}; dtbind reads versions 1"
                  + " to 17",
              given,
              compatible));
    }
    // Read a newer, compatible version as the newest known one.
    int version = (int) Math.min(given, Fdt.VERSION);
    int header = version >= 17 ? 40 : version >= 3 ? 36 : version == 2 ? 32 : 28;
    long total = Integer.toUnsignedLong(blob.cell(4));
    if (total > blob.length() || blob.length() < header) {
      throw new MalformedBlob(
          DtbCode.TRUNCATED,
          4,
          Message.of(
              "the header specifies {expected} bytes, but the file has {found} bytes",
              total,
              blob.length()));
    }
    int end = (int) total;
    int structureAt = offset(blob, 8, end);
    int stringsAt = offset(blob, 12, end);
    int stringsEnd = version >= 3 ? stringsAt + length(blob, 32, end - stringsAt) : end;
    int structureEnd = version >= 17 ? structureAt + length(blob, 36, end - structureAt) : end;
    return new DtbHeader(version, end, structureAt, structureEnd, stringsAt, stringsEnd);
  }

  private static int offset(Bytes blob, int field, int end) throws MalformedBlob {
    long offset = Integer.toUnsignedLong(blob.cell(field));
    if (offset > end) {
      throw new MalformedBlob(
          DtbCode.BAD_OFFSET,
          field,
          Message.of("offset {offset} is beyond the end of the blob", "0x%x".formatted(offset)));
    }
    return (int) offset;
  }

  private static int length(Bytes blob, int field, int limit) throws MalformedBlob {
    long length = Integer.toUnsignedLong(blob.cell(field));
    if (length > limit) {
      throw new MalformedBlob(
          DtbCode.BAD_OFFSET,
          field,
          Message.of(
              "length {length} extends beyond the end of the blob", "0x%x".formatted(length)));
    }
    return (int) length;
  }

  List<Reservation> reservations(Bytes blob) throws MalformedBlob {
    int from = offset(blob, 16, end);
    List<Reservation> reservations = new ArrayList<>();
    for (int at = from; reservations.size() <= MAX_RESERVATIONS; at += Fdt.RESERVATION_SIZE) {
      if (at + Fdt.RESERVATION_SIZE > end) {
        throw new MalformedBlob(
            DtbCode.BAD_OFFSET,
            at,
            Message.of("the list of memory reservations is not terminated"));
      }
      long address = blob.number(at, 8);
      long size = blob.number(at + 8, 8);
      if (address == 0 && size == 0) {
        return reservations;
      }
      Span span = new Span(at, at + Fdt.RESERVATION_SIZE);
      reservations.add(new Reservation(address, size, List.of(), span));
    }
    throw new MalformedBlob(
        DtbCode.BAD_STRUCTURE,
        from,
        Message.of("more than {limit} memory reservations", MAX_RESERVATIONS));
  }
}
