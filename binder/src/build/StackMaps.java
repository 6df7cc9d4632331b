// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * Gives the classes of a jar that were compiled for Java 5 the stack maps of later ones. Without
 * them java verifies each of these classes whenever it starts, by trying out all of its code, also
 * those that come from a class-data archive; with them, once, when the archive is made.
 *
 * <p>Run by the build, from source: {@code java -cp asm.jar StackMaps.java JAR}.
 */
final class StackMaps {

  /** The first version of classes that must have them (Java SE 17 JVM specification, 4.10). */
  private static final int VERSION = Opcodes.V1_7;

  private static final String NOTICE_NAME = "META-INF/CHANGES-by-dtbind.txt";

  private static final String NOTICE =
      """
      The classes of this jar were changed by dtbind's build: they have stack maps, and the class
      file version of Java 7. Their code is as it was.
      """;

  private StackMaps() {}

  /**
   * Changes a jar.
   *
   * @param args its path
   * @throws IOException if it cannot be read or written; it is as it was then
   */
  public static void main(String[] args) throws IOException {
    Path jar = Path.of(args[0]);
    try (ZipFile known = new ZipFile(jar.toFile())) {
      if (known.getEntry(NOTICE_NAME) != null) {
        return; // Maven leaves a jar that it has copied before.
      }
    }
    Path made = jar.resolveSibling(jar.getFileName() + ".new");
    try (URLClassLoader classes = new URLClassLoader(new URL[] {jar.toUri().toURL()});
        ZipFile in = new ZipFile(jar.toFile());
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(made))) {
      for (ZipEntry entry : Collections.list(in.entries())) {
        byte[] content = in.getInputStream(entry).readAllBytes();
        boolean old = entry.getName().endsWith(".class") && version(content) < VERSION;
        put(out, entry.getName(), entry, old ? mapped(content, classes) : content);
      }
      put(
          out,
          NOTICE_NAME,
          in.entries().nextElement(),
          NOTICE.getBytes(StandardCharsets.UTF_8));
    }
    Files.move(made, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The same jar gives the same bytes, so every entry has the time of one that was there. */
  private static void put(ZipOutputStream out, String name, ZipEntry like, byte[] content)
      throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(like.getTimeLocal());
    out.putNextEntry(entry);
    out.write(content);
    out.closeEntry();
  }

  private static int version(byte[] content) {
    return (content[6] & 0xff) << 8 | content[7] & 0xff;
  }

  private static byte[] mapped(byte[] content, ClassLoader classes) {
    ClassWriter writer =
        new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
          @Override
          protected ClassLoader getClassLoader() {
            return classes;
          }
        };
    ClassVisitor newer =
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public void visit(
              int version, int access, String name, String generic, String above, String[] types) {
            super.visit(VERSION, access, name, generic, above, types);
          }
        };
    new ClassReader(content).accept(newer, 0);
    return writer.toByteArray();
  }
}
