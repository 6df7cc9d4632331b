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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Changes the classes of a jar so that java has less to do when it starts; what they do stays.
 *
 * <p>Classes that were compiled for Java 5 get the stack maps of later ones. Without them java
 * verifies each of these classes whenever it starts, by trying out all of its code, also those that
 * come from a class-data archive; with them, once, when the archive is made.
 *
 * <p>picocli no longer looks for a class of Groovy's, which is not there: java opens and reads every
 * jar to know that, and needs none of them otherwise.
 *
 * <p>JNA, which logs nothing here, gets the one logger for which java does not set up logging.
 *
 * <p>Each lambda and method reference gets a class of its own, and each record its {@code equals},
 * {@code hashCode} and {@code toString} as code. Both are call sites that java links when it first
 * comes there, with the machinery of {@code java.lang.invoke}; plain classes come from the archive.
 *
 * <p>Run by the build, from source: {@code java -cp asm.jar FastStart.java FOLDER NAME...}.
 */
final class FastStart {

  /** The first version of classes that must have stack maps (Java SE 17 JVM specification, 4.10). */
  private static final int WITH_MAPS = Opcodes.V1_7;

  /** The first version of classes that have nests, which lambdas' classes join. */
  private static final int WITH_NESTS = Opcodes.V11;

  /** A method of picocli's: gives Groovy's class of closures, or null where there is none. */
  private static final String GROOVY = "loadClosureClass";

