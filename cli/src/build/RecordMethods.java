// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

import java.util.List;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Generates methods of records as specified by {@code java.lang.runtime.ObjectMethods}. */
final class RecordMethods {

  private RecordMethods() {}

  static void equality(MethodVisitor code, String name, List<Handle> fields) {
    Label different = new Label();
    Label other = new Label();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitVarInsn(Opcodes.ALOAD, 1);
    code.visitJumpInsn(Opcodes.IF_ACMPNE, other);
    code.visitInsn(Opcodes.ICONST_1);
    code.visitInsn(Opcodes.IRETURN);
    code.visitLabel(other);
    code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
    code.visitVarInsn(Opcodes.ALOAD, 1);
    code.visitTypeInsn(Opcodes.INSTANCEOF, name);
    code.visitJumpInsn(Opcodes.IFEQ, different);
    for (Handle field : fields) {
      Type type = Type.getType(field.getDesc());
      get(code, field);
      code.visitVarInsn(Opcodes.ALOAD, 1);
      code.visitTypeInsn(Opcodes.CHECKCAST, name);
      code.visitFieldInsn(
          Opcodes.GETFIELD, field.getOwner(), field.getName(), field.getDesc());
      if (Conversion.primitive(type)) {
        code.visitMethodInsn(
            Opcodes.INVOKESTATIC,
            Conversion.box(type).getInternalName(),
            "compare",
            Type.getMethodDescriptor(Type.INT_TYPE, type, type),
            false);
        code.visitJumpInsn(Opcodes.IFNE, different);
      } else {
        code.visitMethodInsn(
            Opcodes.INVOKESTATIC,
            "java/util/Objects",
            "equals",
            "(Ljava/lang/Object;Ljava/lang/Object;)Z",
            false);
        code.visitJumpInsn(Opcodes.IFEQ, different);
      }
    }
    code.visitInsn(Opcodes.ICONST_1);
    code.visitInsn(Opcodes.IRETURN);
    code.visitLabel(different);
    code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
    code.visitInsn(Opcodes.ICONST_0);
    code.visitInsn(Opcodes.IRETURN);
  }

  static void hash(MethodVisitor code, List<Handle> fields) {
    code.visitInsn(Opcodes.ICONST_0);
    for (Handle field : fields) {
      Type type = Type.getType(field.getDesc());
      boolean primitive = Conversion.primitive(type);
      code.visitIntInsn(Opcodes.BIPUSH, 31);
      code.visitInsn(Opcodes.IMUL);
      get(code, field);
      code.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          primitive ? Conversion.box(type).getInternalName() : "java/util/Objects",
          "hashCode",
          primitive ? Type.getMethodDescriptor(Type.INT_TYPE, type) : "(Ljava/lang/Object;)I",
          false);
      code.visitInsn(Opcodes.IADD);
    }
    code.visitInsn(Opcodes.IRETURN);
  }

  static void text(MethodVisitor code, String name, List<Handle> fields) {
    code.visitTypeInsn(Opcodes.NEW, "java/lang/StringBuilder");
    code.visitInsn(Opcodes.DUP);
    code.visitMethodInsn(
        Opcodes.INVOKESPECIAL, "java/lang/StringBuilder", "<init>", "()V", false);
    code.visitLdcInsn(Type.getObjectType(name));
    code.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL, "java/lang/Class", "getSimpleName", "()Ljava/lang/String;", false);
    append(code, Type.getType(String.class));
    String before = "[";
    for (Handle field : fields) {
      code.visitLdcInsn(before + field.getName() + "=");
      append(code, Type.getType(String.class));
      get(code, field);
      append(code, Type.getType(field.getDesc()));
      before = ", ";
    }
    code.visitLdcInsn(fields.isEmpty() ? "[]" : "]");
    append(code, Type.getType(String.class));
    code.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL,
        "java/lang/StringBuilder",
        "toString",
        "()Ljava/lang/String;",
        false);
    code.visitInsn(Opcodes.ARETURN);
  }

  private static void get(MethodVisitor code, Handle field) {
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitFieldInsn(Opcodes.GETFIELD, field.getOwner(), field.getName(), field.getDesc());
  }

  private static void append(MethodVisitor code, Type type) {
    Type taken =
        switch (type.getSort()) {
          case Type.BYTE, Type.SHORT -> Type.INT_TYPE;
          case Type.ARRAY, Type.OBJECT ->
              type.getClassName().equals("java.lang.String")
                  ? type
                  : Type.getType(Object.class);
          default -> type;
        };
    code.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL,
        "java/lang/StringBuilder",
        "append",
        Type.getMethodDescriptor(Type.getType(StringBuilder.class), taken),
        false);
  }
}
