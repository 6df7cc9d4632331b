// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Asks git about a repository, which is not trusted, and reads the files of its commits. */
@NullMarked
package org.dtbind.cli.git;

import org.jspecify.annotations.NullMarked;
