// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** The generated lexer and parser, and the classes on which they are built. Internal. */
package org.dtbind.dts.grammar;
