// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.rule;

/**
 * A reference to a schema that does not exist.
 *
 * @param document the $id of the document that contains the reference
 */
public record MissingReference(String document, String reference) {}
