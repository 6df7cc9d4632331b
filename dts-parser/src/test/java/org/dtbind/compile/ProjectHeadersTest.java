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

/** Security review 5: headers of other users in the directories above a source. */
@EnabledOnOs(OS.LINUX)
class ProjectHeadersTest {

  private static final int OTHER_UID = 65534;

  @TempDir private Path directory;

  private Path topDirectory = Path.of("");
  private Path source = Path.of("");
  private int user;

  @BeforeEach
  void createProject() throws IOException {
    topDirectory = directory.toRealPath().resolve("top");
    Path header = topDirectory.resolve("include/dt-bindings/gpio/gpio.h");
    Files.createDirectories(header.getParent());
    Files.writeString(header, "#define LOW 1\n");
    source = topDirectory.resolve("project/boards/b.dts");
    Files.createDirectories(source.getParent());
    Files.writeString(source, "#include <dt-bindings/gpio/gpio.h>\n/dts-v1/;\n/ { a = <LOW>; };\n");
    user = (Integer) Files.getAttribute(topDirectory, "unix:uid");
  }

  /** Changes the owner of a file or, without root privileges, trusts only another user. */
  private TrustedUsers trustAfterChown(Path path) throws IOException {
    if (user != 0) {
      return new TrustedUsers(Set.of(OTHER_UID));
    }
    Files.setAttribute(path, "unix:uid", OTHER_UID);
    return new TrustedUsers(Set.of());
  }

  private String report(TrustedUsers trusted, String... named) {
    ProjectHeaders headers = new ProjectHeaders(trusted);
    List<String> directories = new ArrayList<>(List.of(named));
    directories.addAll(headers.above(source.toString(), List.of(named)));
    Diagnosed<DeviceTree> read =
        new Compiler(
                new CompileOptions(directories, List.of(), true, false),
                new DiskFiles(used -> {}, headers))
            .compile(source.toString());
    StringBuilder report = new StringBuilder();
    read.diagnostics().forEach(problem -> report.append(DiagnosticText.snippet(problem)));
    headers.notes().forEach(note -> report.append(DiagnosticText.snippet(note)));
    assertThat(headers.notes()).as("reported once").isEmpty();
    return report.toString().replace(topDirectory.toString(), "TOP");
  }

  private TrustedUsers trustedUser() {
    return new TrustedUsers(Set.of(user));
  }

  @Test
  void noteNamesTheDirectoryOfTheHeaders() {
    assertThat(report(trustedUser()))
        .isEqualTo(
            "TOP/include: Note (headers_found): dtbind used headers from this directory for "
                + "sources in TOP\n");
    assertThat(report(trustedUser(), topDirectory + "/include")).as("named").isEmpty();
  }

  @Test
  void noNoteIfNoHeaderIsIncluded() throws IOException {
    Files.writeString(source, "/dts-v1/;\n/ { };\n");
    assertThat(report(trustedUser())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"include", "include/dt-bindings"})
  void directoryOfAnotherUserIsNotSearched(String place) throws IOException {
    String report = report(trustAfterChown(topDirectory.resolve(place)));
    assertThat(report)
        .contains("ERROR (include_not_found): no such file to include: dt-bindings/gpio/gpio.h");
    if (user != 0) {
      return; // All directories then belong to an untrusted user, so none is named.
    }
    assertThat(report)
        .contains(
            "help: the file is in TOP/include, but dtbind does not search this directory, because"
                + " TOP/")
        .contains(" belongs to uid ")
        .endsWith("; if you trust the directory, use -I TOP/include\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"include/dt-bindings/gpio", "include/dt-bindings/gpio/gpio.h"})
  void headerOfAnotherUserIsNotRead(String place) throws IOException {
    if (user != 0) {
      Files.setPosixFilePermissions(
          topDirectory.resolve(place), PosixFilePermissions.fromString("rwxrwxrwx"));
    } else {
      Files.setAttribute(topDirectory.resolve(place), "unix:uid", OTHER_UID);
    }
    assertThat(report(trustedUser()))
        .contains("ERROR (file_not_readable): TOP/include/dt-bindings/gpio/gpio.h cannot be read")
        .contains("if you trust the file, specify its directory with -I");
    assertThat(report(trustedUser(), topDirectory + "/include")).as("named").isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    ".,            rwxrwxrwx, everyone can write to TOP",
    "include,      rwxr-xrwx, everyone can write to TOP/include",
    "include,      rwxrwxr-x, a group can write to TOP/include",
    "project,      rwxrwxrwx, ''",
  })
  void directoryWritableByOthersIsNotSearched(String place, String mode, String why)
      throws IOException {
    Path changed = topDirectory.resolve(place).normalize();
    Files.setPosixFilePermissions(changed, PosixFilePermissions.fromString(mode));
    if (mode.equals("rwxrwxr-x") && user != 0) {
      return; // The group may be the user's private group, which is trusted.
    }
    assertThat(report(trustedUser())).contains("ERROR (include_not_found)").contains(why);
  }

  @Test
  void stickyBitDoesNotMakeADirectoryTrusted() throws IOException {
    Files.setAttribute(topDirectory, "unix:mode", 01777);
    assertThat(report(trustedUser()))
        .contains("does not search this directory, because everyone can write to TOP;");
  }

  @ParameterizedTest
  @ValueSource(strings = {".git", ".hg", ".svn"})
  void searchStopsAtTheRepositoryRoot(String marker) throws IOException {
    Files.createFile(topDirectory.resolve("project").resolve(marker));
    assertThat(report(trustedUser()))
        .contains("ERROR (include_not_found)")
        .contains(
            "dtbind searched no directories; to specify one, use -I DIR; dt-bindings is in the"
                + " directory 'include' of Linux's source");
    Files.move(topDirectory.resolve("project").resolve(marker), topDirectory.resolve(marker));
    assertThat(report(trustedUser())).contains("Note (headers_found)").doesNotContain("ERROR");
  }

  @Test
  void linkToMissingFileIsNamed() throws IOException {
    Path header = topDirectory.resolve("include/dt-bindings/gpio/gpio.h");
    Files.delete(header);
    Files.createSymbolicLink(header, Path.of("missing.h"));
    assertThat(report(trustedUser(), topDirectory + "/include"))
        .contains(
            "help: 'TOP/include/dt-bindings/gpio/gpio.h' is a link to a file that does not exist;"
                + " dtbind searched");
  }

  @Test
  void symlinkTargetMustNotBeWritableByOthers() throws IOException {
    Path elsewhere = Files.createDirectories(directory.resolve("elsewhere"));
    Path bindings = topDirectory.resolve("include/dt-bindings");
    Files.move(bindings, elsewhere.resolve("dt-bindings"));
    Files.createSymbolicLink(bindings, elsewhere.resolve("dt-bindings"));
    assertThat(report(trustedUser())).contains("Note (headers_found)").doesNotContain("ERROR");
    Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThat(report(trustedUser()))
        .contains("does not search this directory, because everyone can write to ");
  }

  @Test
  void headersOwnedByRootAreTrusted() {
    if (user == 0) {
      assertThat(report(new TrustedUsers(Set.of(4242)))).contains("Note (headers_found)");
    }
  }
}
