// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A binding that comes back at each boot: what dtbind has done to the device, and the files that it
 * has written for that.
 *
 * @param binding what it has done
 * @param files the SHA-256 of each, in hexadecimal digits, by path
 */
public record PersistentBinding(Binding binding, Map<String, String> files) {

  private static final String FIRST = "dtbind-persistent=1";

  /** A file that was cut off has no such line. */
  private static final String LAST = "end";

  /** SHA-256 in hexadecimal digits. */
  private static final int DIGITS = 64;

  /** Copies the map. */
  public PersistentBinding {
    files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
  }

  /** {@return whether a file's content is what dtbind has written there} */
  boolean wrote(String path, String content) {
    return digest(content).equals(files.get(path));
  }

  /** {@return the SHA-256 of a text in UTF-8} */
  static String digest(String content) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(content.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** {@return the file's text: a line {@code KEY=VALUE} each, the version first, then the end} */
  String text() {
    StringBuilder text = new StringBuilder(FIRST + "\n");
    files.forEach(
        (path, digest) ->
            text.append("file=").append(digest).append(' ').append(path).append('\n'));
    binding.text().lines().forEach(line -> text.append("record=").append(line).append('\n'));
    return text.append(LAST).append('\n').toString();
  }

  /** {@return what a file says; empty for one of another version or shape, or one cut off} */
  static Optional<PersistentBinding> parse(String text) {
    if (!text.startsWith(FIRST + "\n") || !text.endsWith("\n" + LAST + "\n")) {
      return Optional.empty();
    }
    Map<String, String> files = new LinkedHashMap<>();
    StringBuilder record = new StringBuilder();
    for (String line : text.split("\n", -1)) {
      String value = line.substring(line.indexOf('=') + 1);
      if (line.startsWith("record=")) {
        record.append(value).append('\n');
      } else if (line.startsWith("file=") && value.indexOf(' ') == DIGITS) {
        files.put(value.substring(DIGITS + 1), value.substring(0, DIGITS));
      }
    }
    return Binding.parse(record.toString()).map(binding -> new PersistentBinding(binding, files));
  }
}
