# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
#
# Signs releases with an SSH key. Source this file; DTBIND_SIGNING_KEY names the releaser's key.

# sign DIRECTORY SIGNER: writes SHA256SUMS.sig next to DIRECTORY/SHA256SUMS, and prints the line with
# which users check this and all later releases
sign() {
    local public
    public=$(ssh-keygen -y -f "$DTBIND_SIGNING_KEY") || return
    rm -f -- "$1/SHA256SUMS.sig"
    ssh-keygen -q -Y sign -f "$DTBIND_SIGNING_KEY" -n dtbind-release "$1/SHA256SUMS" >&2 || return
    printf '%s namespaces="dtbind-release" %s\n' "$2" "$public"
}

# java_age JAVA_HOME: prints how to update a Java that is older than Debian's newest package of the
# same release; prints nothing if it is up to date. Fails if the versions are unknown.
java_age() {
    local mine newest
    mine=$(sed -n 's/^JAVA_RUNTIME_VERSION="\([0-9.]*+[0-9]*\).*"$/\1/p' "$1/release")
    [[ -n $mine ]] || return
    newest=$(LC_ALL=C apt-cache policy "openjdk-${mine%%[.+]*}-jre-headless" 2> /dev/null | sed -n 's/^ *Candidate: *\([0-9.]*+[0-9]*\).*/\1/p')
    [[ -n $newest ]] || return
    ! dpkg --compare-versions "$mine" lt "$newest" ||
        echo "the Java in $1 is $mine, but $newest is available: apt-get install --only-upgrade openjdk-${mine%%[.+]*}-jdk-headless"
}

# add_java FILE NAME VERSION ARCH WHERE: adds a Java to a list of components (CycloneDX, in the form
# that Maven's plugin writes)
add_java() {
    local component='    {\n      "type" : "platform",\n      "bom-ref" : "java-@where",\n      "name" : "@name",\n      "version" : "@plain",\n      "description" : "the Java in @where",\n      "licenses" : [ { "expression" : "GPL-2.0-only WITH Classpath-exception-2.0" } ],\n      "purl" : "pkg:deb/debian/@name@@version?arch=@arch"\n    },'
    component=${component//@where/$5}
    component=${component//@arch/$4}
    component=${component//@plain/$3}
    component=${component//@version/${3//+/%2B}}
    component=${component//@name/$2}
    sed -i "0,/^  \"components\" : \[\$/s|^  \"components\" : \[\$|&\n$component|" "$1" && grep -q "\"bom-ref\" : \"java-$5\"" "$1"
}

# add_kernel FILE BUILT-USING WHERE: adds the sandbox's Linux, "linux (= VERSION)"
add_kernel() {
    local name=${2%% *} number=${2#*= }
    number=${number%)}
    local component='    {\n      "type" : "operating-system",\n      "bom-ref" : "kernel-@where",\n      "name" : "@name",\n      "version" : "@plain",\n      "description" : "the User-mode Linux in @where",\n      "licenses" : [ { "expression" : "GPL-2.0-only WITH Linux-syscall-note" } ],\n      "purl" : "pkg:deb/debian/@name@@version?arch=source"\n    },'
    component=${component//@where/$3}
    component=${component//@plain/$number}
    component=${component//@version/${number//+/%2B}}
    component=${component//@name/$name}
    sed -i "0,/^  \"components\" : \[\$/s|^  \"components\" : \[\$|&\n$component|" "$1" && grep -q "\"bom-ref\" : \"kernel-$3\"" "$1"
}
