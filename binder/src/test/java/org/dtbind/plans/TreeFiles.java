// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.plans;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Owner;
import org.dtbind.kernel.WritableFiles;
import org.dtbind.plans.SystemTree.Directory;
import org.dtbind.plans.SystemTree.Entry;
import org.dtbind.plans.SystemTree.File;
import org.dtbind.plans.SystemTree.Link;
import org.dtbind.plans.SystemTree.Node;
import org.dtbind.source.Bytes;
import org.dtbind.spec.Access;

/**
 * The files of a system that is written as text. Its accounts are those of {@code /etc/passwd} and
 * {@code /etc/group}. Writing fails the test.
 */
class TreeFiles implements WritableFiles {

  private final Supplier<SystemTree> tree;

  TreeFiles(Supplier<SystemTree> tree) {
    this.tree = tree;
  }

  @Override
  public Attempt<Optional<String>> read(String path) {
    return bytes(path).map(content -> content.map(Bytes::utf8));
  }

  @Override
  public Attempt<Optional<Bytes>> bytes(String path) {
    Attempt<Optional<Bytes>> content = new TreeSysfs(tree).read(path).map(Optional::of);
    return content.failure().filter(Failure.Missing.class::isInstance).isPresent()
        ? Attempt.done(Optional.empty())
        : content;
  }

  @Override
  public Optional<String> linked(String path) {
    return tree.get()
        .link(path)
        .value()
        .filter(Link.class::isInstance)
        .map(link -> ((Link) link).target());
  }

  @Override
  public boolean mayWrite(String path) {
    return true;
  }

  @Override
  public Optional<String> difference(String path, Access wanted) {
    Optional<Owner> is = owner(path);
    if (is.isEmpty()) {
      return Optional.of("it cannot be examined: no such file or directory");
    }
    Owner now = is.get();
    Optional<String> user = wanted.owner();
    if (user.isPresent() && !number("/etc/passwd", user.get()).equals(user(now))) {
      return Optional.of("its owner is %s, not %s".formatted(now.user(), user.get()));
    }
    Optional<String> group = wanted.group();
    if (group.isPresent()
        && !number("/etc/group", group.get()).equals(number("/etc/group", now.group()))) {
      return Optional.of("its group is %s, not %s".formatted(now.group(), group.get()));
    }
    return wanted
        .mode()
        .map(Owner::permissions)
        .filter(mode -> !mode.equals(now.permissions()))
        .map(mode -> "its mode is %s, not %s".formatted(now.permissions(), mode))
        .or(
            () ->
                wanted
                    .mode()
                    .filter(any -> hasAcl(path))
                    .map(any -> "it has an access control list (ACL)"));
  }

  private Optional<String> user(Owner owner) {
    return number("/etc/passwd", owner.user());
  }

  @Override
  public boolean hasAcl(String path) {
    return tree.get()
        .open(path)
        .value()
        .filter(entry -> entry instanceof Node node && node.acl())
        .isPresent();
  }

  @Override
  public boolean isSameUser(String one, String other) {
    return number("/etc/passwd", one).equals(number("/etc/passwd", other));
  }

  @Override
  public boolean isSameGroup(String one, String other) {
    return number("/etc/group", one).equals(number("/etc/group", other));
  }

  @Override
  public Optional<String> missingAccount(Access ownership) {
    return ownership
        .owner()
        .filter(name -> number("/etc/passwd", name).isEmpty())
        .map(name -> "user " + name)
        .or(
            () ->
                ownership
                    .group()
                    .filter(name -> number("/etc/group", name).isEmpty())
                    .map(name -> "group " + name));
  }

  /** {@return the number of an account, which may be given as a number itself} */
  private Optional<String> number(String list, String account) {
    return account.matches("[0-9]+")
        ? Optional.of(account)
        : read(list)
            .value()
            .flatMap(text -> text)
            .orElse("")
            .lines()
            .map(line -> line.split(":", -1))
            .filter(fields -> fields[0].equals(account))
            .map(fields -> fields[2])
            .findFirst();
  }

  @Override
  public Optional<Owner> owner(String path) {
    return tree.get().open(path).value().map(TreeFiles::owner);
  }

  private static Owner owner(Entry entry) {
    if (entry instanceof Node node) {
      return node.owner();
    }
    if (entry instanceof Directory directory) {
      return directory.owner();
    }
    return entry instanceof File file && file.executable()
        ? new Owner("root", "root", "rwxr-xr-x")
        : SystemTree.ROOT;
  }

  @Override
  public Attempt<List<String>> list(String path) {
    Attempt<List<String>> names = tree.get().list(path);
    return names.failure().filter(Failure.Missing.class::isInstance).isPresent()
        ? Attempt.done(List.of())
        : names.map(all -> all.stream().filter(name -> !name.startsWith(".")).toList());
  }

  @Override
  public boolean hasUnfinished(String path) {
    return false;
  }

  private static AssertionError wrote(String path) {
    return new AssertionError("planning wrote to " + path);
  }

  @Override
  public Attempt<Nothing> replace(String path, Bytes content, Access owner) {
    throw wrote(path);
  }

  @Override
  public Attempt<Nothing> replace(String path, Bytes content, boolean executable) {
    throw wrote(path);
  }

  @Override
  public Attempt<Nothing> replacePrivately(String path, String content) {
    throw wrote(path);
  }

  @Override
  public Attempt<Nothing> link(String path, String target) {
    throw wrote(path);
  }

  @Override
  public Attempt<Nothing> give(String path, Access ownership) {
    throw wrote(path);
  }

  @Override
  public Attempt<Nothing> restoreLabel(String path) {
    throw wrote(path);
  }

  @Override
  public Attempt<Appending> append(String path) {
    throw wrote(path);
  }

  @Override
  public Attempt<Nothing> remove(String path) {
    throw wrote(path);
  }

  @Override
  public Attempt<Nothing> sync(String directory) {
    throw wrote(directory);
  }

  @Override
  public Attempt<Nothing> removeUnfinished(String path) {
    throw wrote(path);
  }
}
