// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.DiagnosticText;
import org.dtbind.tree.DeviceTree;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Security review 5: headers that strangers put above a source. */
@EnabledOnOs(OS.LINUX)
class ProjectHeadersTest {

  private static final int STRANGER = 65534;

  @TempDir private Path folder;

  private Path top = Path.of("");
  private Path source = Path.of("");
  private int user;

  @BeforeEach
  void project() throws IOException {
    top = folder.toRealPath().resolve("top");
    Path header = top.resolve("include/dt-bindings/gpio/gpio.h");
    Files.createDirectories(header.getParent());
    Files.writeString(header, "#define LOW 1\n");
    source = top.resolve("project/boards/b.dts");
    Files.createDirectories(source.getParent());
    Files.writeString(source, "#include <dt-bindings/gpio/gpio.h>\n/dts-v1/;\n/ { a = <LOW>; };\n");
    user = (Integer) Files.getAttribute(top, "unix:uid");
  }

  /** Gives a file to somebody else, or, where only root could, has only somebody else trusted. */
  private TrustedUsers withStrangers(Path path) throws IOException {
    if (user != 0) {
      return new TrustedUsers(Set.of(STRANGER));
    }
    Files.setAttribute(path, "unix:uid", STRANGER);
    return new TrustedUsers(Set.of());
  }

  private String said(TrustedUsers trusted, String... named) {
    ProjectHeaders headers = new ProjectHeaders(trusted);
    List<String> folders = new ArrayList<>(List.of(named));
    folders.addAll(headers.above(source.toString(), List.of(named)));
    Diagnosed<DeviceTree> read =
        new Compiler(new CompileOptions(folders, List.of(), true, false), new DiskFiles(headers))
            .compile(source.toString());
    StringBuilder said = new StringBuilder();
    read.diagnostics().forEach(problem -> said.append(DiagnosticText.snippet(problem)));
    headers.notes().forEach(note -> said.append(DiagnosticText.snippet(note)));
    assertThat(headers.notes()).as("said once").isEmpty();
    return said.toString().replace(top.toString(), "TOP");
  }

  private TrustedUsers us() {
    return new TrustedUsers(Set.of(user));
  }

  @Test
  void aNoteSaysWhereHeadersCameFrom() {
    assertThat(said(us()))
        .isEqualTo(
            "TOP/include: Note (headers_found): headers for the source in TOP are read from this "
                + "folder\n");
    assertThat(said(us(), top + "/include")).as("named").isEmpty();
  }

  @Test
  void aSourceThatTakesNothingFromThereIsToldNothing() throws IOException {
    Files.writeString(source, "/dts-v1/;\n/ { };\n");
    assertThat(said(us())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"include", "include/dt-bindings"})
  void aFolderOfAStrangerIsNotUsed(String place) throws IOException {
    assertThat(said(withStrangers(top.resolve(place))))
        .contains("ERROR (include_not_found): no such file to include: dt-bindings/gpio/gpio.h")
        .contains("help: TOP/include has it but is not searched, because TOP/")
        .contains(" belongs to uid ")
        .endsWith("; if you trust it, use -I TOP/include\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"include/dt-bindings/gpio", "include/dt-bindings/gpio/gpio.h"})
  void aHeaderOfAStrangerIsNotUsed(String place) throws IOException {
    if (user != 0) {
      Files.setPosixFilePermissions(
          top.resolve(place), PosixFilePermissions.fromString("rwxrwxrwx"));
    } else {
      Files.setAttribute(top.resolve(place), "unix:uid", STRANGER);
    }
    assertThat(said(us()))
        .contains("ERROR (file_not_readable): TOP/include/dt-bindings/gpio/gpio.h cannot be read")
        .contains("if you trust it, name its folder with -I");
    assertThat(said(us(), top + "/include")).as("named").isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    ".,            rwxrwxrwx, everyone can write to TOP",
    "include,      rwxr-xrwx, everyone can write to TOP/include",
    "include,      rwxrwxr-x, a group can write to TOP/include",
    "project,      rwxrwxrwx, ''",
  })
  void aFolderThatOthersMayWriteIsNotSearched(String place, String mode, String why)
      throws IOException {
    Path changed = top.resolve(place).normalize();
    Files.setPosixFilePermissions(changed, PosixFilePermissions.fromString(mode));
    if (mode.equals("rwxrwxr-x") && user != 0) {
      return; // It may be the user's private group: the next test.
    }
    assertThat(said(us())).contains("ERROR (include_not_found)").contains(why);
  }

  @Test
  void aStickyFolderExcusesNothing() throws IOException {
    Files.setAttribute(top, "unix:mode", 01777);
    assertThat(said(us())).contains("is not searched, because everyone can write to TOP;");
  }

  @ParameterizedTest
  @ValueSource(strings = {".git", ".hg", ".svn"})
  void theSearchEndsAtTheRootOfARepository(String marker) throws IOException {
    Files.createFile(top.resolve("project").resolve(marker));
    assertThat(said(us()))
        .contains("ERROR (include_not_found)")
        .contains("no folder was searched; add one with -I DIR");
    Files.move(top.resolve("project").resolve(marker), top.resolve(marker));
    assertThat(said(us())).contains("Note (headers_found)").doesNotContain("ERROR");
  }

  @Test
  void aLinkOutOfTheProjectLeadsOnlyWhereNobodyElseWrites() throws IOException {
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Path bindings = top.resolve("include/dt-bindings");
    Files.move(bindings, elsewhere.resolve("dt-bindings"));
    Files.createSymbolicLink(bindings, elsewhere.resolve("dt-bindings"));
    assertThat(said(us())).contains("Note (headers_found)").doesNotContain("ERROR");
    Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThat(said(us())).contains("has it but is not searched, because everyone can write to ");
  }

  @Test
  void rootsHeadersAreUsedByEverybody() {
    if (user == 0) {
      assertThat(said(new TrustedUsers(Set.of(4242)))).contains("Note (headers_found)");
    }
  }
}
