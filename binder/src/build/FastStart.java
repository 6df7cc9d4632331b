// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Changes the classes of a jar so that java has less to do when it starts; what they do stays. What
 * is changed: {@link StackMaps}, {@link GlobalLogger}, {@link Lambdas}.
 *
 * <p>Run by the build, which compiles it first: {@code java -cp asm.jar:CLASSES FastStart FOLDER
 * NAME...}.
 */
final class FastStart {

  private static final String NOTICE_NAME = "META-INF/CHANGES-by-dtbind.txt";

  private static final String NOTICE =
      """
      The classes of this jar were changed by dtbind's build, so that java starts them faster: they
      have stack maps and the class file version of Java 7 where they were older, their lambdas are
      classes, Groovy is not looked for, and what is logged goes to java's global logger. What else
      they do is as it was.
      """;

  private FastStart() {}

  /**
   * Changes jars.
   *
   * @param args the folder with them, and what the name of each begins with, before its version
   * @throws IOException if one cannot be read or written; it is as it was then
   */
  public static void main(String[] args) throws IOException {
    for (int i = 1; i < args.length; i++) {
      try (DirectoryStream<Path> jars =
          Files.newDirectoryStream(Path.of(args[0]), args[i] + "-[0-9]*.jar")) {
        for (Path jar : jars) {
          change(jar);
        }
      }
    }
  }

  private static void change(Path jar) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    ZipEntry like;
    try (ZipFile in = new ZipFile(jar.toFile())) {
      if (in.getEntry(NOTICE_NAME) != null) {
        return; // Maven leaves a jar that it has copied before.
      }
      like = in.entries().nextElement();
      for (ZipEntry entry : Collections.list(in.entries())) {
        entries.put(entry.getName(), in.getInputStream(entry).readAllBytes());
      }
    }
    try (URLClassLoader classes = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
      Lambdas lambdas = new Lambdas();
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        byte[] content = entry.getValue();
        // Below META-INF are classes for other versions of java, at paths that are not their names.
        if (!entry.getKey().endsWith(".class") || entry.getKey().startsWith("META-INF/")) {
          continue;
        }
        if (version(content) < StackMaps.VERSION) {
          entry.setValue(StackMaps.added(content, classes));
        } else if (version(content) >= Lambdas.WITH_NESTS) {
          entry.setValue(lambdas.replaced(content));
        } else {
          entry.setValue(GlobalLogger.taken(content));
        }
      }
      lambdas
          .hosts()
          .forEach(
              (host, members) ->
                  entries.computeIfPresent(
                      host + ".class", (name, content) -> Lambdas.joined(content, members)));
      entries.putAll(lambdas.made());
    }
    entries.put(NOTICE_NAME, NOTICE.getBytes(StandardCharsets.UTF_8));
    Path made = jar.resolveSibling(jar.getFileName() + ".new");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(made))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        // The same jar gives the same bytes, so every entry has the time of one that was there.
        ZipEntry one = new ZipEntry(entry.getKey());
        one.setTimeLocal(like.getTimeLocal());
        out.putNextEntry(one);
        out.write(entry.getValue());
        out.closeEntry();
      }
    }
    Files.move(made, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private static int version(byte[] content) {
    return (content[6] & 0xff) << 8 | content[7] & 0xff;
  }
}
