// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.yocto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.dtbind.export.Artefact;
import org.dtbind.export.TextFile;
import org.dtbind.source.Bytes;

/**
 * Checksums of the files that exports have written into a layer. They show whether a file was
 * changed since.
 *
 * @param lines lines in the format of sha256sum(1), with paths relative to the directory of the
 *     layer
 */
public record ExportedSums(Set<String> lines) {

  /** The name of the file with checksums, in the directory of each recipe. */
  public static final String FILE = "exported.sha256";

  /** The directory in a layer that contains a directory for each recipe of a declaration. */
  public static final String RECIPES = "recipes-bsp";

  public ExportedSums {
    lines = Set.copyOf(lines);
  }

  /** Returns the checksums of several files. */
  public static ExportedSums of(Collection<String> files) {
    Set<String> lines = new HashSet<>();
    files.forEach(text -> text.lines().forEach(lines::add));
    return new ExportedSums(lines);
  }

  /**
   * Whether an export has written a file with this content.
   *
   * @param path path relative to the directory of the layer
   */
  public boolean has(String path, Bytes content) {
    return lines.contains(line(path, content));
  }

  static Artefact file(RecipeName recipe, List<Artefact> files) {
    TextFile text = new TextFile();
    files.forEach(file -> text.line(line(file.path(), file.content())));
    String path = RECIPES + "/" + recipe.text() + "/" + FILE;
    return Artefact.text(path, "shows which files were changed by hand", text);
  }

  private static String line(String path, Bytes content) {
    return sha256(content) + "  " + path;
  }

  /** Returns the checksum as hexadecimal digits. */
  static String sha256(Bytes content) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(content.toArray()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has it", e);
    }
  }
}
