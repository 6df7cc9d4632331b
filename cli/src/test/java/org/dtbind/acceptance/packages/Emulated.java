// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.dtbind.acceptance.Checkout;
import org.dtbind.acceptance.DebianArchive;
import org.dtbind.acceptance.DebianPackage;
import org.dtbind.testing.Program;

/**
 * Systems for other architectures that boot in QEMU, with a real GPIO controller.
 *
 * @param namespace the namespace in which the systems are built
 * @param work a directory for temporary files
 */
record Emulated(MountNamespace namespace, Path work) {

  private static final Path SCRIPTS = Checkout.ROOT.resolve(".ci");

  /**
   * Registers QEMU with binfmt_misc for programs of other architectures, as the package
   * qemu-user-static does.
   */
  void runForeignPrograms() throws IOException {
    String script =
        """
        directory=/proc/sys/fs/binfmt_misc
        [[ -e $directory/register ]] || mount -t binfmt_misc binfmt_misc "$directory" || exit
        for name in aarch64 arm; do
          [[ -e $directory/qemu-$name ]] ||
            cat "/usr/lib/binfmt.d/qemu-$name.conf" > "$directory/register" || exit
        done
        """;
    namespace.enter("bash", "-c", script).output();
  }

  /** Repacks a package with a higher version. */
  private void makeNewer(Path file, Path newer) throws IOException {
    Path tree = work.resolve("repacked");
    Program.of("dpkg-deb", "-R", file.toString(), tree.toString()).output();
    Program.of("sed", "-i", "s/^Version: .*/&+next/", tree.resolve("DEBIAN/control").toString())
        .output();
    Program.of("dpkg-deb", "--root-owner-group", "-Zgzip", "--build", tree.toString())
        .and(newer.toString())
        .output();
    Program.of("rm", "-r", "--", tree.toString()).output();
  }

  /** Makes an image that installs, uses, upgrades and removes a package when it boots. */
  Path arm64(DebianPackage debianPackage) throws IOException {
    Path root = work.resolve("arm64");
    DebianArchive.of("bare-arm64", "arm64", "systemd,systemd-sysv,udev,kmod,gpiod", "bookworm")
        .unpack(root);
    Files.copy(debianPackage.file(), root.resolve("root/first.deb"));
    makeNewer(debianPackage.file(), root.resolve("root/second.deb"));
    // Debian's java, outside of PATH, for the comparison of start times.
    fetch("arm64", "openjdk-17-jre-headless", root);
    Path start = Files.createDirectory(root.resolve("root/start"));
    Checkout.bash(". \"$root/.ci/benchmark.bash\" && jna_hello \"$1\" \"$2\"")
        .and(start.toString(), Path.of(System.getProperty("java.home"), "bin/java").toString())
        .output();
    copy(SCRIPTS.resolve("start-times.sh"), start);
    copy(Checkout.ROOT.resolve("samples/include"), start);
    copy(Checkout.ROOT.resolve("samples/door"), start);
    copy(SCRIPTS.resolve("arm64-journey.sh"), root.resolve("root/journey.sh"));
    Path units = root.resolve("etc/systemd/system");
    Path wanted = Files.createDirectories(units.resolve("multi-user.target.wants"));
    Files.writeString(
        units.resolve("journey.service"),
        """
        [Unit]
        After=multi-user.target
        [Service]
        Type=oneshot
        ExecStart=/bin/sh /root/journey.sh
        StandardOutput=tty
        StandardError=tty
        TTYPath=/dev/ttyAMA0
        TimeoutStartSec=infinity
        """);
    Files.createSymbolicLink(wanted.resolve("journey.service"), Path.of("../journey.service"));
    Files.writeString(root.resolve("etc/machine-id"), "");
    Files.writeString(root.resolve("etc/hostname"), "board\n");
    for (String unit : List.of("serial-getty@ttyAMA0.service", "systemd-firstboot.service")) {
      Program.of("ln", "-sf", "/dev/null", units.resolve(unit).toString()).output();
    }
    Path image = work.resolve("arm64.img");
    Program.of("truncate", "-s", "1500M", image.toString()).output();
    Program.of("mke2fs", "-q", "-t", "ext4", "-d", root.toString(), image.toString()).output();
    Program.of("rm", "-r", "--", root.toString()).output();
    return image;
  }

  private static void copy(Path from, Path to) throws IOException {
    Program.of("cp", "-R", "--", from.toString(), to.toString()).output();
  }

  /** Boots the image with a door node, and returns the console output. */
  List<String> bootArm64(Path image) throws IOException {
    String kernel = Checkout.dtbind("try", "--setup", "--kernel", "arm64-6.1").output().strip();
    Path door =
        door("qemu-system-aarch64", "cortex-a53", Checkout.ROOT.resolve("samples/door-arm64"));
    return boot("1800", "qemu-system-aarch64", "-M", "virt", "-cpu", "cortex-a53", "-smp", "2")
        .and("-m", "1G", "-nographic", "-nic", "none", "-kernel", kernel, "-dtb", door.toString())
        .and("-drive", "file=" + image + ",if=virtio,format=raw")
        .and("-append", "root=/dev/vda rw console=ttyAMA0 quiet systemd.show_status=0")
        .within(Duration.ofMinutes(35))
        .run()
        .both()
        .lines()
        .toList();
  }

