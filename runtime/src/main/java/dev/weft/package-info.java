/**
 * Coroutines, tasks and the event loop: the API that async code is written with.
 *
 * <p>An {@link dev.weft.Async} method returns a {@link dev.weft.Coroutine}, which runs when it is awaited.
 * {@link dev.weft.Weft} has the static methods to await, start and combine coroutines. A {@link dev.weft.Task} is a
 * coroutine that runs on an {@link dev.weft.EventLoop}, concurrently with other tasks.
 * {@link dev.weft.Weft#run(dev.weft.Coroutine)} runs a program.
 */
@NullMarked
package dev.weft;

import org.jspecify.annotations.NullMarked;
