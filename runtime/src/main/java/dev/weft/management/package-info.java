/** What a running program shows of its event loops over JMX. */
@NullMarked
package dev.weft.management;

import org.jspecify.annotations.NullMarked;
