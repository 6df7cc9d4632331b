// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.plans;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Errno;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Operation;
import org.dtbind.kernel.Paths;
import org.dtbind.kernel.WritableSysfs;
import org.dtbind.plans.SystemTree.Directory;
import org.dtbind.plans.SystemTree.Entry;
import org.dtbind.plans.SystemTree.Failing;
import org.dtbind.plans.SystemTree.File;
import org.dtbind.plans.SystemTree.Link;
import org.dtbind.source.Bytes;

/** The attributes of a system that is written as text. Writing fails the test. */
class TreeSysfs implements WritableSysfs {

  private final Supplier<SystemTree> tree;

  TreeSysfs(Supplier<SystemTree> tree) {
    this.tree = tree;
  }

  @Override
  public Attempt<Bytes> read(String path) {
    return tree.get()
        .open(path)
        .then(
            entry ->
                entry instanceof File file
                    ? Attempt.done(file.content())
                    : Attempt.failed(Failure.of(Operation.OPEN, path, errno(entry))));
  }

  private static Errno errno(Entry entry) {
    return entry instanceof Failing failing
        ? failing.errno()
        : entry instanceof Directory ? Errno.EISDIR : Errno.ENXIO;
  }

  @Override
  public Attempt<List<String>> list(String path) {
    return tree.get().list(path);
  }

  @Override
  public Attempt<String> target(String path) {
    return tree.get()
        .link(path)
        .then(
            entry ->
                entry instanceof Link link
                    ? Attempt.done(Paths.follow(path, link.target()))
                    : Attempt.failed(Failure.of(Operation.LINK, path, Errno.EINVAL)));
  }

  @Override
  public boolean exists(String path) {
    return tree.get().link(path).value().isPresent();
  }

  @Override
  public OptionalLong inode(String path) {
    return tree.get().link(path).value().orElse(Directory.PLAIN) instanceof Directory directory
        ? directory.inode()
        : OptionalLong.empty();
  }

  @Override
  public boolean isDirectory(String path) {
    return tree.get().link(path).value().filter(Directory.class::isInstance).isPresent();
  }

  @Override
  public Attempt<Nothing> write(String path, Bytes content) {
    throw new AssertionError("planning wrote to " + path);
  }

  @Override
  public Attempt<Nothing> makeDirectory(String path) {
    throw new AssertionError("planning made " + path);
  }

  @Override
  public Attempt<Nothing> removeDirectory(String path) {
    throw new AssertionError("planning removed " + path);
  }
}
