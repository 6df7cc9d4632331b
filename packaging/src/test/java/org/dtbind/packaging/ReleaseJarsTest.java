// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseJarsTest {

  private static final String SERVICE = "META-INF/services/java.lang.Runnable";

  @TempDir private Path directory = Path.of("");

  private Path lib = Path.of("");
  private Path out = Path.of("");

  @BeforeEach
  void makeDirectory() throws IOException {
    lib = Files.createDirectory(directory.resolve("lib"));
    out = directory.resolve("out.jar");
  }

  @Test
  void oneJarCombinesServicesAndKeepsEachLicense() throws IOException {
    jar("a-1.0.jar", "META-INF/LICENSE", "of a", SERVICE, "a.A\n", "a/A.class", "A");
    jar("b-c-2.jar", "META-INF/LICENSE", "of b", SERVICE, "a.A\nb.B", "b/B.class", "B");
    one();
    assertThat(names())
        .containsExactly(
            JarFile.MANIFEST_NAME,
            "META-INF/a/LICENSE",
            "META-INF/b-c/LICENSE",
            SERVICE,
            "a/A.class",
            "b/B.class");
    assertThat(text(SERVICE)).isEqualTo("a.A\nb.B\n");
    assertThat(text("META-INF/b-c/LICENSE")).isEqualTo("of b");
    assertThat(text(JarFile.MANIFEST_NAME))
        .contains("Main-Class: org.dtbind.cli.Main\r\n", "Implementation-Version: 1.2\r\n");
  }

  @Test
  void oneJarOmitsLibrariesOfOtherSystemsAndModuleDescriptors() throws IOException {
    jar(
        "jna-5.jar",
        "com/sun/jna/linux-arm/libjnidispatch.so",
        "",
        "com/sun/jna/freebsd-x86-64/libjnidispatch.so",
        "",
        "com/sun/jna/win32-x86/jnidispatch.dll",
        "",
        "META-INF/versions/9/module-info.class",
        "");
    one();
    assertThat(names())
        .containsExactly(JarFile.MANIFEST_NAME, "com/sun/jna/linux-arm/libjnidispatch.so");
  }

  @Test
  void differentEntriesWithOneNameAreAnError() throws IOException {
    jar("a-1.jar", "same", "1", "different", "1");
    jar("b-1.jar", "same", "1", "different", "2");
    assertThatThrownBy(this::one)
        .isInstanceOf(IOException.class)
        .hasMessage("two jars have a different different");
  }

  @Test
  void packagedJarHasOnlyWhatJava17Uses() throws IOException {
    Path jar =
        jar(
            "jna-5.jar",
            "com/sun/jna/linux-arm/libjnidispatch.so",
            "",
            "META-INF/versions/17/A.class",
            "",
            "META-INF/versions/21/A.class",
            "",
            JarFile.MANIFEST_NAME,
            "");
    ReleaseJars.main(new String[] {"packaged", jar.toString(), out.toString()});
    assertThat(names()).containsExactly(JarFile.MANIFEST_NAME, "META-INF/versions/17/A.class");
  }

  @Test
  void outputDependsOnlyOnContents() throws IOException {
    jar("a-1.jar", "1", "one", "2", "two");
    one();
    byte[] before = Files.readAllBytes(out);
    jar("a-1.jar", "2", "two", "1", "one");
    one();
    assertThat(Files.readAllBytes(out)).isEqualTo(before);
  }

  private void one() throws IOException {
    ReleaseJars.main(new String[] {"one", lib.toString(), "1.2", out.toString()});
  }

  /** Writes a jar of names, each followed by the contents of the entry. */
  private Path jar(String name, String... entries) throws IOException {
    Path jar = lib.resolve(name);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (int i = 0; i < entries.length; i += 2) {
        zip.putNextEntry(new ZipEntry(entries[i]));
        zip.write(entries[i + 1].getBytes(UTF_8));
      }
    }
    return jar;
  }

  private List<String> names() throws IOException {
    try (ZipFile zip = new ZipFile(out.toFile())) {
      return zip.stream().map(ZipEntry::getName).toList();
    }
  }

  private String text(String name) throws IOException {
    try (ZipFile zip = new ZipFile(out.toFile())) {
      return new String(zip.getInputStream(zip.getEntry(name)).readAllBytes(), UTF_8);
    }
  }
}
