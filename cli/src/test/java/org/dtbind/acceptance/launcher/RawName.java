// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance.launcher;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * A file name that need not be UTF-8. Java can encode strings in paths and program arguments in one
 * encoding only.
 *
 * @param bytes the bytes of the name, each as a character from U+0000 to U+00FF
 */
record RawName(String bytes) {

  /** Returns the UTF-8 encoding of a text. */
  static RawName utf8(String text) {
    return new RawName(
        new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
  }

  RawName and(String suffix) {
    return new RawName(bytes + suffix);
  }

  /** Returns the file with this name in an existing directory, by a URI with escaped bytes. */
  Path in(Path directory) {
    return Path.of(URI.create(directory.toUri() + escaped("%%%02x")));
  }

  /** Returns the name as a quoted word for bash. */
  String word() {
    return "$'" + escaped("\\x%02x") + "'";
  }

  private String escaped(String format) {
    return bytes.chars().mapToObj(format::formatted).collect(Collectors.joining());
  }
}
