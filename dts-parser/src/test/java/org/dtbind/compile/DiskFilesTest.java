// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.DiagnosticText;
import org.dtbind.source.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DiskFilesTest {

  @TempDir private Path directory;

  private String report(String source) throws IOException {
    Path file = Files.writeString(directory.resolve("x.dts"), source);
    CompileOptions options = new CompileOptions(List.of(""), List.of(), true, false);
    StringBuilder report = new StringBuilder();
    for (Diagnostic diagnostic : new Compiler(options).compile(file.toString()).diagnostics()) {
      report.append(DiagnosticText.snippet(diagnostic).replace(directory.toString(), "DIRECTORY"));
    }
    return report.toString();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void sourceCannotIncludeDeviceFiles() throws IOException {
    assertThat(report("/dts-v1/;\n/ { a = /incbin/(\"/dev/zero\"); };\n"))
        .contains(
            "x.dts:2.18-29: ERROR (incbin): /dev/zero cannot be read: it is not a regular file");
    assertThat(report("#include \"/dev/zero\"\n"))
        .contains("ERROR (file_not_readable): /dev/zero cannot be read: it is not a regular file");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void mainSourceMayBeADeviceFile() throws IOException {
    Path device = Path.of("/dev/null");
    assertThat(new DiskFiles(device).read("/dev/null")).contains(Bytes.empty());
    assertThatThrownBy(() -> new DiskFiles(device).read("/dev/zero"))
        .isInstanceOf(IOException.class);
  }

  @Test
  void oversizedFileIsRejectedBeforeItIsRead() throws IOException {
    Path large = directory.resolve("large.bin");
    try (RandomAccessFile sparse = new RandomAccessFile(large.toFile(), "rw")) {
      sparse.setLength(1L << 40);
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    assertThatThrownBy(() -> new DiskFiles().read(large.toString()))
        .isInstanceOf(IOException.class)
        .hasMessage("it is larger than 256 MiB");
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(16 << 20);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void fileOfUnknownSizeIsReadToItsEnd() throws IOException {
    Path status = Path.of("/proc/self/status");
    assertThat(new DiskFiles(status).read(status.toString()).orElseThrow().latin1())
        .contains("Pid:");
  }

  /** Security review 17: {@code /proc/kmsg} is a regular file, but reading it blocks forever. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void sourceCannotIncludeProcOrSysfsFiles() throws IOException {
    assertThat(report("/dts-v1/;\n/ { a = /incbin/(\"/proc/self/status\"); };\n"))
        .contains(
            "ERROR (incbin): /proc/self/status cannot be read: the kernel generates its content");
    assertThat(report("#include \"/proc/self/status\"\n"))
        .contains(
            "ERROR (file_not_readable): /proc/self/status cannot be read: the kernel generates");
    assertThat(report("/dts-v1/;\n/ { a = /incbin/(\"/sys/kernel/uevent_seqnum\"); };\n"))
        .contains("cannot be read: the kernel generates its content (sysfs)");
  }

  @Test
  void missingIncbinFileListsTheSearchedDirectories() throws IOException {
    assertThat(report("/dts-v1/;\n/ { a = /incbin/(\"nope.bin\"); };\n"))
        .contains("ERROR (incbin): no such file to include: nope.bin")
        .contains(
            "help: dtbind searched 'DIRECTORY/', '.'; to search another directory, use -I DIR");
  }

  @Test
  void totalSizeOfIncbinFilesIsLimited() {
    Bytes large = Bytes.wrap(new byte[129 << 20]);
    String part = "/incbin/(\"large.bin\", 0, 1)";
    String source = "/dts-v1/;\n/ { a = " + (part + ",\n").repeat(8) + part + "; };\n";
    CompileOptions options = CompileOptions.DEFAULT;
    Compiler compiler =
        new Compiler(
            options, name -> Optional.of(name.equals("x.dts") ? Bytes.latin1(source) : large));
    assertThat(compiler.compile("x.dts").diagnostics())
        .singleElement()
        .satisfies(
            d ->
                assertThat(d.message().text())
                    .isEqualTo(
                        "the files that /incbin/ includes are larger than 512 MiB in total"));
  }
}
