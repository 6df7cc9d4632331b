// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.session;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.dtbind.source.FileName;

/** What the names of files say about their content, and the sources in directories. */
public final class SourceNames {

  /** The extensions of sources: those of Linux, and those of Zephyr and ZMK. */
  public static final List<String> EXTENSIONS =
      List.of(".dts", ".dtsi", ".dtso", ".overlay", ".keymap");

  private SourceNames() {}

  /** {@return whether a file is a board or an overlay, by its name} */
  public static boolean isBoard(Path file) {
    return hasExtension(file, List.of(".dts", ".dtso"));
  }

  /** {@return whether a file is a part of boards, by its name: other sources include it} */
  public static boolean isPart(Path file) {
    return hasExtension(file, List.of(".dtsi"));
  }

  /** {@return whether a file is a devicetree source, by its name} */
  public static boolean isSource(Path file) {
    return hasExtension(file, EXTENSIONS);
  }

  /** {@return whether a file is a source, a header, a blob or a declaration, by its name} */
  public static boolean isInput(Path file) {
    return isSource(file) || hasExtension(file, List.of(".h", ".dtb", ".dtbo", ".yaml", ".yml"));
  }

  private static boolean hasExtension(Path file, List<String> extensions) {
    String name = FileName.text(file).toLowerCase(Locale.ROOT);
    // U-Boot has a scripts/Makefile.dts.
    boolean make = name.startsWith("makefile.", name.lastIndexOf('/') + 1);
    return !make && extensions.stream().anyMatch(name::endsWith);
  }

  /**
   * {@return the sources below a directory, except those in hidden directories, which belong to
   * programs such as git and quilt}
   *
   * @param failed receives the reason why a directory below it cannot be read
   */
  public static SortedSet<Path> below(Path directory, Consumer<IOException> failed)
      throws IOException {
    // A walk does not follow a link at its beginning.
    Path top = Files.isSymbolicLink(directory) ? directory.toRealPath() : directory;
    SortedSet<Path> sources = new TreeSet<>();
    Files.walkFileTree(
        top,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            return !path.equals(top) && FileName.text(path.getFileName()).startsWith(".")
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && isSource(path)) {
              sources.add(path);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path path, IOException failure) {
            failed.accept(failure);
            return FileVisitResult.CONTINUE;
          }
        });
    return sources;
  }
}
