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
 * What exports have written into a layer, by which a file that somebody has changed since is known.
 *
 * @param lines as sha256sum(1) writes and reads them, in the layer's folder
 */
public record ExportedSums(Set<String> lines) {

  /** The name of the file, in the folder of each recipe. */
  public static final String FILE = "exported.sha256";

  /** The folder, below that of a layer, with a folder for each recipe of a declaration. */
  public static final String RECIPES = "recipes-bsp";

  public ExportedSums {
    lines = Set.copyOf(lines);
  }

  /**
   * {@return all that the files say}
   *
   * @param files their texts
   */
  public static ExportedSums of(Collection<String> files) {
    Set<String> lines = new HashSet<>();
    files.forEach(text -> text.lines().forEach(lines::add));
    return new ExportedSums(lines);
  }

  /**
   * {@return whether an export has written that}
   *
   * @param path of a file, below the layer's folder
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

  /** Returns the sum as hexadecimal digits. */
  static String sha256(Bytes content) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(content.toArray()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has it", e);
    }
  }
}
