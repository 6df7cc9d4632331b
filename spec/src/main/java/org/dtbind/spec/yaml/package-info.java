// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Reads YAML as a tree of text with positions. A scalar is always text, whatever it looks like.
 * Parts of YAML that readers interpret differently are errors.
 */
@NullMarked
package org.dtbind.spec.yaml;

import org.jspecify.annotations.NullMarked;
