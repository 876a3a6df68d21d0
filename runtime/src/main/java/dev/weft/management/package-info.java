/**
 * The management interface (JMX) of event loops in a running program: what each task waits for, and how busy each loop
 * is.
 *
 * <p>A loop is registered as {@code dev.weft:type=EventLoop,id=…} while it runs, see
 * {@link dev.weft.management.EventLoopMXBean}. Nothing has to be switched on. This lists the tasks of all loops of a
 * JVM:
 *
 * <pre>{@code
 * for (var name : server.queryNames(new ObjectName("dev.weft:type=EventLoop,*"), null)) {
 *     var loop = (CompositeData) server.invoke(name, "snapshot", new Object[] {100}, new String[] {"int"});
 *     for (var task : (CompositeData[]) loop.get("tasks")) {
 *         lines.add(task.get("id") + " " + task.get("name") + " " + task.get("status"));
 *     }
 * }
 * }</pre>
 *
 * <p>Layer: the lowest; it uses nothing. Invariant: the data is immutable, and made of types that JMX can carry.
 *
 * @since 0.1
 */
@NullMarked
package dev.weft.management;

import org.jspecify.annotations.NullMarked;
