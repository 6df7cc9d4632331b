// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.config;

import org.dtbind.overlay.rpi.ParameterSetting;
import org.dtbind.source.Origin;

/**
 * A parameter that a line sets.
 *
 * @param place of the setting
 */
record GivenParameter(ParameterSetting setting, Origin place) {}
