// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.config;

import org.dtbind.overlay.rpi.ParameterSetting;
import org.dtbind.source.Origin;

/**
 * A parameter that a line of {@code config.txt} sets.
 *
 * @param place the place of the setting in the line
 */
record GivenParameter(ParameterSetting setting, Origin place) {}
