// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree;

import org.dtbind.source.Span;

/**
 * A label in source for a node, a property or a position in a value.
 *
 * @param name letters, digits and underscores; the first character is no digit
 * @param span the place of the label
 */
public record Label(String name, Span span) {}
