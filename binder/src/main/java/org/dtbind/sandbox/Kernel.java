// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import java.nio.file.Path;

/**
 * A User-mode Linux kernel.
 *
 * @param program the executable, absolute
 * @param version such as {@code 6.1}, as its file name says
 * @param source where it came from, for people
 */
public record Kernel(Path program, String version, String source) {}
