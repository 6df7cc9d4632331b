// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.rule;

/** A limit that ended the validation of a node. */
public record ExceededLimit(String reason) {}
