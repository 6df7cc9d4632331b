/** Tests of declarations. */
@NullMarked
package org.dtbind.spec;

import org.jspecify.annotations.NullMarked;
