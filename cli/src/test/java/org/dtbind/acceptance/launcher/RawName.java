// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance.launcher;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * The name of a file, which need not be UTF-8: Java turns a text into a path, or into an argument
 * of a program, in one encoding only.
 *
 * @param bytes that it is, each as a character from U+0000 to U+00FF
 */
record RawName(String bytes) {

  /** Returns the name that Linux has for a text. */
  static RawName utf8(String text) {
    return new RawName(
        new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
  }

  RawName and(String suffix) {
    return new RawName(bytes + suffix);
  }

  /** Returns the file of this name in a folder that exists: a URI has bytes. */
  Path in(Path folder) {
    return Path.of(URI.create(folder.toUri() + escaped("%%%02x")));
  }

  /** Returns it as a word of bash. */
  String word() {
    return "$'" + escaped("\\x%02x") + "'";
  }

  private String escaped(String format) {
    return bytes.chars().mapToObj(format::formatted).collect(Collectors.joining());
  }
}
