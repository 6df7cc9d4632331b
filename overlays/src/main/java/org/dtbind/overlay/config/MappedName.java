// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.config;

import java.util.Optional;

/**
 * What {@code overlay_map.dtb} says of an overlay's name on a board.
 *
 * @param text the name of the file, and parameters behind commas; empty if the name is refused
 * @param renamed whether that is a new name
 * @param deprecated why there is no such overlay any more
 */
public record MappedName(Optional<String> text, boolean renamed, Optional<String> deprecated) {}
