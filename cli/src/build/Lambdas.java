// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Replaces invokedynamic call sites with plain code. The lambdas and method references of a class
 * become objects of one additional class, {@link LambdaClass}, and records get explicit {@code
 * equals}, {@code hashCode} and {@code toString}. Java links invokedynamic call sites at run time,
 * which needs {@code java.lang.invoke}; plain classes, in contrast, are loaded from the class-data
 * archive.
 */
final class Lambdas {

  /** The first class file version with nests, which the generated classes join. */
  static final int WITH_NESTS = Opcodes.V11;

  private final Map<String, byte[]> made = new LinkedHashMap<>();
  private final Map<String, List<String>> hosts = new HashMap<>();

  /** {@return the generated classes, by their names in the jar} */
  Map<String, byte[]> made() {
    return made;
  }

  /** {@return the generated nest members, by the name of their host class} */
  Map<String, List<String>> hosts() {
    return hosts;
  }

  /** {@return the class without such call sites} */
  byte[] replaced(byte[] content) {
    ClassReader reader = new ClassReader(content);
    if (!calls(reader)) {
      return content;
    }
    ClassWriter writer = new ClassWriter(0);
    reader.accept(new Caller(writer), 0);
    return writer.toByteArray();
  }

  private static boolean calls(ClassReader reader) {
    boolean[] found = new boolean[1];
    ClassVisitor looking =
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String method, String type, String generic, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
              @Override
              public void visitInvokeDynamicInsn(
                  String site, String siteType, Handle linker, Object... arguments) {
                found[0] = true;
              }
            };
          }
        };
    reader.accept(looking, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return found[0];
  }

  /** Adds members to the nest of a class. */
  static byte[] joined(byte[] content, List<String> members) {
    ClassWriter writer = new ClassWriter(0);
    ClassVisitor host =
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public void visitEnd() {
            members.forEach(this::visitNestMember);
            super.visitEnd();
          }
        };
    new ClassReader(content).accept(host, 0);
    return writer.toByteArray();
  }

  /** A class that contains such call sites. */
  private final class Caller extends ClassVisitor {

    private String name = "";
    private String host = "";
    private int version;
    private LambdaClass lambdas = new LambdaClass("");
    private boolean any;
    private final List<Runnable> methods = new ArrayList<>();

    Caller(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visit(
        int version, int access, String name, String generic, String above, String[] types) {
      // A class of an older version becomes the host of a new nest.
      this.version = Math.max(version, WITH_NESTS);
      this.name = name;
      this.host = name;
      this.lambdas = new LambdaClass(name + "$$Lambdas");
      super.visit(this.version, access, name, generic, above, types);
    }

    @Override
    public void visitNestHost(String host) {
      this.host = host;
      super.visitNestHost(host);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String method, String type, String generic, String[] exceptions) {
      return new MethodVisitor(
          Opcodes.ASM9, super.visitMethod(access, method, type, generic, exceptions)) {
        @Override
        public void visitInvokeDynamicInsn(
            String site, String siteType, Handle linker, Object... arguments) {
          String by = linker.getOwner() + "." + linker.getName();
          if (by.equals("java/lang/invoke/LambdaMetafactory.metafactory")) {
            Handle target = (Handle) arguments[1];
            Type erased = (Type) arguments[0];
            String factory = lambdas.add(site, siteType, erased, target, (Type) arguments[2]);
            any = true;
            visitMethodInsn(Opcodes.INVOKESTATIC, lambdas.name(), factory, siteType, false);
          } else if (by.equals("java/lang/runtime/ObjectMethods.bootstrap")) {
            String own = "record$" + site;
            methods.add(() -> recordMethod(own, site, siteType, arguments));
            visitMethodInsn(Opcodes.INVOKESTATIC, name, own, siteType, false);
          } else {
            super.visitInvokeDynamicInsn(site, siteType, linker, arguments);
          }
        }
      };
    }

    @Override
    public void visitEnd() {
      methods.forEach(Runnable::run);
      if (any) {
        hosts.computeIfAbsent(host, none -> new ArrayList<>()).add(lambdas.name());
        made.put(lambdas.name() + ".class", lambdas.content(version, host));
      }
      super.visitEnd();
    }

    private void recordMethod(String own, String site, String siteType, Object[] arguments) {
      MethodVisitor code =
          cv.visitMethod(
              Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
              own,
              siteType,
              null,
              null);
      code.visitCode();
      List<Handle> fields = new ArrayList<>();
      for (int i = 2; i < arguments.length; i++) {
        fields.add((Handle) arguments[i]);
      }
      switch (site) {
        case "equals" -> RecordMethods.equality(code, name, fields);
        case "hashCode" -> RecordMethods.hash(code, fields);
        case "toString" -> RecordMethods.text(code, name, fields);
        default -> throw new IllegalArgumentException(site);
      }
      // Two values of two words each, plus the operands below them in a call of append() or a
      // multiplication.
      code.visitMaxs(6, Type.getArgumentsAndReturnSizes(siteType) >> 2);
      code.visitEnd();
    }
  }
}
