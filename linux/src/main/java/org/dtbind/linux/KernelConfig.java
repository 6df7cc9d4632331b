// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.dtbind.source.Bytes;

/**
 * The configuration of a kernel: its {@code .config}, which Debian installs as {@code
 * /boot/config-RELEASE} and a running kernel may show as {@code /proc/config.gz}.
 *
 * @param release release in the head of the file; empty if the head has none
 * @param symbols values of the symbols that are set, by symbol without {@code CONFIG_}: {@code y},
 *     {@code m}, a number, or a string in quotes
 */
public record KernelConfig(Optional<Release> release, Map<String, String> symbols) {

  /** The maximum size of a decompressed file. The configuration of a usual kernel has 250 KB. */
  private static final int MOST_BYTES = 16 << 20;

  private static final int GZIP = 0x1f8b;
  private static final Pattern HEAD = Pattern.compile("# Linux/\\S+ (\\S+) Kernel Configuration");
  private static final Pattern LINE = Pattern.compile("CONFIG_(\\w+)=(.+)");

  /** Copies the map. */
  public KernelConfig {
    symbols = Map.copyOf(symbols);
  }

  /**
   * {@return the configuration in a file; empty if no line of the file sets a symbol}
   *
   * @param file contents of the file, plain text or compressed by gzip
   * @throws IOException if compressed data are damaged or contain more than 16 MiB
   */
  public static Optional<KernelConfig> read(Bytes file) throws IOException {
    String text = plain(file).latin1();
    Optional<Release> release = Optional.empty();
    Map<String, String> symbols = new HashMap<>();
    for (String line : text.lines().toList()) {
      Matcher set = LINE.matcher(line.strip());
      if (set.matches()) {
        symbols.put(set.group(1), set.group(2));
        continue;
      }
      Matcher head = HEAD.matcher(line.strip());
      if (head.matches() && release.isEmpty()) {
        release = Release.of(head.group(1));
      }
    }
    return symbols.isEmpty() ? Optional.empty() : Optional.of(new KernelConfig(release, symbols));
  }

  private static Bytes plain(Bytes file) throws IOException {
    if (file.length() < 2 || (file.get(0) << 8 | file.get(1)) != GZIP) {
      return file;
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(file.toArray()))) {
      byte[] data = in.readNBytes(MOST_BYTES + 1);
      if (data.length > MOST_BYTES) {
        throw new IOException("it has more than " + MOST_BYTES + " bytes");
      }
      return Bytes.wrap(data);
    }
  }

  /**
   * {@return {@code y} if the kernel has everything in the expression built in, {@code m} if it has
   * it with the help of modules, otherwise {@code n}}
   *
   * @param expression symbols joined by {@code &} (all of them) and {@code |} (any of them); {@code
   *     &} binds more tightly, as in {@code SPI&SPI_GPIO|X}
   */
  public char value(String expression) {
    char best = 'n';
    for (String term : expression.split("\\|", -1)) {
      char worst = 'y';
      for (String symbol : term.split("&", -1)) {
        String value = symbols.getOrDefault(symbol, "n");
        char one = value.equals("y") || value.equals("m") ? value.charAt(0) : 'n';
        worst = rank(one) < rank(worst) ? one : worst;
      }
      best = rank(worst) > rank(best) ? worst : best;
    }
    return best;
  }

  /** {@return an expression as text, such as {@code CONFIG_A and CONFIG_B}} */
  static String text(String expression) {
    return "CONFIG_" + expression.replace("&", " and CONFIG_").replace("|", " or CONFIG_");
  }

  /** {@return the first symbol of an expression that the kernel lacks, without {@code CONFIG_}} */
  public Optional<String> lacking(String expression) {
    return Stream.of(expression.split("[&|]", -1)).filter(one -> value(one) == 'n').findFirst();
  }

  private static int rank(char value) {
    return "nmy".indexOf(value);
  }
}
