// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** The members of the class of a lambda. */
final class LambdaClass {

  private LambdaClass() {}

  /** What takes what is captured. */
  static void constructor(ClassWriter writer, String lambda, Type[] captured) {
    for (int i = 0; i < captured.length; i++) {
      writer.visitField(
          Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL, "a" + i, captured[i].getDescriptor(), null, null);
    }
    MethodVisitor code =
        writer.visitMethod(
            Opcodes.ACC_PRIVATE,
            "<init>",
            Type.getMethodDescriptor(Type.VOID_TYPE, captured),
            null,
            null);
    code.visitCode();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    int local = 1;
    for (int i = 0; i < captured.length; i++) {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitVarInsn(captured[i].getOpcode(Opcodes.ILOAD), local);
      code.visitFieldInsn(Opcodes.PUTFIELD, lambda, "a" + i, captured[i].getDescriptor());
      local += captured[i].getSize();
    }
    end(code, Type.VOID_TYPE);
  }

  /** What takes the place of the call site: one object for all where nothing is captured. */
  static void factory(
      ClassWriter writer, String lambda, String siteType, Type[] captured) {
    String one = "L" + lambda + ";";
    String type = Type.getMethodDescriptor(Type.VOID_TYPE, captured);
    if (captured.length == 0) {
      writer.visitField(
          Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL, "ONE", one, null, null);
      MethodVisitor first = writer.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
      first.visitCode();
      first.visitTypeInsn(Opcodes.NEW, lambda);
      first.visitInsn(Opcodes.DUP);
      first.visitMethodInsn(Opcodes.INVOKESPECIAL, lambda, "<init>", type, false);
      first.visitFieldInsn(Opcodes.PUTSTATIC, lambda, "ONE", one);
      end(first, Type.VOID_TYPE);
    }
    MethodVisitor code = writer.visitMethod(Opcodes.ACC_STATIC, "of", siteType, null, null);
    code.visitCode();
    if (captured.length == 0) {
      code.visitFieldInsn(Opcodes.GETSTATIC, lambda, "ONE", one);
    } else {
      code.visitTypeInsn(Opcodes.NEW, lambda);
      code.visitInsn(Opcodes.DUP);
      int local = 0;
      for (Type each : captured) {
        code.visitVarInsn(each.getOpcode(Opcodes.ILOAD), local);
        local += each.getSize();
      }
      code.visitMethodInsn(Opcodes.INVOKESPECIAL, lambda, "<init>", type, false);
    }
    end(code, Type.getReturnType(siteType));
  }

  /** The method of the interface: calls the target, as LambdaMetafactory says it does. */
  static void call(
      ClassWriter writer,
      String lambda,
      String site,
      Type erased,
      Type[] captured,
      Handle target,
      Type exact) {
    MethodVisitor code =
        writer.visitMethod(Opcodes.ACC_PUBLIC, site, erased.getDescriptor(), null, null);
    code.visitCode();
    boolean made = target.getTag() == Opcodes.H_NEWINVOKESPECIAL;
    if (made) {
      code.visitTypeInsn(Opcodes.NEW, target.getOwner());
      code.visitInsn(Opcodes.DUP);
    }
    List<Type> wanted = new ArrayList<>();
    if (!made && target.getTag() != Opcodes.H_INVOKESTATIC) {
      wanted.add(Type.getObjectType(target.getOwner()));
    }
    wanted.addAll(List.of(Type.getArgumentTypes(target.getDesc())));
    for (int i = 0; i < captured.length; i++) {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitFieldInsn(Opcodes.GETFIELD, lambda, "a" + i, captured[i].getDescriptor());
      Conversion.convert(code, captured[i], wanted.get(i));
    }
    int local = 1;
    Type[] given = erased.getArgumentTypes();
    for (int i = 0; i < given.length; i++) {
      Type known = exact.getArgumentTypes()[i];
      code.visitVarInsn(given[i].getOpcode(Opcodes.ILOAD), local);
      Conversion.convert(code, given[i], known);
      Conversion.convert(code, known, wanted.get(captured.length + i));
      local += given[i].getSize();
    }
    int call =
        switch (target.getTag()) {
          case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
          case Opcodes.H_NEWINVOKESPECIAL -> Opcodes.INVOKESPECIAL;
          case Opcodes.H_INVOKEINTERFACE -> Opcodes.INVOKEINTERFACE;
          // A private method of the nest: it is not looked for in classes below.
          default -> target.isInterface() ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
        };
    code.visitMethodInsn(
        call, target.getOwner(), target.getName(), target.getDesc(), target.isInterface());
    Type got =
        made ? Type.getObjectType(target.getOwner()) : Type.getReturnType(target.getDesc());
    Type result = erased.getReturnType();
    if (result.getSort() == Type.VOID && got.getSort() != Type.VOID) {
      code.visitInsn(got.getSize() == 2 ? Opcodes.POP2 : Opcodes.POP);
    } else if (result.getSort() != Type.VOID) {
      Conversion.convert(code, got, exact.getReturnType());
      Conversion.convert(code, exact.getReturnType(), result);
    }
    end(code, result);
  }

  private static void end(MethodVisitor code, Type result) {
    code.visitInsn(result.getOpcode(Opcodes.IRETURN));
    code.visitMaxs(0, 0);
    code.visitEnd();
  }
}
