// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.plans;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Errno;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Paths;
import org.dtbind.kernel.Trace;
import org.dtbind.kernel.linux.LinuxKernel;
import org.dtbind.plans.SystemTree.Directory;
import org.dtbind.plans.SystemTree.Entry;
import org.dtbind.plans.SystemTree.File;
import org.dtbind.plans.SystemTree.Link;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that a system that is written as text reads like the same files on disk. */
class SystemTreeTest {

  @TempDir Path temporary;

  private static SystemTree tree(String... systems) throws IOException {
    SystemTree tree = new SystemTree(Map.of(), Map.of());
    for (String system : systems) {
      Path file = PlansTest.DIRECTORY.resolve("systems/" + system + ".txt");
      tree = SystemText.read(tree, Files.readAllLines(file));
    }
    return tree;
  }

  /** Writes all entries except device nodes, which only root can create. */
  private static void write(SystemTree tree, Path root) throws IOException {
    for (Map.Entry<String, Entry> each : tree.entries().entrySet()) {
      Path path = root.resolve(each.getKey().substring(1));
      if (each.getValue() instanceof Directory) {
        Files.createDirectories(path);
      } else if (each.getValue() instanceof Link link) {
        Files.createDirectories(path.resolveSibling(""));
        Files.createSymbolicLink(path, Path.of(link.target()));
      } else if (each.getValue() instanceof File file) {
        Files.createDirectories(path.resolveSibling(""));
        Files.write(path, file.content().toArray());
      }
    }
  }

  private static void compare(Kernel text, Kernel disk, String path) {
    compare(path, text.sysfs().read(path), disk.sysfs().read(path));
    compare(path, text.sysfs().list(path), disk.sysfs().list(path));
    compare(path, text.sysfs().target(path), disk.sysfs().target(path));
    compare(path, text.files().bytes(path), disk.files().bytes(path));
    compare(path, text.files().list(path), disk.files().list(path));
    assertThat(text.files().linked(path)).as(path).isEqualTo(disk.files().linked(path));
    assertThat(text.sysfs().exists(path)).as(path).isEqualTo(disk.sysfs().exists(path));
    assertThat(text.sysfs().isDirectory(path)).as(path).isEqualTo(disk.sysfs().isDirectory(path));
  }

  /** Compares results. The JDK does not tell all errors. */
  private static <T> void compare(String path, Attempt<T> text, Attempt<T> disk) {
    assertThat(text.value()).as(path).isEqualTo(disk.value());
    Optional<Errno> errno = disk.failure().map(Failure::errno);
    assertThat(text.failure().map(Failure::errno))
        .as(path)
        .matches(mine -> mine.equals(errno) || errno.equals(Optional.of(Errno.UNLISTED)));
  }

  @Test
  void textReadsLikeFiles() throws IOException {
    for (List<String> systems :
        List.of(List.of("board", "relays", "gate-uio"), List.of("machine", "machine-vfio"))) {
      Path root = Files.createDirectory(temporary.resolve(systems.get(0)));
      SystemTree whole = tree(systems.toArray(String[]::new));
      Map<String, Entry> files = new TreeMap<>(whole.entries());
      files.values().removeIf(SystemTree.Node.class::isInstance);
      SystemTree tree = whole.with(files);
      write(tree, root);
      Kernel disk = LinuxKernel.open(root, Trace.NONE);
      Set<String> paths = new TreeSet<>(List.of("/", "/nothing", "/sys/nothing/more"));
      tree.entries()
          .forEach(
              (path, entry) -> {
                paths.add(path);
                paths.add(Paths.parent(path));
                if (!(entry instanceof File)) {
                  paths.add(path + "/nothing");
                  // Most devices are read through the links in the directory of their bus.
                  paths.add(path + "/driver_override");
                  paths.add(path + "/subsystem/devices");
                }
              });
      paths.remove("");
      paths.forEach(path -> compare(TreeKernel.of(tree), disk, path));
    }
  }
}
