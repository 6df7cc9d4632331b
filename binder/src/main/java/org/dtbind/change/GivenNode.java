// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import org.dtbind.spec.Access;

/**
 * A node in {@code /dev} whose owner changes.
 *
 * @param path such as {@code /dev/vfio/7}
 * @param before user, group and mode until then, all of them
 */
public record GivenNode(String path, Access before) {}
