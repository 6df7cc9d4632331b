// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddedFilesTest {

  private static final String UNITS = "etc/systemd/system/";

  @TempDir Path temporary;
  private Path root;
  private Path files;

  /** Makes a root with links as in Debian. */
  @BeforeEach
  void makeRoot() throws IOException {
    root = Files.createDirectories(temporary.resolve("root"));
    files = Files.createDirectories(temporary.resolve("files"));
    for (String directory : new String[] {"etc/ssl", "usr/lib/systemd", "usr/bin", "run", "var"}) {
      Files.createDirectories(root.resolve(directory));
    }
    Files.createSymbolicLink(root.resolve("lib"), Path.of("usr/lib"));
    Files.createSymbolicLink(root.resolve("bin"), Path.of("./usr/../usr/bin"));
    Files.createSymbolicLink(root.resolve("var/run"), Path.of("/run"));
    Files.createSymbolicLink(root.resolve("etc/os-release"), Path.of("../usr/lib/os-release"));
    Files.createSymbolicLink(root.resolve("up"), Path.of("../../../etc"));
    Files.createSymbolicLink(root.resolve("loop"), Path.of("loop"));
    Files.writeString(root.resolve("etc/hostname"), "root\n");
    Files.writeString(root.resolve("usr/lib/os-release"), "root\n");
  }

  /** Deletes the links, because JUnit warns about each one that leads out of its directory. */
  @AfterEach
  void deleteLinks() throws IOException {
    try (Stream<Path> all = Files.walk(temporary)) {
      for (Path link : all.filter(Files::isSymbolicLink).toList()) {
        Files.delete(link);
      }
    }
  }

  private void add(String path) throws IOException {
    Path file = files.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, path);
  }

  private AddedFiles added(String... others) throws IOException {
    return AddedFiles.of(Optional.of(files), root, Set.of(others));
  }

  private Path copied() throws Exception {
    AddedFiles added = added();
    assertThat(added.problems()).isEmpty();
    Path to = temporary.resolve("copy");
    added.copy(to);
    return to;
  }

  @Test
  void linksOfTheRootLeadToItsDirectories() throws Exception {
    add("lib/app/data");
    add("bin/run");
    add("up/more");
    Path to = copied();
    assertThat(to.resolve("usr/lib/app/data")).hasContent("lib/app/data");
    assertThat(to.resolve("usr/bin/run")).hasContent("bin/run");
    assertThat(to.resolve("etc/more")).hasContent("up/more");
    assertThat(to.resolve("lib")).doesNotExist();
  }

  /** The path of the root contains that of the cache, which is as the user wrote it. */
  @Test
  void rootMayHaveAnotherPath() throws Exception {
    add("etc/ssl/key");
    add("bin/run");
    Path link = Files.createSymbolicLink(temporary.resolve("link"), root);
    for (Path other : new Path[] {root.resolve("../root"), link, link.resolve("var/..")}) {
      AddedFiles added = AddedFiles.of(Optional.of(files), other, Set.of());
      assertThat(added.entries())
          .extracting(AddedFiles.AddedFile::to)
          .contains(Path.of("etc/ssl/key"), Path.of("usr/bin/run"));
    }
  }

  @Test
  void fileReplacesFileOrLinkToOne() throws Exception {
    add("etc/hostname");
    add("etc/os-release");
    Files.createSymbolicLink(files.resolve("lib"), Path.of("usr/lib"));
    Path to = copied();
    assertThat(to.resolve("etc/hostname")).hasContent("etc/hostname");
    assertThat(to.resolve("etc/os-release")).isRegularFile().hasContent("etc/os-release");
    assertThat(to.resolve("lib")).isSymbolicLink();
  }

  @Test
  void directoryMayBeALink() throws Exception {
    add("opt/app");
    Path link = Files.createSymbolicLink(temporary.resolve("link"), files);
    AddedFiles added = AddedFiles.of(Optional.of(link), root, Set.of());
    added.copy(temporary.resolve("copy"));
    assertThat(temporary.resolve("copy/opt/app")).hasContent("opt/app");
    add("etc/hostname/no");
    assertThat(AddedFiles.of(Optional.of(link), root, Set.of()).problems())
        .containsExactly(link + "/etc/hostname is a directory, unlike /etc/hostname in the system");
  }

  /** For an ordinary user, whose umask often clears the bit that the group may write. */
  @Test
  void fileOfAnotherUserKeepsItsMode() throws Exception {
    Path log = Path.of("/var/log/wtmp");
    assumeTrue(Files.isReadable(log), "systems with musl have no such file");
    AddedFiles.AddedFile entry = new AddedFiles.AddedFile(log, Path.of("log"));
    new AddedFiles(List.of(entry), List.of(), List.of(), List.of()).copy(temporary);
    assertThat(modeOf(temporary.resolve("log"))).isEqualTo(modeOf(log));
  }

  @Test
  void filesKeepTheirModesAndDirectoriesOfTheRootTheirs() throws Exception {
    add("opt/app");
    add("etc/secret");
    add("lib/data");
    mode(files.resolve("opt/app"), "r-xr-x--x");
    mode(files.resolve("opt"), "r-x------");
    mode(files.resolve("etc"), "rwx------");
    mode(root.resolve("etc"), "rwxr-xr-x");
    mode(root.resolve("usr"), "rwx--x--x");
    mode(root, "rwxr-x--x");
    Path to = copied();
    assertThat(modeOf(to.resolve("opt/app"))).isEqualTo("r-xr-x--x");
    assertThat(modeOf(to.resolve("opt"))).isEqualTo("r-x------");
    assertThat(modeOf(to.resolve("etc"))).isEqualTo("rwxr-xr-x");
    assertThat(modeOf(to)).isEqualTo("rwxr-x--x");
    // Only because of a link of the root.
    assertThat(modeOf(to.resolve("usr"))).isEqualTo("rwx--x--x");
    mode(files.resolve("opt"), "rwx------");
    mode(to.resolve("opt"), "rwx------");
  }

  @Test
  void conflictsAreNamed() throws Exception {
    add("etc/ssl");
    add("lib/same");
    add("usr/lib/same");
    add("usr/bin");
    Files.writeString(files.resolve("var"), "");
    add("etc/hostname/no");
    add("loop/no");
    add("exported/file/no");
    add("exported/directory");
    assertThat(added("/exported/file", "/exported/directory/file").problems())
        .containsExactlyInAnyOrder(
            files + "/etc/ssl is not a directory, unlike /etc/ssl in the system",
            files + "/usr/bin is not a directory, unlike /usr/bin in the system",
            files + "/var is not a directory, unlike /var in the system",
            files + "/etc/hostname is a directory, unlike /etc/hostname in the system",
            files + "/loop is a directory, unlike /loop in the system",
            files + "/exported/file is a directory, unlike /exported/file in the system",
            files
                + "/exported/directory is not a directory, unlike /exported/directory in the system",
            same());
    Files.delete(files.resolve("var"));
    Files.delete(files.resolve("usr/bin"));
    add("bin");
    assertThat(added().problems())
        .contains(files + "/bin is not a directory, unlike /bin in the system");
  }

  /** Which of the two files comes first depends on the file system. */
  private String same() throws IOException {
    try (Stream<Path> all = Files.list(files)) {
      boolean first =
          all.map(path -> path.getFileName().toString())
              .filter(name -> name.equals("lib") || name.equals("usr"))
              .findFirst()
              .orElseThrow()
              .equals("lib");
      String middle = "/same has the same path in the system as ";
      return first
          ? files + "/usr/lib" + middle + files + "/lib/same"
          : files + "/lib" + middle + files + "/usr/lib/same";
    }
  }

  @Test
  void contentsOfDirectoriesThatTheSystemEmptiesAreRefused() throws Exception {
    add("run/a");
    add("var/run/b");
    add("tmp/c/d");
    add("dtbind/status");
    add("etc/systemd/system/dtbind-command.service");
    Files.createDirectories(files.resolve("proc"));
    assertThat(added().problems())
        .containsExactlyInAnyOrder(
            files + "/run/a cannot be added, because the system empties /run when it boots",
            files + "/var/run/b cannot be added, because the system empties /run when it boots",
            files + "/tmp/c cannot be added, because the system empties /tmp when it boots",
            files + "/dtbind cannot be added, because /dtbind is the sandbox's own",
            files
                + "/etc/systemd/system/dtbind-command.service cannot be added, because"
                + " /etc/systemd/system/dtbind-command.service is the sandbox's own");
  }

  @Test
  void specialFilesAreRefusedUnread() throws Exception {
    Path fifo = files.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor()).isZero();
    try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.bind(UnixDomainSocketAddress.of(files.resolve("socket")));
      Files.createSymbolicLink(files.resolve("zero"), Path.of("/dev/zero"));
      String rest = ": only regular files, directories and symbolic links can be added";
      assertThat(added().problems())
          .containsExactlyInAnyOrder(
              files + "/pipe is a FIFO" + rest, files + "/socket is a socket" + rest);
      assertThat(AddedFiles.of(Optional.of(Path.of("/dev/pts")), root, Set.of()).problems())
          .contains("/dev/pts/ptmx is a device node" + rest);
    }
  }

  @Test
  void tooManyBytesOrFilesAreRefused() throws Exception {
    try (RandomAccessFile large = new RandomAccessFile(files.resolve("large").toFile(), "rw")) {
      large.setLength(200L << 20);
    }
    assertThat(added().problems())
        .containsExactly(
            files
                + " contains more than 200 MB, which is all that fits into the memory of the system");
    try (RandomAccessFile large = new RandomAccessFile(files.resolve("large").toFile(), "rw")) {
      large.setLength((200L << 20) - 4096);
    }
    assertThat(added().problems()).isEmpty();
    add("small");
    assertThat(added().problems()).hasSize(1);
  }

  @Test
  void onlyFilesWithNamesOfUnitsAreUnits() throws Exception {
    add(UNITS + "relay.service");
    add(UNITS + "-rf.service");
    add(UNITS + "bar@1.service");
    add(UNITS + "bar@.service");
    add(UNITS + "dev-a\\x2db.device");
    add("lib/systemd/system/late.timer");
    add("usr/local/lib/systemd/system/local.path");
    add(UNITS + "relay.service.d/own.conf");
    add(UNITS + "sub/no.service");
    add("opt/other.service");
    Files.createSymbolicLink(files.resolve(UNITS + "link.service"), Path.of("/opt/other.service"));
    Files.createSymbolicLink(files.resolve(UNITS + "masked.service"), Path.of("/dev/null"));
    Files.createFile(files.resolve(UNITS + "empty.service"));
    Files.createFile(files.resolve(UNITS + ".gitkeep"));
    add(UNITS + "README.md");
    add(UNITS + "relay.service.bak");
    add(UNITS + "a b.service");
    add(UNITS + "@x.service");
    AddedFiles added = added("/usr/lib/systemd/system/dtbind.service", "/usr/lib/x.service");
    assertThat(added.problems()).isEmpty();
    assertThat(added.units())
        .containsExactlyInAnyOrder(
            "dtbind.service",
            "relay.service",
            "-rf.service",
            "bar@1.service",
            "bar@.service",
            "dev-a\\x2db.device",
            "late.timer",
            "local.path",
            "link.service");
    assertThat(added.notUnits())
        .containsExactlyInAnyOrder(
            files + "/" + UNITS + "README.md",
            files + "/" + UNITS + "relay.service.bak",
            files + "/" + UNITS + "a b.service",
            files + "/" + UNITS + "@x.service");
  }

  /** A line of a message is one problem, and a name cannot control the terminal. */
  @Test
  void namesAreEscaped() throws IOException {
    add("run/a\nb");
    add(UNITS + "c\nd");
    AddedFiles added = added();
    assertThat(added.problems()).singleElement().asString().contains("/run/a\\nb cannot be added");
    assertThat(added.notUnits()).containsExactly(files + "/" + UNITS + "c\\nd");
  }

  @Test
  void onlyTheFirstProblemsAreNamed() throws IOException {
    for (int i = 0; i < 20; i++) {
      add("run/" + i);
    }
    assertThat(added().problems()).hasSize(20).allMatch(one -> one.contains("empties /run"));
    add("tmp/more");
    add("tmp/most");
    assertThat(added().problems()).hasSize(21).last().isEqualTo("there are more such files");
  }

  private static void mode(Path path, String mode) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  private static String modeOf(Path path) throws IOException {
    return PosixFilePermissions.toString(
        Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
  }
}
