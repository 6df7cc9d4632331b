// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Gives classes that were compiled for Java 5 the stack maps of later ones. Without them java
 * verifies each of these classes whenever it starts, by trying out all of its code, also those that
 * come from a class-data archive; with them, once, when the archive is made. picocli, the one that
 * has such classes, is changed in more ways: {@link PicocliStart}.
 */
final class StackMaps {

  /** The first version of classes that must have stack maps (Java SE 17 JVM specification, 4.10). */
  static final int VERSION = Opcodes.V1_7;

  private StackMaps() {}

  /**
   * {@return a class with stack maps}
   *
   * @param content of a class of an older version
   * @param classes where the classes are that it names
   */
  static byte[] added(byte[] content, ClassLoader classes) {
    ClassWriter writer = MethodCode.framing(classes);
    ClassVisitor newer =
        new ClassVisitor(Opcodes.ASM9, writer) {
          private String in = "";

          @Override
          public void visit(
              int version, int access, String name, String generic, String above, String[] types) {
            in = name;
            super.visit(VERSION, access, name, generic, above, types);
          }

          @Override
          public MethodVisitor visitMethod(
              int access, String name, String type, String generic, String[] exceptions) {
            MethodVisitor code = super.visitMethod(access, name, type, generic, exceptions);
            return PicocliStart.spared(in, name, type, code);
          }
        };
    new ClassReader(content).accept(newer, 0);
    return writer.toByteArray();
  }
}
