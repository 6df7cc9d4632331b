// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.annotation.Inherited;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.dtbind.start.BuiltAnnotations;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Generates classes that replace the reading of runtime annotations: one class for each annotation
 * type, one class with the annotation objects of each annotated class, and a table of the annotated
 * classes. Without these classes, Java parses the annotations in each process and generates a proxy
 * class for each type.
 */
final class AnnotationClasses {

  private static final String START = "org/dtbind/start/";
  private static final String TABLE = START + "AnnotationTable";
  private static final String BUILT = START + "BuiltAnnotations";
  private static final String SUFFIX = "$$Annotations";
  private static final String OF = "OF";
  private static final String MAP = "Ljava/util/Map;";
  private static final String OBJECTS = "[Ljava/lang/Object;";

  private final ClassLoader classes;
  private final Map<String, byte[]> made = new LinkedHashMap<>();

  /** The annotated classes, by the hash codes of their names. */
  private final Map<Integer, List<Class<?>>> table = new TreeMap<>();

  private AnnotationClasses(ClassLoader classes) {
    this.classes = classes;
  }

  /**
   * {@return the generated classes, by their names in a jar}
   *
   * @param names the names of the annotated classes, such as {@code org.dtbind.cli.Main}
   * @param classes a class loader for the annotated classes
   */
  static Map<String, byte[]> made(List<String> names, ClassLoader classes) {
    AnnotationClasses all = new AnnotationClasses(classes);
    try {
      for (String name : names) {
        all.add(Class.forName(name, false, classes));
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    all.table();
    return all.made;
  }

  /** {@return a class that reads annotations from the generated classes} */
  static byte[] asked(byte[] content) {
    return MethodCode.changed(content, Asking::new);
  }

  /**
   * Redirects calls of {@code getAnnotation} and {@code isAnnotationPresent} to {@code
   * BuiltAnnotations}.
   */
  private static final class Asking extends MethodVisitor {

    Asking(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitMethodInsn(
        int call, String owner, String method, String type, boolean ofInterface) {
      boolean asks =
          (method.equals("getAnnotation") || method.equals("isAnnotationPresent"))
              && (owner.startsWith("java/lang/reflect/") || owner.equals("java/lang/Class"));
      if (asks) {
        String with = type.replace("(", "(Ljava/lang/reflect/AnnotatedElement;");
        super.visitMethodInsn(Opcodes.INVOKESTATIC, BUILT, method, with, false);
      } else {
        super.visitMethodInsn(call, owner, method, type, ofInterface);
      }
    }
  }

  /** Returns whether a class has runtime annotations of picocli or JNA. */
  static boolean isAnnotated(byte[] content) {
    boolean[] found = new boolean[1];
    ClassVisitor looking =
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public AnnotationVisitor visitAnnotation(String type, boolean read) {
            found[0] |= isWanted(type);
            return null;
          }

          @Override
          public FieldVisitor visitField(
              int access, String name, String type, String generic, Object value) {
            return new FieldVisitor(Opcodes.ASM9) {
              @Override
              public AnnotationVisitor visitAnnotation(String of, boolean read) {
                found[0] |= isWanted(of);
                return null;
              }
            };
          }
        };
    new ClassReader(content).accept(looking, ClassReader.SKIP_CODE);
    return found[0];
  }

  private static boolean isWanted(String type) {
    return type.startsWith("Lpicocli/") || type.equals("Lcom/sun/jna/Structure$FieldOrder;");
  }

  private static List<Annotation> wanted(AnnotatedElement element) {
    return Arrays.stream(element.getDeclaredAnnotations())
        .filter(each -> isWanted(Type.getDescriptor(each.annotationType())))
        .toList();
  }

  private void add(Class<?> annotated) throws ReflectiveOperationException {
    Map<String, List<Annotation>> all = new TreeMap<>();
    all.put("", wanted(annotated));
    for (Field field : annotated.getDeclaredFields()) {
      all.put(field.getName(), wanted(field));
    }
    all.values().removeIf(List::isEmpty);
    for (Method method : annotated.getDeclaredMethods()) {
      if (!wanted(method).isEmpty()) {
        throw new IllegalStateException("not provided for: annotations of methods: " + method);
      }
    }
    table.computeIfAbsent(annotated.getName().hashCode(), hash -> new ArrayList<>()).add(annotated);
    String name = Type.getInternalName(annotated) + SUFFIX;
    ClassWriter writer = begun(name);
    writer.visitField(
        Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL, OF, MAP, null, null);
    MethodVisitor code = writer.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
    code.visitCode();
    code.visitTypeInsn(Opcodes.NEW, "java/util/HashMap");
    code.visitInsn(Opcodes.DUP);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/util/HashMap", "<init>", "()V", false);
    for (Map.Entry<String, List<Annotation>> each : all.entrySet()) {
      code.visitInsn(Opcodes.DUP);
      code.visitLdcInsn(each.getKey());
      code.visitLdcInsn(each.getValue().size());
      code.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/annotation/Annotation");
      for (int i = 0; i < each.getValue().size(); i++) {
        code.visitInsn(Opcodes.DUP);
        code.visitLdcInsn(i);
        object(code, each.getValue().get(i));
        code.visitInsn(Opcodes.AASTORE);
      }
      code.visitMethodInsn(
          Opcodes.INVOKEVIRTUAL,
          "java/util/HashMap",
          "put",
          "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;",
          false);
      code.visitInsn(Opcodes.POP);
    }
    code.visitFieldInsn(Opcodes.PUTSTATIC, name, OF, MAP);
    code.visitInsn(Opcodes.RETURN);
    end(code);
    ended(name, writer);
  }

  /** Pushes an annotation object that holds those values that differ from the defaults. */
  private void object(MethodVisitor code, Annotation annotation)
      throws ReflectiveOperationException {
    List<Method> members = members(annotation.annotationType());
    String type = type(annotation.annotationType());
    code.visitTypeInsn(Opcodes.NEW, type);
    code.visitInsn(Opcodes.DUP);
    code.visitLdcInsn(members.size());
    code.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/Object");
    for (int i = 0; i < members.size(); i++) {
      Object value = members.get(i).invoke(annotation);
      if (!Objects.deepEquals(value, members.get(i).getDefaultValue())) {
        code.visitInsn(Opcodes.DUP);
        code.visitLdcInsn(i);
        constant(code, value);
        code.visitInsn(Opcodes.AASTORE);
      }
    }
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, type, "<init>", "(" + OBJECTS + ")V", false);
  }

  private static List<Method> members(Class<? extends Annotation> type) {
    List<Method> members = new ArrayList<>(List.of(type.getDeclaredMethods()));
    members.sort(Comparator.comparing(Method::getName));
    members.forEach(member -> member.setAccessible(true));
    return members;
  }

  /** Pushes the value of a member as an object. */
  private static void constant(MethodVisitor code, Object value) {
    Class<?> type = value.getClass();
    if (type.isArray()) {
      Class<?> of = type.getComponentType();
      if (of.isPrimitive()) {
        throw new IllegalStateException("not provided for: an array of " + of);
      }
      int length = Array.getLength(value);
      code.visitLdcInsn(length);
      code.visitTypeInsn(Opcodes.ANEWARRAY, Type.getInternalName(of));
      for (int i = 0; i < length; i++) {
        code.visitInsn(Opcodes.DUP);
        code.visitLdcInsn(i);
        constant(code, Array.get(value, i));
        code.visitInsn(Opcodes.AASTORE);
      }
    } else if (value instanceof String) {
      code.visitLdcInsn(value);
    } else if (value instanceof Class<?> named) {
      if (named.isPrimitive()) {
        throw new IllegalStateException("not provided for: " + named);
      }
      code.visitLdcInsn(Type.getType(named));
    } else if (value instanceof Enum<?> one) {
      String in = Type.getInternalName(one.getDeclaringClass());
      code.visitFieldInsn(Opcodes.GETSTATIC, in, one.name(), "L" + in + ";");
    } else if (value instanceof Boolean truth) {
      code.visitLdcInsn(truth ? 1 : 0);
      Conversion.convert(code, Type.BOOLEAN_TYPE, Type.getType(Boolean.class));
    } else if (value instanceof Character character) {
      code.visitLdcInsn((int) character);
      Conversion.convert(code, Type.CHAR_TYPE, Type.getType(Character.class));
    } else if (value instanceof Integer) {
      code.visitLdcInsn(value);
      Conversion.convert(code, Type.INT_TYPE, Type.getType(Integer.class));
    } else {
      throw new IllegalStateException("not provided for: " + type);
    }
  }

  /** Generates the class for an annotation type, unless it exists; returns its name. */
  private String type(Class<? extends Annotation> type) {
    // The class is in the package of the annotation type, since types of default values may be
    // package-private.
    String name = Type.getInternalName(type) + "$$Value";
    if (made.containsKey(name + ".class")) {
      return name;
    }
    if (type.isAnnotationPresent(Inherited.class)) {
      throw new IllegalStateException("not provided for: annotations that are inherited: " + type);
    }
    ClassWriter writer = begun(name, Type.getInternalName(type));
    writer.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL, "given", OBJECTS, null, null);
    MethodVisitor first =
        writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "(" + OBJECTS + ")V", null, null);
    first.visitCode();
    first.visitVarInsn(Opcodes.ALOAD, 0);
    first.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    first.visitVarInsn(Opcodes.ALOAD, 0);
    first.visitVarInsn(Opcodes.ALOAD, 1);
    first.visitFieldInsn(Opcodes.PUTFIELD, name, "given", OBJECTS);
    first.visitInsn(Opcodes.RETURN);
    end(first);
    MethodVisitor own =
        writer.visitMethod(Opcodes.ACC_PUBLIC, "annotationType", "()Ljava/lang/Class;", null, null);
    own.visitCode();
    own.visitLdcInsn(Type.getType(type));
    own.visitInsn(Opcodes.ARETURN);
    end(own);
    List<Method> members = members(type);
    for (int i = 0; i < members.size(); i++) {
      member(writer, name, members.get(i), i);
    }
    ended(name, writer);
    return name;
  }

  /**
   * Generates the method for a member of an annotation: it returns the given value, else the
   * default. Arrays are cloned, since callers may modify them.
   */
  private static void member(ClassWriter writer, String name, Method member, int index) {
    Type type = Type.getReturnType(member);
    MethodVisitor code =
        writer.visitMethod(
            Opcodes.ACC_PUBLIC, member.getName(), Type.getMethodDescriptor(member), null, null);
    code.visitCode();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitFieldInsn(Opcodes.GETFIELD, name, "given", OBJECTS);
    code.visitLdcInsn(index);
    code.visitInsn(Opcodes.AALOAD);
    if (member.getDefaultValue() != null) {
      Label given = new Label();
      code.visitInsn(Opcodes.DUP);
      code.visitJumpInsn(Opcodes.IFNONNULL, given);
      code.visitInsn(Opcodes.POP);
      constant(code, member.getDefaultValue());
      code.visitLabel(given);
    }
    Conversion.convert(code, Type.getType(Object.class), type);
    if (type.getSort() == Type.ARRAY) {
      code.visitMethodInsn(
          Opcodes.INVOKEVIRTUAL, type.getInternalName(), "clone", "()Ljava/lang/Object;", false);
      code.visitTypeInsn(Opcodes.CHECKCAST, type.getInternalName());
    }
    code.visitInsn(type.getOpcode(Opcodes.IRETURN));
    end(code);
  }

  /** Generates the table of annotated classes. */
  private void table() {
    ClassWriter writer = begun(TABLE);
    MethodVisitor code =
        writer.visitMethod(Opcodes.ACC_STATIC, "of", "(Ljava/lang/String;)" + MAP, null, null);
    code.visitCode();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/String", "hashCode", "()I", false);
    Label none = new Label();
    int[] hashes = table.keySet().stream().mapToInt(hash -> hash).toArray();
    Label[] labels = new Label[hashes.length];
    Arrays.setAll(labels, i -> new Label());
    code.visitLookupSwitchInsn(none, hashes, labels);
    for (int i = 0; i < hashes.length; i++) {
      code.visitLabel(labels[i]);
      for (Class<?> annotated : table.get(hashes[i])) {
        Label next = new Label();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitLdcInsn(annotated.getName());
        code.visitMethodInsn(
            Opcodes.INVOKEVIRTUAL, "java/lang/String", "equals", "(Ljava/lang/Object;)Z", false);
        code.visitJumpInsn(Opcodes.IFEQ, next);
        String objects = Type.getInternalName(annotated) + SUFFIX;
        code.visitFieldInsn(Opcodes.GETSTATIC, objects, OF, MAP);
        code.visitInsn(Opcodes.ARETURN);
        code.visitLabel(next);
      }
      code.visitJumpInsn(Opcodes.GOTO, none);
    }
    code.visitLabel(none);
    code.visitInsn(Opcodes.ACONST_NULL);
    code.visitInsn(Opcodes.ARETURN);
    end(code);
    ended(TABLE, writer);
  }

  private ClassWriter begun(String name, String... types) {
    ClassWriter writer = MethodCode.framing(classes);
    writer.visit(
        Opcodes.V17,
        Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
        name,
        null,
        "java/lang/Object",
        types);
    return writer;
  }

  private void ended(String name, ClassWriter writer) {
    writer.visitEnd();
    made.put(name + ".class", writer.toByteArray());
  }

  private static void end(MethodVisitor code) {
    code.visitMaxs(0, 0);
    code.visitEnd();
  }
}
