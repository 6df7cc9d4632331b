// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind.record;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.change.journal.KeyValueText;

/**
 * The record of a binding that is restored at each boot, and of the files that dtbind wrote for
 * that.
 *
 * @param binding the state that dtbind established, and the state before
 * @param files the SHA-256 of each file, in hexadecimal digits, by its absolute path
 */
public record PersistentBinding(Binding binding, Map<String, String> files) {

  private static final String FIRST = "dtbind-persistent=1";

  /** The length of a SHA-256 in hexadecimal digits. */
  private static final int DIGITS = 64;

  /** Copies the map. */
  public PersistentBinding {
    files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
  }

  /**
   * {@return whether a file still has the content that dtbind wrote}
   *
   * @param path the absolute path of the file
   * @param content the complete content of the file
   */
  public boolean wrote(String path, String content) {
    return digest(content).equals(files.get(path));
  }

  /** {@return the SHA-256 of a text in UTF-8, in hexadecimal digits} */
  public static String digest(String content) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(content.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * {@return the contents of the record's file: the version, lines {@code KEY=VALUE}, and an end
   * line}
   */
  public String text() {
    KeyValueText text = new KeyValueText(FIRST);
    files.forEach((path, digest) -> text.line("file", digest + " " + path));
    binding.text().lines().forEach(line -> text.words("record", line));
    return text.text();
  }

  /**
   * {@return the record in a file's text; empty if the text has another version or format, or is
   * truncated}
   *
   * @param text the complete contents of the file
   */
  public static Optional<PersistentBinding> parse(String text) {
    Optional<List<KeyValueText.Line>> lines = KeyValueText.read(FIRST, text);
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> files = new LinkedHashMap<>();
    StringBuilder record = new StringBuilder();
    for (KeyValueText.Line line : lines.get()) {
      String value = line.value();
      if (line.key().equals("record")) {
        record.append(line.written()).append('\n');
      } else if (line.key().equals("file") && value.indexOf(' ') == DIGITS) {
        files.put(value.substring(DIGITS + 1), value.substring(0, DIGITS));
      }
    }
    return Binding.parse(record.toString()).map(binding -> new PersistentBinding(binding, files));
  }
}
