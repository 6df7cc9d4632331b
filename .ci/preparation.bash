# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154
#
# Prepares what ./verify needs for its tests: packages, the dtc to compare with, and kernels. Source
# this file after toolchain.bash, with `mode` set to fast, usual or all, and `work` set to a directory.

# shellcheck source=.ci/dtc.bash
. .ci/dtc.bash || exit

# install_what_is_missing: installs the tools that tests call, a JDK and Maven
install_what_is_missing() {
    local packages pair programs=(dtc:device-tree-compiler gpioinfo:gpiod modprobe:kmod shellcheck:shellcheck cpp:cpp make:make
        xz:xz-utils tar:tar strace:strace systemd-analyze:systemd busybox:busybox udevadm:udev git:git dt-validate:dt-schema
        mkimage:u-boot-tools qemu-system-aarch64:qemu-system-arm driverctl:driverctl ansible-test:ansible-core
        ansible-lint:ansible-lint pycodestyle:pycodestyle yamllint:yamllint)
    mapfile -t packages < <(missing_toolchain)
    [[ $mode == fast || -z ${DTBIND_BITBAKE:-} ]] ||
        programs+=(python3:python3 g++:g++ bzip2:bzip2 lz4c:lz4 zstd:zstd wget:wget file:file patch:patch cpio:cpio cmp:diffutils)
    # Here, not in the tests: two of them at a time would wait for dpkg's lock.
    [[ $mode != all ]] || programs+=(time:time chromium:chromium bc:bc mmdebstrap:mmdebstrap lintian:lintian mandoc:mandoc man:man-db zsh:zsh
        fish:fish arch-test:arch-test cpio:cpio qemu-aarch64-static:qemu-user-static mke2fs:e2fsprogs ssh:openssh-client
        aarch64-linux-gnu-strip:binutils-aarch64-linux-gnu arm-linux-gnueabihf-strip:binutils-arm-linux-gnueabihf)
    for pair in "${programs[@]}"; do
        type -P "${pair%%:*}" > /dev/null || packages+=("${pair#*:}")
    done
    /usr/bin/python3 -c 'import voluptuous' 2> /dev/null || packages+=(python3-voluptuous)
    [[ $mode == fast || -z ${DTBIND_BITBAKE:-} || -d /usr/share/i18n/charmaps ]] || packages+=(locales)
    [[ -f /usr/src/linux-source-6.1.tar.xz ]] || packages+=(linux-source-6.1)
    [[ $mode != all && -z ${DTBIND_DTC:-} ]] || mapfile -t -O "${#packages[@]}" packages < <(dtc_packages)
    install_packages "${packages[@]}"
    use_jdk
}

# use_newest_dtc: sets DTBIND_DTC to a directory with the programs with which all tests compare dtbind
use_newest_dtc() {
    if [[ -z ${DTBIND_DTC:-} ]]; then
        say "comparing with Debian's dtc ($(dtc -v)), because DTBIND_DTC is not set"
        return
    fi
    DTBIND_DTC=$(newest_dtc) || die 69 "DTBIND_DTC does not contain a dtc that works"
    export DTBIND_DTC PATH=$DTBIND_DTC:$PATH
}

# prepare_kernels: sets DTBIND_KERNELS to a directory with links to the kernels that run on this
# machine: those that dtbind builds, and those in the directory that it named. Kernels for arm64 take
# minutes in QEMU, so only the newest of these is used, or all of them with --all.
prepare_kernels() {
    local given=(6.1 6.1-modules arm64-6.1) from=${DTBIND_KERNELS:-} path version newest modules name
    [[ -z $from || -d $from ]] || die 64 "DTBIND_KERNELS ($from) is not a directory"
    mkdir "$work/kernels" || exit 70
    if [[ $mode == all ]]; then
        # Build from scratch, without a given kernel or one that was built before.
        mkdir "$work/cache"
        env -u DTBIND_KERNELS XDG_CACHE_HOME="$work/cache" ./dtbind demo kernel > /dev/null || die 1 "cannot build a kernel from scratch"
    fi
    for path in ${from:+"$from"/um-* "$from"/arm64-*.Image*}; do
        version=${path##*/} version=${version#um-} version=${version%.xz} version=${version%.Image}
        [[ $version == *.config || " ${given[*]} " == *" $version "* || ! -f $path ]] || given+=("$version")
    done
    newest=$(printf '%s\n' "${given[@]}" | sed -n '/^arm64-/p' | sort -V | tail -n 1)
    for version in "${given[@]}"; do
        [[ $mode == all || $version != arm64-* || $version == "$newest" ]] || continue
        path=$(./dtbind demo kernel --kernel "$version") || die 1 "there is no kernel $version"
        name=um-$version
        [[ $version != arm64-* ]] || name=$version.Image
        ln -s -- "$path" "$work/kernels/$name"
        for modules in "$path.d" "$from/um-$version.d"; do
            [[ ! -d $modules || -e $work/kernels/um-$version.d ]] || ln -s -- "$modules" "$work/kernels/um-$version.d"
        done
    done
    export DTBIND_KERNELS=$work/kernels
}
