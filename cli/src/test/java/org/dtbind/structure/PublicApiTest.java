// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Checks the public API of the library: the public types of the packages listed here. */
class PublicApiTest {

  /** The packages of docs/guide/library.md. */
  private static final Set<String> LIBRARY =
      Set.of(
          "org.dtbind.source",
          "org.dtbind.diag",
          "org.dtbind.tree",
          "org.dtbind.tree.fs",
          "org.dtbind.dtb",
          "org.dtbind.dts.print",
          "org.dtbind.check",
          "org.dtbind.compile",
          "org.dtbind.linux",
          "org.dtbind.linux.gpio",
          "org.dtbind.linux.chain",
          "org.dtbind.spec",
          "org.dtbind.validate",
          "org.dtbind.export",
          "org.dtbind.export.target",
          "org.dtbind.kernel",
          "org.dtbind.kernel.linux",
          "org.dtbind.device",
          "org.dtbind.gpio",
          "org.dtbind.explain",
          "org.dtbind.change",
          "org.dtbind.change.journal",
          "org.dtbind.change.result",
          "org.dtbind.bind",
          "org.dtbind.bind.plan",
          "org.dtbind.bind.record",
          "org.dtbind.declaration",
          "org.dtbind.aggregator",
          "org.dtbind.aggregator.live",
          "org.dtbind.iommu",
          "org.dtbind.doctor");

  private static final JavaClasses CLASSES = ProgramClasses.ALL;

  private static List<JavaClass> types() {
    return CLASSES.stream()
        .filter(type -> LIBRARY.contains(type.getPackageName()))
        .filter(PublicApiTest::isPublic)
        .toList();
  }

  private static boolean isPublic(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.getEnclosingClass().map(PublicApiTest::isPublic).orElse(true);
  }

  @Test
  void publicSignaturesUseOnlyLibraryAndJavaTypes() {
    List<String> leaks = new ArrayList<>();
    for (JavaClass type : types()) {
      Set<JavaClass> referenced = new java.util.HashSet<>(type.getRawInterfaces());
      type.getRawSuperclass().ifPresent(referenced::add);
      for (JavaMember member : type.getMembers()) {
        if (member.getModifiers().contains(JavaModifier.PUBLIC)
            || member.getModifiers().contains(JavaModifier.PROTECTED)) {
          referenced.addAll(signature(member));
        }
      }
      for (JavaClass other : referenced) {
        JavaClass base = other.getBaseComponentType();
        boolean isJavaType = base.isPrimitive() || base.getPackageName().startsWith("java.");
        boolean isLibraryType = LIBRARY.contains(base.getPackageName()) && isPublic(base);
        if (!isJavaType && !isLibraryType) {
          leaks.add(type.getName() + " shows " + base.getName());
        }
      }
    }
    assertThat(leaks).isEmpty();
    assertThat(types()).hasSizeGreaterThan(100);
  }

  private static Set<JavaClass> signature(JavaMember member) {
    Set<JavaClass> referenced = new java.util.HashSet<>();
    if (member instanceof JavaField field) {
      referenced.addAll(field.getType().getAllInvolvedRawTypes());
    } else if (member instanceof JavaCodeUnit unit) {
      referenced.addAll(unit.getReturnType().getAllInvolvedRawTypes());
      for (JavaType parameter : unit.getParameterTypes()) {
        referenced.addAll(parameter.getAllInvolvedRawTypes());
      }
      referenced.addAll(unit.getExceptionTypes());
    }
    return referenced;
  }

  @Test
  void everyPackageOfTheLibraryIsNullMarked() {
    Set<String> marked = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      if (type.getSimpleName().equals("package-info") && type.isAnnotatedWith(NullMarked.class)) {
        marked.add(type.getPackageName());
      }
    }
    assertThat(marked).containsAll(LIBRARY);
  }

  @Test
  void docCommentsAreRequiredInThePackagesOfTheLibrary() throws IOException {
    String pom = Files.readString(Path.of("../pom.xml"));
    String packages =
        pom.replaceAll("(?s).*<documented.packages>(.*)</documented.packages>.*", "$1");
    assertThat(packages.replace('/', '.').split("\\|"))
        .extracting(name -> "org.dtbind." + name)
        .containsExactlyInAnyOrderElementsOf(LIBRARY);
  }

  /** Checks the string constants in the class files for paths in /sys, /proc and /dev. */
  @Test
  void parserAndOverlaysNameNoSystemFiles() throws IOException {
    List<String> found = new ArrayList<>();
    int constants = 0;
    for (JavaClass type : CLASSES) {
      String place = type.getSource().map(source -> source.getUri().toString()).orElse("");
      if (!place.matches(".*/(dts-parser|overlays)(/|-[^/]*[.]jar!/).*")) {
        continue;
      }
      for (String text : constants(type)) {
        constants++;
        if (text.matches("(?s)/(sys|proc|dev)(/.*)?")) {
          found.add(type.getName() + ": " + text);
        }
      }
    }
    assertThat(found).isEmpty();
    assertThat(constants).isGreaterThan(10_000);
  }

  /** Returns the strings in the constant pool of a class file (JVM specification, 4.4). */
  private static List<String> constants(JavaClass type) throws IOException {
    List<String> texts = new ArrayList<>();
    try (InputStream stream = type.getSource().orElseThrow().getUri().toURL().openStream();
        DataInputStream in = new DataInputStream(stream)) {
      in.skipNBytes(8);
      int count = in.readUnsignedShort();
      for (int i = 1; i < count; i++) {
        int tag = in.readUnsignedByte();
        switch (tag) {
          case 1 -> texts.add(in.readUTF());
          case 5, 6 -> {
            in.skipNBytes(8);
            i++;
          }
          case 15 -> in.skipNBytes(3);
          case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
          default -> in.skipNBytes(4);
        }
      }
    }
    return texts;
  }
}
