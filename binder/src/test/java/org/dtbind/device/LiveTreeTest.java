// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dtbind.kernel.Trace;
import org.dtbind.kernel.linux.LinuxKernel;
import org.dtbind.source.Origins;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.fs.DirectoryLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveTreeTest {

  @TempDir Path root;

  private LiveTree tree() {
    return LiveTree.of(LinuxKernel.open(root, Trace.NONE).sysfs());
  }

  @Test
  void treeBehindASymlinkIsFound() throws IOException {
    Files.createDirectories(root.resolve("firmware/base/door"));
    Files.createDirectories(root.resolve("proc"));
    Files.createSymbolicLink(root.resolve("proc/device-tree"), Path.of("/firmware/base"));
    assertThat(tree().isPresent()).isTrue();
    assertThat(tree().has(NodePath.ROOT)).isTrue();
    assertThat(tree().has(new NodePath("/door"))).isTrue();
    assertThat(tree().has(new NodePath("/gate"))).isFalse();
  }

  @Test
  void missingTreeHasNoRoot() {
    assertThat(tree().isPresent()).isFalse();
    assertThat(tree().has(NodePath.ROOT)).isFalse();
  }

  private List<String> paths(DirectoryLimits limits) {
    DtNode root = new WholeTree(tree(), limits).read();
    List<String> paths = new ArrayList<>();
    new DeviceTree(root, List.of(), 0, false, Origins.unknown("test"))
        .forEach(
            (path, node) -> {
              paths.add(path.text());
              node.properties().forEach(property -> paths.add(path + ":" + property.name()));
            });
    return paths;
  }

  @Test
  void treeIsReadUpToTheLimits() throws IOException {
    Path base = Files.createDirectories(root.resolve("sys/firmware/devicetree/base"));
    Files.createDirectories(base.resolve("a/b/c"));
    for (String name : List.of("a/p", "a/q", "a/b/p", "a/b/c/p", "z")) {
      Files.writeString(base.resolve(name), "12345678");
    }
    assertThat(paths(DirectoryLimits.DEFAULT))
        .containsExactly("/", "/:z", "/a", "/a:p", "/a:q", "/a/b", "/a/b:p", "/a/b/c", "/a/b/c:p");
    assertThat(paths(new DirectoryLimits(2, 100, 100, 100)))
        .containsExactly("/", "/:z", "/a", "/a:p", "/a:q", "/a/b", "/a/b:p");
    assertThat(paths(new DirectoryLimits(9, 3, 100, 100)))
        .containsExactly("/", "/a", "/a/b", "/a/b/c");
    assertThat(paths(new DirectoryLimits(9, 100, 100, 16)))
        .containsExactly("/", "/a", "/a/b", "/a/b:p", "/a/b/c", "/a/b/c:p");
  }
}
