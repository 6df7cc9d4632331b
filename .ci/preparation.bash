# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154
#
# What ./verify needs before it can test: packages, the dtc to compare with, kernels. To be sourced
# after toolchain.bash, with `mode` fast, usual or all, and `work` a folder.

# shellcheck source=.ci/dtc.bash
. .ci/dtc.bash || exit

# install_what_is_missing: the tools that tests call, and a JDK and Maven
install_what_is_missing() {
    local packages pair programs=(dtc:device-tree-compiler gpioinfo:gpiod modprobe:kmod shellcheck:shellcheck cpp:cpp make:make
        xz:xz-utils tar:tar strace:strace systemd-analyze:systemd busybox:busybox udevadm:udev git:git dt-validate:dt-schema
        mkimage:u-boot-tools driverctl:driverctl ansible-test:ansible-core ansible-lint:ansible-lint pycodestyle:pycodestyle
        yamllint:yamllint)
    mapfile -t packages < <(missing_toolchain)
    [[ $mode == fast || -z ${DTBIND_BITBAKE:-} ]] ||
        programs+=(python3:python3 g++:g++ bzip2:bzip2 lz4c:lz4 zstd:zstd wget:wget file:file patch:patch cpio:cpio cmp:diffutils)
    [[ $mode != all ]] || programs+=(time:time chromium:chromium)
    for pair in "${programs[@]}"; do
        type -P "${pair%%:*}" > /dev/null || packages+=("${pair#*:}")
    done
    /usr/bin/python3 -c 'import voluptuous' 2> /dev/null || packages+=(python3-voluptuous)
    [[ $mode == fast || -z ${DTBIND_BITBAKE:-} || -d /usr/share/i18n/charmaps ]] || packages+=(locales)
    [[ -f /usr/src/linux-source-6.1.tar.xz ]] || packages+=(linux-source-6.1)
    [[ -z ${DTBIND_DTC:-} ]] || mapfile -t -O "${#packages[@]}" packages < <(dtc_packages)
    install_packages "${packages[@]}"
    use_jdk
}

# use_newest_dtc: makes DTBIND_DTC a folder, whose programs everything that is compared with dtc takes
use_newest_dtc() {
    if [[ -z ${DTBIND_DTC:-} ]]; then
        say "compares with Debian's dtc ($(dtc -v)): DTBIND_DTC names no other"
        return
    fi
    DTBIND_DTC=$(newest_dtc) || die 69 "DTBIND_DTC gives no dtc"
    export DTBIND_DTC PATH=$DTBIND_DTC:$PATH
}

# prepare_kernels: makes DTBIND_KERNELS a folder with links to the kernels that run on this machine:
# those that dtbind builds, and those that it named. Of those for arm64, which take minutes in QEMU,
# the newest; all of them with --all.
prepare_kernels() {
    local given=(6.1 6.1-modules arm64-6.1) from=${DTBIND_KERNELS:-} path version newest modules name
    [[ -z $from || -d $from ]] || die 64 "DTBIND_KERNELS ($from) is not a folder"
    mkdir "$work/kernels" || exit 70
    if [[ $mode == all ]]; then
        # From nothing: neither a given one nor one that was built before.
        mkdir "$work/cache"
        env -u DTBIND_KERNELS XDG_CACHE_HOME="$work/cache" ./dtbind demo kernel > /dev/null || die 1 "cannot build a kernel from nothing"
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
