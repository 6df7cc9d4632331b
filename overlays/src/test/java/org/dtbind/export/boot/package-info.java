/** Tests of this form of export. */
@NullMarked
package org.dtbind.export.boot;

import org.jspecify.annotations.NullMarked;
