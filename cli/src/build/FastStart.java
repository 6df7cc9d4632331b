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
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.Opcodes;

/**
 * Changes the classes of jars so that Java starts faster. Their behavior stays the same. {@link
 * StackMaps} changes picocli's classes; {@link Lambdas} and {@link ResourceConstants} change dtbind's.
 *
 * <p>The build compiles this program and runs it: {@code java -cp asm.jar:CLASSES FastStart DIRECTORY
 * NAME...}.
 */
final class FastStart {

  private static final String NOTICE_NAME = "META-INF/CHANGES-by-dtbind.txt";

  private static final String NOTICE =
      """
      The classes of this jar were changed by dtbind's build so that Java starts them faster: those
      compiled for Java 5 have stack maps, and the class file version of Java 7. In newer classes, the
      lambdas of each class are objects of one additional class, records have their own equals,
      hashCode and toString methods, and files that the code reads from the jar are constants. The
      behavior of the classes stays the same.
      """;

  private FastStart() {}

  /**
   * Changes jars.
   *
   * @param args the directory of the jars, and the names of the jars without version
   * @throws IOException if a jar cannot be read or written, and is therefore unchanged
   */
  public static void main(String[] args) throws IOException {
    Path lib = Path.of(args[0]);
    for (int i = 1; i < args.length; i++) {
      for (Path jar : jars(lib, args[i] + "-[0-9]*.jar")) {
        change(jar);
      }
    }
  }

  private static List<Path> jars(Path lib, String names) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(lib, names)) {
      jars.forEach(found::add);
    }
    Collections.sort(found);
    return found;
  }

  private static Map<String, byte[]> entries(Path jar) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipFile in = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : Collections.list(in.entries())) {
        entries.put(entry.getName(), in.getInputStream(entry).readAllBytes());
      }
    }
    return entries;
  }

  /**
   * Returns whether an entry is a class to change. Entries below META-INF are for newer versions of
   * Java, and their paths are not their class names.
   */
  private static boolean isClass(String name) {
    return name.endsWith(".class") && !name.startsWith("META-INF/");
  }

  private static void change(Path jar) throws IOException {
    Map<String, byte[]> entries = entries(jar);
    if (entries.containsKey(NOTICE_NAME)) {
      // Maven does not copy a jar again if it is up to date, so this one is already changed.
      return;
    }
    ZipEntry like;
    try (ZipFile in = new ZipFile(jar.toFile())) {
      like = in.entries().nextElement();
    }
    Lambdas lambdas = new Lambdas();
    try (URLClassLoader classes = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        byte[] content = entry.getValue();
        if (isClass(entry.getKey())) {
          entry.setValue(
              version(content) < StackMaps.VERSION
                  ? StackMaps.added(content, classes)
                  : lambdas.replaced(ResourceConstants.put(content, entries)));
        }
      }
    }
    lambdas
        .hosts()
        .forEach(
            (host, members) ->
                entries.computeIfPresent(
                    host + ".class", (name, content) -> Lambdas.joined(content, members)));
    entries.putAll(lambdas.made());
    entries.put(NOTICE_NAME, NOTICE.getBytes(StandardCharsets.UTF_8));
    Path made = jar.resolveSibling(jar.getFileName() + ".new");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(made))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        if (isClass(entry.getKey()) && version(entry.getValue()) > Opcodes.V17) {
          throw new IllegalStateException(entry.getKey() + " would need a java newer than 17");
        }
        // Builds must be reproducible, so all entries get the time of an existing entry.
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
