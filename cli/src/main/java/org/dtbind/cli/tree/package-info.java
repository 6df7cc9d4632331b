// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Commands that read a tree or a system: compile, show, explain, devices and lines. */
@NullMarked
package org.dtbind.cli.tree;

import org.jspecify.annotations.NullMarked;
