// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.export;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.dtbind.cli.session.OutputFile;
import org.dtbind.export.Artefact;
import org.dtbind.export.Artefacts;
import org.dtbind.source.FileName;

/**
 * Writes the files of an export: all or, if one cannot be written, none; never outside the
 * directory.
 */
final class ExportDirectory {

  /** The effect of the export on a file. */
  enum State {
    /** The file does not exist yet. */
    NEW,
    /** The content or mode changes. */
    CHANGED,
    /** The file exists and does not change. */
    SAME,
    /** The file was changed by a user, and is not replaced. */
    KEPT;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** An exported file and its path. */
  record Planned(Artefact artefact, Path place, State state) {

    Planned kept() {
      return new Planned(artefact, place, State.KEPT);
    }

    /** {@return the mode of the file, as octal digits} */
    String mode() {
      return artefact.executable() ? "0755" : "0644";
    }

    private String permissions() {
      return artefact.executable() ? "rwxr-xr-x" : "rw-r--r--";
    }
  }

  private ExportDirectory() {}

  /** {@return the files of the export with their states} */
  static List<Planned> plan(Path directory, Artefacts files) throws IOException {
    if (Files.exists(directory) && !Files.isDirectory(directory)) {
      throw new FileSystemException(
          FileName.text(directory), null, "is not a directory; specify a directory with -o");
    }
    List<Planned> planned = new ArrayList<>();
    for (Artefact artefact : files.files()) {
      Path place = directory;
      List<String> names = artefact.names();
      for (int i = 0; i < names.size(); i++) {
        place = place.resolve(FileName.path(names.get(i)));
        check(place, i == names.size() - 1);
      }
      planned.add(new Planned(artefact, place, State.NEW));
    }
    List<Planned> compared = new ArrayList<>();
    for (Planned each : planned) {
      compared.add(new Planned(each.artefact(), each.place(), state(each)));
    }
    return compared;
  }

  /**
   * Fails if a path is a symbolic link, which could lead out of the directory, or is of the wrong
   * type.
   */
  private static void check(Path place, boolean file) throws IOException {
    if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    boolean fits =
        file
            ? Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)
            : Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS);
    if (!fits) {
      String what = Files.isSymbolicLink(place) ? "is a link, not a " : "is not a ";
      String help = (file ? "file" : "directory") + "; remove it";
      throw new FileSystemException(FileName.text(place), null, what + help);
    }
  }

  private static State state(Planned file) throws IOException {
    if (!Files.exists(file.place(), LinkOption.NOFOLLOW_LINKS)) {
      return State.NEW;
    }
    byte[] wanted = file.artefact().content().toArray();
    boolean same =
        Files.size(file.place()) == wanted.length
            && java.util.Arrays.equals(Files.readAllBytes(file.place()), wanted)
            && PosixFilePermissions.toString(Files.getPosixFilePermissions(file.place()))
                .equals(file.permissions());
    return same ? State.SAME : State.CHANGED;
  }

  /** Writes new and changed files. First writes all to temporary files, then renames them. */
  static void write(Path directory, List<Planned> files) throws IOException {
    List<Planned> changing =
        files.stream()
            .filter(file -> file.state() == State.NEW || file.state() == State.CHANGED)
            .toList();
    List<Path> temporary = new ArrayList<>();
    try {
      Files.createDirectories(directory);
      for (Planned file : changing) {
        directories(directory, file.artefact().names());
        String random = Long.toHexString(ThreadLocalRandom.current().nextLong());
        Path written = file.place().resolveSibling(".dtbind-" + random);
        temporary.add(written);
        write(file, written);
      }
      for (int i = 0; i < changing.size(); i++) {
        Files.move(temporary.get(i), changing.get(i).place(), StandardCopyOption.ATOMIC_MOVE);
      }
    } finally {
      for (Path written : temporary) {
        Files.deleteIfExists(written);
      }
    }
  }

  private static void write(Planned file, Path written) throws IOException {
    try {
      Files.write(
          written,
          file.artefact().content().toArray(),
          StandardOpenOption.CREATE_NEW,
          StandardOpenOption.WRITE);
      Files.setPosixFilePermissions(written, PosixFilePermissions.fromString(file.permissions()));
    } catch (IOException e) {
      throw OutputFile.notWritten(file.place(), e);
    }
  }

  private static void directories(Path directory, List<String> names) throws IOException {
    Path place = directory;
    for (String name : names.subList(0, names.size() - 1)) {
      place = place.resolve(FileName.path(name));
      if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectory(place);
      }
    }
  }
}
