// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dtbind.kernel.Trace;
import org.dtbind.kernel.linux.LinuxKernel;
import org.dtbind.tree.NodePath;
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
}
