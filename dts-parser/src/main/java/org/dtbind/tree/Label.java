// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree;

import org.dtbind.source.Span;

/**
 * A name that source gives to a node, a property or a place in a value.
 *
 * @param name letters, digits and underscores, not beginning with a digit
 * @param span where it was given
 */
public record Label(String name, Span span) {}
