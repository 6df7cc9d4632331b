// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.config;

import java.util.Optional;

/**
 * The entry of an overlay's name in {@code overlay_map.dtb} for one board.
 *
 * @param text the file name, and parameters after commas; empty if the firmware refuses the name
 * @param renamed whether the overlay has a new name
 * @param deprecated the reason why the overlay was removed
 */
public record MappedName(Optional<String> text, boolean renamed, Optional<String> deprecated) {}
