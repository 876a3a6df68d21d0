/** The management interface (JMX) of event loops in a running program. */
@NullMarked
package dev.weft.management;

import org.jspecify.annotations.NullMarked;