  private static final String LOGGER = "java/util/logging/Logger";

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
        if (version(content) < WITH_MAPS) {
          entry.setValue(mapped(content, classes));
        } else if (version(content) >= WITH_NESTS) {
          entry.setValue(lambdas.replaced(content));
        } else {
          entry.setValue(withoutLogManager(content));
        }
      }
      lambdas
          .hosts()
          .forEach(
              (host, members) ->
                  entries.computeIfPresent(
                      host + ".class", (name, content) -> joined(content, members)));
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
            super.visit(WITH_MAPS, access, name, generic, above, types);
          }

          @Override
          public MethodVisitor visitMethod(
              int access, String name, String type, String generic, String[] exceptions) {
            MethodVisitor code = super.visitMethod(access, name, type, generic, exceptions);
            return name.equals(GROOVY) ? withoutGroovy(code) : code;
          }
        };
    new ClassReader(content).accept(newer, 0);
    return writer.toByteArray();
  }

  private static MethodVisitor withoutGroovy(MethodVisitor code) {
    code.visitCode();
    code.visitInsn(Opcodes.ACONST_NULL);
    code.visitInsn(Opcodes.ARETURN);
    code.visitMaxs(1, 0);
    code.visitEnd();
    return new MethodVisitor(Opcodes.ASM9) {};
  }

  /** Has a class say what it logs to the logger that is there, instead of one of its own. */
  private static byte[] withoutLogManager(byte[] content) {
    ClassReader reader = new ClassReader(content);
    ClassWriter writer = new ClassWriter(reader, 0);
    ClassVisitor quiet =
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String type, String generic, String[] exceptions) {
            MethodVisitor code = super.visitMethod(access, name, type, generic, exceptions);
            return new MethodVisitor(Opcodes.ASM9, code) {
              @Override
              public void visitMethodInsn(
                  int call, String owner, String method, String type, boolean ofInterface) {
                if (owner.equals(LOGGER) && method.equals("getLogger")) {
                  super.visitInsn(Opcodes.POP);
                  super.visitFieldInsn(Opcodes.GETSTATIC, LOGGER, "global", "L" + LOGGER + ";");
                } else {
                  super.visitMethodInsn(call, owner, method, type, ofInterface);
                }
              }
            };
          }
        };
    reader.accept(quiet, 0);
    return writer.toByteArray();
  }

  /** Adds classes to the nest of one. */
  private static byte[] joined(byte[] content, List<String> members) {
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

  /** Puts plain code where call sites were that link themselves. */
  private static final class Lambdas {

    private final Map<String, byte[]> made = new LinkedHashMap<>();
    private final Map<String, List<String>> hosts = new HashMap<>();

    /** {@return the new classes, by their names in the jar} */
    Map<String, byte[]> made() {
      return made;
    }

    /** {@return the new members of nests, by the class that hosts them} */
    Map<String, List<String>> hosts() {
      return hosts;
    }

    byte[] replaced(byte[] content) {
      ClassReader reader = new ClassReader(content);
      ClassWriter writer = new ClassWriter(0);
      reader.accept(new Caller(writer), 0);
      return writer.toByteArray();
    }

    /** A class with such call sites. */
    private final class Caller extends ClassVisitor {

      private String name = "";
      private String host = "";
      private int version;
      private int lambdas;
      private final List<Runnable> methods = new ArrayList<>();

      Caller(ClassVisitor next) {
        super(Opcodes.ASM9, next);
      }

      @Override
      public void visit(
          int version, int access, String name, String generic, String above, String[] types) {
        this.version = version;
        this.name = name;
        this.host = name;
        super.visit(version, access, name, generic, above, types);
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
              String lambda =
                  lambda(site, siteType, (Type) arguments[0], target, (Type) arguments[2]);
              visitMethodInsn(Opcodes.INVOKESTATIC, lambda, "of", siteType, false);
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
        super.visitEnd();
      }

      /** Makes the class of a lambda; returns its name. */
      private String lambda(String site, String siteType, Type erased, Handle target, Type exact) {
        String lambda = name + "$$Lambda" + lambdas++;
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        Type[] captured = Type.getArgumentTypes(siteType);
        writer.visit(
            version,
            Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
            lambda,
            null,
            "java/lang/Object",
            new String[] {Type.getReturnType(siteType).getInternalName()});
        writer.visitNestHost(host);
        hosts.computeIfAbsent(host, none -> new ArrayList<>()).add(lambda);
        constructor(writer, lambda, captured);
        factory(writer, lambda, siteType, captured);
        call(writer, lambda, site, erased, captured, target, exact);
        writer.visitEnd();
        made.put(lambda + ".class", writer.toByteArray());
        return lambda;
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
          case "equals" -> RecordCode.equality(code, name, fields);
          case "hashCode" -> RecordCode.hash(code, fields);
          case "toString" -> RecordCode.text(code, name, fields);
          default -> throw new IllegalArgumentException(site);
        }
        // Two values of two words each, and what a call of append() or a product needs beside them.
        code.visitMaxs(6, Type.getArgumentsAndReturnSizes(siteType) >> 2);
        code.visitEnd();
      }
    }

    private static void constructor(ClassWriter writer, String lambda, Type[] captured) {
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
    private static void factory(
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
    private static void call(
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
        convert(code, captured[i], wanted.get(i));
      }
      int local = 1;
      Type[] given = erased.getArgumentTypes();
      for (int i = 0; i < given.length; i++) {
        Type known = exact.getArgumentTypes()[i];
        code.visitVarInsn(given[i].getOpcode(Opcodes.ILOAD), local);
        convert(code, given[i], known);
        convert(code, known, wanted.get(captured.length + i));
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
        convert(code, got, exact.getReturnType());
        convert(code, exact.getReturnType(), result);
      }
      end(code, result);
    }

    private static void end(MethodVisitor code, Type result) {
      code.visitInsn(result.getOpcode(Opcodes.IRETURN));
      code.visitMaxs(0, 0);
      code.visitEnd();
    }

    private static boolean primitive(Type type) {
      return type.getSort() < Type.ARRAY;
    }

    private static void convert(MethodVisitor code, Type from, Type to) {
      if (from.equals(to)) {
        return;
      }
      if (primitive(from) && primitive(to)) {
        widen(code, from, to);
      } else if (primitive(from)) {
        Type box = box(from);
        code.visitMethodInsn(
            Opcodes.INVOKESTATIC,
            box.getInternalName(),
            "valueOf",
            Type.getMethodDescriptor(box, from),
            false);
      } else if (primitive(to)) {
        Type inside = unboxed(from, to);
        Type box = box(inside);
        convert(code, from, box);
        code.visitMethodInsn(
            Opcodes.INVOKEVIRTUAL,
            box.getInternalName(),
            inside.getClassName() + "Value",
            Type.getMethodDescriptor(inside),
            false);
        convert(code, inside, to);
      } else if (!to.getInternalName().equals("java/lang/Object")) {
        code.visitTypeInsn(Opcodes.CHECKCAST, to.getInternalName());
      }
    }

    private static final List<Type> PRIMITIVES =
        List.of(
            Type.BOOLEAN_TYPE,
            Type.CHAR_TYPE,
            Type.BYTE_TYPE,
            Type.SHORT_TYPE,
            Type.INT_TYPE,
            Type.FLOAT_TYPE,
            Type.LONG_TYPE,
            Type.DOUBLE_TYPE);

    /** What a box holds; where it may be any box, what is wanted. */
    private static Type unboxed(Type from, Type to) {
      return PRIMITIVES.stream().filter(each -> box(each).equals(from)).findFirst().orElse(to);
    }

    static Type box(Type primitive) {
      String name =
          switch (primitive.getSort()) {
            case Type.INT -> "Integer";
            case Type.CHAR -> "Character";
            default -> {
              String plain = primitive.getClassName();
              yield Character.toUpperCase(plain.charAt(0)) + plain.substring(1);
            }
          };
      return Type.getObjectType("java/lang/" + name);
    }

    private static void widen(MethodVisitor code, Type from, Type to) {
      switch (from.getSort() + " " + to.getSort()) {
        case Type.LONG + " " + Type.FLOAT -> code.visitInsn(Opcodes.L2F);
        case Type.LONG + " " + Type.DOUBLE -> code.visitInsn(Opcodes.L2D);
        case Type.FLOAT + " " + Type.DOUBLE -> code.visitInsn(Opcodes.F2D);
        default -> {
          // All that is narrower is an int already.
          switch (to.getSort()) {
            case Type.LONG -> code.visitInsn(Opcodes.I2L);
            case Type.FLOAT -> code.visitInsn(Opcodes.I2F);
            case Type.DOUBLE -> code.visitInsn(Opcodes.I2D);
            default -> {}
          }
        }
      }
    }
  }

  /** The methods of records, as ObjectMethods says that they are. */
  private static final class RecordCode {

    private RecordCode() {}

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
        if (Lambdas.primitive(type)) {
          code.visitMethodInsn(
              Opcodes.INVOKESTATIC,
              Lambdas.box(type).getInternalName(),
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
        boolean primitive = Lambdas.primitive(type);
        code.visitIntInsn(Opcodes.BIPUSH, 31);
        code.visitInsn(Opcodes.IMUL);
        get(code, field);
        code.visitMethodInsn(
            Opcodes.INVOKESTATIC,
            primitive ? Lambdas.box(type).getInternalName() : "java/util/Objects",
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
}
