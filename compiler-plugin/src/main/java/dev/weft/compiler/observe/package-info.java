/** Looks at the event loops of running JVMs, through JMX. Knows the runtime by the names of its MBeans and their items. */
@NullMarked
package dev.weft.compiler.observe;

import org.jspecify.annotations.NullMarked;
