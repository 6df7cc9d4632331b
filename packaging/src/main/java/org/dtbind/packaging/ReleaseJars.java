// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.packaging;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Builds the jars of a release from those of a build. Output is reproducible.
 *
 * <pre>
 * ReleaseJars one LIB VERSION OUT   combines all jars of the directory LIB for java -jar
 * ReleaseJars packaged JAR OUT      makes a jar for packages, which depend on Java 17: without
 *                                   classes for newer versions, and without JNA's libraries, which
 *                                   are separate files there
 * </pre>
 */
final class ReleaseJars {

  /** The time of every entry: the earliest that the format can represent. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private ReleaseJars() {}

  /**
   * Builds a jar.
   *
   * @param args the arguments in the class comment
   * @throws IOException if a jar cannot be read or written, or two jars have different entries with
   *     the same name
   */
  public static void main(String[] args) throws IOException {
    if (args.length == 4 && args[0].equals("one")) {
      one(Path.of(args[1]), args[2], Path.of(args[3]));
    } else if (args.length == 3 && args[0].equals("packaged")) {
      write(read(Path.of(args[1]), ReleaseJars::isPackaged), Path.of(args[2]));
    } else {
      throw new IllegalArgumentException("one LIB VERSION OUT, or packaged JAR OUT");
    }
  }

  private static void one(Path lib, String version, Path out) throws IOException {
    List<Path> jars = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(lib, "*.jar")) {
      found.forEach(jars::add);
    }
    Collections.sort(jars);
    Map<String, byte[]> files = new TreeMap<>();
    for (Path jar : jars) {
      String name = jar.getFileName().toString().replaceFirst("-[0-9][^-]*(-SNAPSHOT)?\\.jar$", "");
      for (Map.Entry<String, byte[]> entry : read(jar, ReleaseJars::isInOneJar).entrySet()) {
        add(files, name, entry.getKey(), entry.getValue());
      }
    }
    files.put(JarFile.MANIFEST_NAME, manifest(version));
    write(files, out);
  }

  private static byte[] manifest(String version) throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.put(Attributes.Name.MAIN_CLASS, "org.dtbind.cli.Main");
    main.put(Attributes.Name.IMPLEMENTATION_TITLE, "dtbind");
    main.put(Attributes.Name.IMPLEMENTATION_VERSION, version);
    main.put(Attributes.Name.MULTI_RELEASE, "true");
    // Newer versions of Java require this permission for JNA's native library (JEP 472).
    main.put(new Attributes.Name("Enable-Native-Access"), "ALL-UNNAMED");
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    manifest.write(text);
    return text.toByteArray();
  }

  /**
   * Returns whether to keep an entry. Omitted are JNA's libraries for systems other than Linux,
   * module descriptors, and metadata of the builds of the jars.
   */
  private static boolean isInOneJar(String name) {
    if (name.startsWith("com/sun/jna/") && name.endsWith("/libjnidispatch.so")) {
      return name.startsWith("com/sun/jna/linux-");
    }
    return !name.equals(JarFile.MANIFEST_NAME)
        && !name.endsWith("module-info.class")
        && !name.startsWith("META-INF/maven/")
        && !name.startsWith("META-INF/versions/9/OSGI-INF/")
        && !name.matches("com/sun/jna/.*\\.(dll|jnilib|a|dylib)");
  }

  private static boolean isPackaged(String name) {
    return !name.matches("com/sun/jna/.*\\.(so|dll|jnilib|a|dylib)")
        && !name.matches("META-INF/versions/(1[89]|[2-9][0-9])/.*");
  }

  private static void add(Map<String, byte[]> files, String jar, String name, byte[] content)
      throws IOException {
    if (name.startsWith("META-INF/services/")) {
      files.put(name, lines(files.getOrDefault(name, new byte[0]), content));
      return;
    }
    // Licenses and notices: prefix them with the name of the jar.
    String kept =
        name.matches("META-INF/[^/]*") ? name.replace("META-INF", "META-INF/" + jar) : name;
    byte[] other = files.put(kept, content);
    if (other != null && !Arrays.equals(other, content)) {
      throw new IOException("two jars have a different " + name);
    }
  }

  /** Returns the lines of both texts, each of them once. */
  private static byte[] lines(byte[] first, byte[] second) {
    Set<String> lines = new LinkedHashSet<>();
    for (byte[] text : List.of(first, second)) {
      lines.addAll(new String(text, StandardCharsets.UTF_8).lines().toList());
    }
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, byte[]> read(Path jar, Predicate<String> isKept) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (!entry.isDirectory() && isKept.test(entry.getName())) {
          try (InputStream in = zip.getInputStream(entry)) {
            files.put(entry.getName(), in.readAllBytes());
          }
        }
      }
    }
    return files;
  }

  private static void write(Map<String, byte[]> files, Path out) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(out))) {
      zip.setLevel(9);
      // Java expects the manifest to be the first entry.
      byte[] manifest = files.remove(JarFile.MANIFEST_NAME);
      if (manifest != null) {
        write(zip, JarFile.MANIFEST_NAME, manifest);
      }
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        write(zip, file.getKey(), file.getValue());
      }
    }
  }

  private static void write(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(TIME);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
