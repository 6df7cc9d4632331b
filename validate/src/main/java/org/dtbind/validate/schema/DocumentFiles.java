// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.dtbind.compile.DiskFiles;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.source.Limit;
import org.dtbind.validate.archive.Archive;

/**
 * The files of binding documents with their contents.
 *
 * @param places the files and directories as the user specified them
 * @param files the files; those of a directory are sorted by name
 */
record DocumentFiles(List<String> places, List<DocumentFile> files) {

  /** The directory of binding documents in a kernel tree. */
  private static final String IN_KERNEL = "Documentation/devicetree/bindings";

  private static final String SUFFIX = ".yaml";

  /**
   * A file of a document.
   *
   * @param place the index of the file or directory in the list of places
   * @param name the path in the directory, including the separator before it; empty for a file that
   *     the user specified
   */
  record DocumentFile(int place, String name, Bytes content) {}

  /** A file before it is read. */
  private record Named(int place, String name, Path path) {

    /**
     * Reads the file.
     *
     * @param disk reads the files in directories, which may be links to any file
     */
    DocumentFile read(DiskFiles disk) {
      return new DocumentFile(place, name, name.isEmpty() ? named() : found(disk));
    }

    private Bytes found(DiskFiles disk) {
      String file = FileName.text(path);
      try {
        return disk.read(file).orElseThrow(() -> new NoSuchFileException(file));
      } catch (IOException e) {
        throw ofFile(e);
      }
    }

    private Bytes named() {
      try {
        int size = (int) Math.min(Files.size(path), Limit.FILE_BYTES.most());
        try (InputStream in = Files.newInputStream(path)) {
          return Bytes.read(in, size, Limit.FILE_BYTES);
        }
      } catch (IOException e) {
        throw ofFile(e);
      }
    }

    private UncheckedIOException ofFile(IOException failure) {
      return new UncheckedIOException(
          failure instanceof FileSystemException
              ? failure
              : new FileSystemException(FileName.text(path), null, failure.getMessage()));
    }
  }

  /** Returns files that are not on disk, by their paths. */
  static DocumentFiles of(SortedMap<String, Bytes> documents) {
    return new DocumentFiles(
        List.of(""),
        documents.entrySet().stream()
            .map(each -> new DocumentFile(0, each.getKey(), each.getValue()))
            .toList());
  }

  /** Reads files, and directories and kernel trees with documents. */
  static DocumentFiles read(List<Path> places) throws IOException {
    List<Named> named = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      named.addAll(named(i, places.get(i)));
    }
    DiskFiles disk = new DiskFiles();
    try {
      return new DocumentFiles(
          places.stream().map(FileName::text).toList(),
          named.stream().parallel().map(file -> file.read(disk)).toList());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static List<Named> named(int index, Path place) throws IOException {
    if (!Files.isDirectory(place)) {
      return List.of(new Named(index, "", place));
    }
    Path kernel = place.resolve(IN_KERNEL);
    int start = FileName.text(place).length();
    List<Named> named;
    try (Stream<Path> files = Files.walk(Files.isDirectory(kernel) ? kernel : place)) {
      named =
          files
              .filter(file -> file.toString().endsWith(SUFFIX) && Files.isRegularFile(file))
              .sorted()
              .map(file -> new Named(index, FileName.text(file).substring(start), file))
              .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    if (named.isEmpty()) {
      throw new FileSystemException(
          FileName.text(place), null, "the directory contains no binding documents (.yaml)");
    }
    return named;
  }

  /** Replaces each archive by the documents in it. */
  DocumentFiles unpacked() throws IOException {
    List<DocumentFile> all = new ArrayList<>();
    for (DocumentFile file : files) {
      Optional<Archive> archive = Archive.of(file.content());
      if (archive.isPresent()) {
        all.addAll(documents(file, archive.get()));
      } else {
        all.add(file);
      }
    }
    return new DocumentFiles(places, List.copyOf(all));
  }

  private List<DocumentFile> documents(DocumentFile file, Archive archive) throws IOException {
    List<Archive.ArchivedFile> entries;
    try {
      entries = archive.files(name -> name.endsWith(SUFFIX));
    } catch (IOException e) {
      throw new FileSystemException(name(file), null, e.getMessage());
    }
    if (entries.isEmpty()) {
      throw new FileSystemException(
          name(file), null, "the archive contains no binding documents (.yaml)");
    }
    Predicate<Archive.ArchivedFile> ofKernel =
        entry -> ("/" + entry.name()).contains("/" + IN_KERNEL + "/");
    boolean isKernel = entries.stream().anyMatch(ofKernel);
    return entries.stream()
        .filter(entry -> !isKernel || ofKernel.test(entry))
        .map(
            entry ->
                new DocumentFile(file.place(), file.name() + "/" + entry.name(), entry.content()))
        .toList();
  }

  /**
   * Returns the name of a file for messages: the place as the user specified it, and the path in
   * it.
   */
  String name(DocumentFile file) {
    return name(file.place(), file.name());
  }

  String name(int place, String name) {
    return places.get(place) + name;
  }

  /**
   * Returns the SHA-256 digest of the contents of all files and their names relative to their
   * places.
   *
   * @param format the version of the cache format, which is included in the digest
   */
  Bytes digest(int format) {
    MessageDigest sha;
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    sha.update(ByteBuffer.allocate(8).putInt(format).putInt(places.size()).flip());
    for (DocumentFile file : files) {
      byte[] name = file.name().getBytes(StandardCharsets.UTF_8);
      Bytes content = file.content();
      sha.update(
          ByteBuffer.allocate(12)
              .putInt(file.place())
              .putInt(name.length)
              .putInt(content.length())
              .flip());
      sha.update(name);
      sha.update(content.toArray());
    }
    return Bytes.wrap(sha.digest());
  }
}
