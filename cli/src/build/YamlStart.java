// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Spares snakeyaml-engine the regular expressions that it compiles when it starts and seldom needs,
 * and with them java's own lambdas: those that tell a value's type by its text, where only events
 * are read, and the one that looks at an escaped character's number, which is compiled for each.
 */
final class YamlStart {

  private static final String SCHEMA = "org/snakeyaml/engine/v2/schema/JsonSchema";
  private static final String SETTINGS = "org/snakeyaml/engine/v2/api/LoadSettingsBuilder";
  private static final String SCANNER = "org/snakeyaml/engine/v2/scanner/ScannerImpl";
  private static final String FIELD = "NOT_HEXA";
  private static final String NO_DIGIT = "[^0-9A-Fa-f]";
  private static final String PATTERN = "java/util/regex/Pattern";

  private YamlStart() {}

  /** {@return a class without them; others as they are} */
  static byte[] spared(byte[] content) {
    ClassReader reader = new ClassReader(content);
    String name = reader.getClassName();
    if (!name.equals(SETTINGS) && !name.equals(SCANNER)) {
      return content;
    }
    ClassWriter writer = new ClassWriter(reader, 0);
    ClassVisitor changing =
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String method, String type, String generic, String[] exceptions) {
            MethodVisitor code = super.visitMethod(access, method, type, generic, exceptions);
            if (name.equals(SETTINGS)) {
              return method.equals("<init>") ? new WithoutSchema(code) : code;
            }
            return new LatePattern(code, method.equals("<clinit>"));
          }
        };
    reader.accept(changing, 0);
    return writer.toByteArray();
  }

  /** Makes none: nothing in place of the new object, its copy, and the call that completes it. */
  private static final class WithoutSchema extends MethodVisitor {

    private boolean made;

    WithoutSchema(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitTypeInsn(int code, String type) {
      made = type.equals(SCHEMA);
      if (made) {
        super.visitInsn(Opcodes.ACONST_NULL);
      } else {
        super.visitTypeInsn(code, type);
      }
    }

    @Override
    public void visitInsn(int code) {
      if (!made || code != Opcodes.DUP) {
        super.visitInsn(code);
      }
    }

    @Override
    public void visitMethodInsn(
        int call, String owner, String method, String type, boolean ofInterface) {
      if (!owner.equals(SCHEMA)) {
        super.visitMethodInsn(call, owner, method, type, ofInterface);
      }
      made = false;
    }
  }

  private static final class LatePattern extends MethodVisitor {

    private final boolean first;

    LatePattern(MethodVisitor next, boolean first) {
      super(Opcodes.ASM9, next);
      this.first = first;
    }

    @Override
    public void visitLdcInsn(Object value) {
      if (first && value instanceof String && !value.equals(NO_DIGIT)) {
        throw new IllegalStateException("another expression: " + value);
      }
      super.visitLdcInsn(value);
    }

    @Override
    public void visitMethodInsn(
        int call, String owner, String method, String type, boolean ofInterface) {
      if (first && owner.equals(PATTERN)) {
        super.visitInsn(Opcodes.POP);
        super.visitInsn(Opcodes.ACONST_NULL);
      } else {
        super.visitMethodInsn(call, owner, method, type, ofInterface);
      }
    }

    @Override
    public void visitFieldInsn(int code, String owner, String field, String type) {
      if (code == Opcodes.GETSTATIC && field.equals(FIELD)) {
        super.visitLdcInsn(NO_DIGIT);
        super.visitMethodInsn(
            Opcodes.INVOKESTATIC,
            PATTERN,
            "compile",
            "(Ljava/lang/String;)L" + PATTERN + ";",
            false);
      } else {
        super.visitFieldInsn(code, owner, field, type);
      }
    }
  }
}
