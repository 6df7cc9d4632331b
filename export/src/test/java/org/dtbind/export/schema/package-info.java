/** Tests of exporting binding documents. */
@NullMarked
package org.dtbind.export.schema;

import org.jspecify.annotations.NullMarked;
