/** Tests of this form of export. */
@NullMarked
package org.dtbind.export.schema;

import org.jspecify.annotations.NullMarked;
