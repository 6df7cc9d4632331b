// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.source;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Converts file names between bytes and text. In Linux, a name consists of bytes. The text is the
 * name decoded as UTF-8 in every locale, with a lone surrogate from U+DC80 to U+DCFF for each byte
 * from 0x80 to 0xFF that is not valid UTF-8 (as in Python, PEP 383). Each name therefore has a text
 * that converts back to that name.
 *
 * <p>{@link Path#of(String, String...)} is not sufficient: it depends on the locale of the process,
 * and with {@code LC_ALL=C} it cannot represent names outside ASCII.
 *
 * <pre>{@code Files.readAllBytes(FileName.path("höhe.dts")); }</pre>
 */
public final class FileName {

  private static final int ESCAPES = 0xdc00;
  private static final int FIRST_ESCAPE = 0xdc80;
  private static final int LAST_ESCAPE = 0xdcff;

  /** The limit NAME_MAX in include/uapi/linux/limits.h, in bytes. */
  private static final int LONGEST = 255;

  private FileName() {}

  /**
   * {@return whether a text can be the name of a file in a directory: it has 1 to 255 bytes,
   * contains neither {@code /} nor a zero byte, and is neither {@code .} nor {@code ..}}
   *
   * @param text the text of a name
   */
  public static boolean isSingle(String text) {
    boolean dots = text.equals(".") || text.equals("..");
    boolean separated = text.indexOf('/') >= 0 || text.indexOf('\0') >= 0;
    return !text.isEmpty() && !dots && !separated && bytes(text).length() <= LONGEST;
  }

  /**
   * {@return the text of a name}
   *
   * @param name the bytes of the name in the file system or in a source
   */
  public static String text(Bytes name) {
    byte[] bytes = name.toArray();
    for (byte b : bytes) {
      if (b < 0) {
        return decoded(bytes);
      }
    }
    return new String(bytes, StandardCharsets.US_ASCII);
  }

  private static String decoded(byte[] name) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(name);
    CharBuffer out = CharBuffer.allocate(name.length + 1);
    CoderResult result = decoder.decode(in, out, true);
    while (result.isError()) {
      for (int i = 0; i < result.length(); i++) {
        out.put((char) (ESCAPES + (in.get() & 0xff)));
      }
      result = decoder.decode(in, out, true);
    }
    return out.flip().toString();
  }

  /**
   * {@return the bytes of a name; other lone surrogates in the text become {@code ?}}
   *
   * @param text the text of a name, or a text that contains names
   */
  public static Bytes bytes(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair = i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
      if (isByte(c) && !pair) {
        out.writeBytes(text.substring(from, i).getBytes(StandardCharsets.UTF_8));
        out.write(c - ESCAPES);
        from = i + 1;
      }
    }
    out.writeBytes(text.substring(from).getBytes(StandardCharsets.UTF_8));
    return Bytes.wrap(out.toByteArray());
  }

  /**
   * {@return the path of a name}
   *
   * @param text the text of the name, absolute or relative
   * @throws InvalidPathException if it contains a zero byte
   */
  public static Path path(String text) {
    if (isAscii(text)) {
      return Path.of(text);
    }
    Bytes name = bytes(text);
    if (name.indexOf(0, 0) >= 0) {
      throw new InvalidPathException(text, "Nul character not allowed");
    }
    // The path of a URI consists of bytes in every locale (sun.nio.fs.UnixUriUtils).
    StringBuilder uri = new StringBuilder("file://");
    int last = '/';
    uri.append('/');
    for (int i = 0; i < name.length(); i++) {
      int b = name.get(i);
      if (b != '/' || last != '/') {
        uri.append(b == '/' ? "/" : "%" + hex(b));
      }
      last = b;
    }
    Path path = Path.of(URI.create(uri.toString()));
    return text.startsWith("/") ? path : path.subpath(0, path.getNameCount());
  }

  /**
   * {@return the text of a path's name}
   *
   * @param path a path in the default file system
   */
  public static String text(Path path) {
    String plain = path.toString();
    if (isAscii(plain)) {
      return plain;
    }
    String uri = path.getFileSystem().getPath("/").resolve(path).toUri().getRawPath();
    boolean directory = uri.length() > 1 && uri.endsWith("/");
    String raw = uri.substring(path.isAbsolute() ? 0 : 1, uri.length() - (directory ? 1 : 0));
    ByteArrayOutputStream out = new ByteArrayOutputStream(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      if (raw.charAt(i) == '%') {
        out.write(Integer.parseInt(raw.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        out.write(raw.charAt(i));
      }
    }
    return text(Bytes.wrap(out.toByteArray()));
  }

  /** Whether a character represents a byte that is not valid UTF-8. */
  static boolean isByte(int code) {
    return code >= FIRST_ESCAPE && code <= LAST_ESCAPE;
  }

  /**
   * {@return whether a text contains only ASCII characters: the encoding of such a name does not
   * depend on the locale}
   *
   * @param text the text of a name
   */
  public static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static String hex(int b) {
    return Integer.toHexString(0x100 + b).substring(1);
  }
}
