/** Tests of exporting boot configurations. */
@NullMarked
package org.dtbind.export.boot;

import org.jspecify.annotations.NullMarked;
