// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.archive;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.dtbind.source.Bytes;
import org.dtbind.source.Limit;
import org.tukaani.xz.XZInputStream;

/**
 * A zip or tar archive. A tar archive may be compressed with gzip or xz. The content of the file
 * determines the type.
 */
public final class Archive {

  private static final int XZ_KIB = 256 << 10;
  private static final int TAR_MAGIC_AT = 257;

  /** A file in an archive. */
  public record ArchivedFile(String name, Bytes content) {}

  private enum Kind {
    ZIP(0, "PK\3\4"),
    GZIP(0, "\37\213"),
    XZ(0, "\3757zXZ\0"),
    BZIP2(0, "BZh"),
    ZSTD(0, "(\265/\375"),
    TAR(TAR_MAGIC_AT, "ustar");

    private final int at;
    private final String magic;

    Kind(int at, String magic) {
      this.at = at;
      this.magic = magic;
    }

    boolean isThatOf(Bytes content) {
      int end = at + magic.length();
      return content.length() >= end && content.slice(at, end).latin1().equals(magic);
    }
  }

  private final Kind kind;
  private final Bytes content;

  private Archive(Kind kind, Bytes content) {
    this.kind = kind;
    this.content = content;
  }

  /** {@return the archive with the given content; absent if the content is not an archive} */
  public static Optional<Archive> of(Bytes content) {
    for (Kind kind : Kind.values()) {
      if (kind.isThatOf(content)) {
        return Optional.of(new Archive(kind, content));
      }
    }
    return Optional.empty();
  }

  /**
   * {@return the files in the archive that are wanted, sorted by name, without links and device
   * nodes}
   *
   * @param wanted whether the file with a given path is wanted
   * @throws IOException if the archive is damaged or exceeds a {@link Limit}
   */
  public List<ArchivedFile> files(Predicate<String> wanted) throws IOException {
    List<ArchivedFile> files = new ArrayList<>();
    try (InputStream in = new ByteArrayInputStream(content.lent(), 0, content.length())) {
      switch (kind) {
        case ZIP -> zip(in, wanted, files);
        case GZIP -> tar(new GZIPInputStream(in, 1 << 16), wanted, files);
        case XZ -> tar(new XZInputStream(in, XZ_KIB), wanted, files);
        case TAR -> tar(in, wanted, files);
        case BZIP2, ZSTD ->
            throw new IOException(
                "compressed with %s; unpack it, or compress it with gzip or xz"
                    .formatted(kind.name().toLowerCase(Locale.ROOT)));
      }
    } catch (EOFException e) {
      throw new IOException("damaged: it ends prematurely", e);
    } catch (IllegalArgumentException e) {
      // ZipInputStream throws this exception for a name that is not UTF-8.
      throw new IOException("damaged: " + e.getMessage(), e);
    }
    files.sort(Comparator.comparing(ArchivedFile::name));
    return files;
  }

  private static void tar(InputStream in, Predicate<String> wanted, List<ArchivedFile> files)
      throws IOException {
    TarReader reader = new TarReader(new BoundedStream(in));
    long kept = 0;
    int count = 0;
    for (Optional<TarReader.Header> next = reader.next(); next.isPresent(); next = reader.next()) {
      TarReader.Header header = next.get();
      require(++count <= Limit.ARCHIVE_FILES.most(), Limit.ARCHIVE_FILES);
      if (header.isFile() && wanted.test(header.name())) {
        kept = kept(kept, header.size() + header.name().length());
        files.add(new ArchivedFile(header.name(), reader.content()));
      }
    }
  }

  private static void zip(InputStream in, Predicate<String> wanted, List<ArchivedFile> files)
      throws IOException {
    long kept = 0;
    int count = 0;
    try (ZipInputStream zip = new ZipInputStream(in, StandardCharsets.UTF_8);
        BoundedStream bounded = new BoundedStream(zip)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        require(++count <= Limit.ARCHIVE_FILES.most(), Limit.ARCHIVE_FILES);
        if (entry.isDirectory() || !wanted.test(entry.getName())) {
          bounded.skipRest();
        } else {
          Bytes content = Bytes.read(bounded, 1 << 14, Limit.ARCHIVE_KEPT_BYTES);
          kept = kept(kept, content.length() + entry.getName().length());
          files.add(new ArchivedFile(entry.getName(), content));
        }
      }
    }
  }

  private static long kept(long before, long more) throws IOException {
    long kept = before + more;
    long most = Limit.ARCHIVE_KEPT_BYTES.most();
    require(more <= most && kept <= most, Limit.ARCHIVE_KEPT_BYTES);
    return kept;
  }

  private static void require(boolean kept, Limit limit) throws IOException {
    if (!kept) {
      throw new IOException(
          String.format(Locale.ROOT, "more than %,d %s", limit.most(), limit.what()));
    }
  }
}
