// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.yocto;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dtbind.source.Bytes;

/**
 * The archive with dtbind and a Java runtime, which {@code ./release} creates.
 *
 * @param name name of the file
 * @param uri where builds find the archive, as in SRC_URI; empty if the user's configuration says
 *     so
 * @param processor architecture as printed by {@code uname -m}
 */
public record ToolArchive(
    String name, Optional<String> uri, String version, String processor, Bytes content) {

  private static final Pattern NAME =
      Pattern.compile("dtbind-([0-9][A-Za-z0-9.+~-]*)-linux-([a-z0-9_]+)\\.tar\\.gz");

  /**
   * Returns the archive; empty if the name is not that of such an archive.
   *
   * @param name name of the file
   */
  public static Optional<ToolArchive> of(String name, Optional<String> uri, Bytes content) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches()
        ? Optional.of(new ToolArchive(name, uri, matcher.group(1), matcher.group(2), content))
        : Optional.empty();
  }

  /** Returns whether the archive is a file of the layer, as its URI says. */
  public boolean isInLayer() {
    return uri.filter(("file://" + name)::equals).isPresent();
  }

  /** Returns the SHA-256 checksum as hexadecimal digits. */
  public String sha256() {
    return ExportedSums.sha256(content);
  }
}
