/**
 * The sockets of an event loop: what it sees of the outside world, which tests and adapters replace ({@link
 * dev.weft.ports.Clock}, {@link dev.weft.ports.Poller}), and what it offers to them ({@link dev.weft.ports.IoWait}, {@link
 * dev.weft.ports.LoopInspection}).
 *
 * <p>Layer: the lowest; it uses nothing but the faces of {@code dev.weft}. Invariant: nothing here names an implementation.
 */
@NullMarked
package dev.weft.ports;

import org.jspecify.annotations.NullMarked;