  private static Program boot(String seconds, String... command) {
    return Program.of("timeout", seconds).and(command);
  }

  /** Compiles door.dts of a directory, which includes the tree of the QEMU machine. */
  private Path door(String qemu, String processor, Path directory) throws IOException {
    Path tree = Files.createDirectory(work.resolve(qemu));
    Program.of(qemu, "-M", "virt,dumpdtb=virt.dtb", "-cpu", processor, "-smp", "2", "-m", "1G")
        .and("-display", "none", "-nic", "none")
        .in(tree)
        .run();
    Checkout.dtbind("compile", "-q", "-o", "virt.dts", "virt.dtb").in(tree).output();
    copy(directory, tree.resolve("door"));
    Path source = Files.isDirectory(directory) ? Path.of("door/door.dts") : Path.of("door");
    Path copied = Files.copy(tree.resolve(source), tree.resolve("door.dts"));
    Checkout.dtbind("compile", "-q", "-I", ".", "-I", Checkout.ROOT + "/samples/include")
        .and("-o", "door.dtb", copied.toString())
        .in(tree)
        .output();
    return tree.resolve("door.dtb");
  }

  /**
   * Installs a package in a system for armhf with the emulated dpkg. Its java makes the class
   * archives.
   */
  Path armhf(DebianPackage debianPackage) throws IOException {
    Path root = work.resolve("armhf");
    DebianArchive.of("bare-armhf", "armhf", "kmod,busybox-static", "bookworm").unpack(root);
    Files.copy(debianPackage.file(), root.resolve("root/dtbind.deb"));
    String script =
        """
        mount --bind "$1" "$1" && mount -t proc proc "$1/proc" && mount --bind /dev "$1/dev" &&
          chroot "$1" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin dpkg -i /root/dtbind.deb
        status=$?
        umount -R "$1"
        exit "$status"
        """;
    namespace.enter("bash", "-c", script, "bash", root.toString()).output();
    Files.delete(root.resolve("root/dtbind.deb"));
    return root;
  }

  /** Boots the system with the Debian kernel and a door node, and returns the console output. */
  List<String> bootArmhf(Path root) throws IOException {
    String name =
        withApt(
                "armhf",
                "name=$(own_apt armhf apt-cache show linux-image-armmp |"
                    + " sed -n 's/^Depends: \\([^ ,]*\\).*/\\1/p' | head -n 1); echo \"$name\"")
            .lines()
            .reduce((first, last) -> last)
            .orElse("");
    assertThat(name).startsWith("linux-image-");
    Path debian = work.resolve("armmp");
    fetch("armhf", name, debian);
    Path driver = only(debian.resolve("lib/modules"), ".*/leds-gpio\\.ko");
    Files.copy(driver, root.resolve("root/leds-gpio.ko"));
    Path init = Files.copy(SCRIPTS.resolve("armhf-init.sh"), root.resolve("init"));
    Program.of("chmod", "755", init.toString()).output();
    for (String directory :
        List.of("var/cache", "var/lib/apt", "usr/share/doc", "usr/share/locale")) {
      Program.of("rm", "-rf", "--", root.resolve(directory).toString()).output();
    }
    Program.of("rm", "-rf", "--", root.resolve("usr/share/man").toString()).output();
    Path packed = work.resolve("armhf.cpio");
    Program.bash("find . -print0 | cpio -0 -o -H newc --quiet > \"$1\"", packed.toString())
        .in(root)
        .output();
    Path door = door("qemu-system-arm", "cortex-a15", SCRIPTS.resolve("armhf-door.dts"));
    return boot("900", "qemu-system-arm", "-M", "virt", "-cpu", "cortex-a15", "-smp", "2")
        .and("-m", "1G", "-nographic", "-nic", "none", "-no-reboot", "-kernel")
        .and(only(debian.resolve("boot"), ".*/vmlinuz-.*").toString())
        .and("-initrd", packed.toString(), "-dtb", door.toString())
        .and("-append", "console=ttyAMA0 quiet panic=-1")
        .within(Duration.ofMinutes(20))
        .run()
        .both()
        .lines()
        .toList();
  }

  private static Path only(Path directory, String path) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> found = files.filter(file -> file.toString().matches(path)).toList();
      assertThat(found).as(path).hasSize(1);
      return found.get(0);
    }
  }

  /** Downloads the newest Debian package of this name with apt, and unpacks it into a directory. */
  private void fetch(String architecture, String name, Path directory) throws IOException {
    withApt(
        architecture,
        "own_apt %s apt-get download %s && dpkg-deb -x ./*.deb '%s' && rm ./*.deb"
            .formatted(architecture, name, directory));
  }

  /** Updates the apt lists of another architecture, and runs commands that use them. */
  private String withApt(String architecture, String commands) throws IOException {
    Path directory = Files.createDirectories(work.resolve("apt"));
    return Checkout.bash(
            ". \"$root/packaging/deb.bash\" && { own_apt %s apt-get update; %s; }"
                .formatted(architecture, commands))
        .with("work", directory.toString())
        .in(directory)
        .output();
  }
}
