/**
 * The ports of an event loop: what it sees of the outside world, and what it shows to test kits, adapters and tools.
 * Programs need none of it.
 *
 * <table class="striped">
 * <caption>The ports</caption>
 * <thead><tr><th scope="col">port</th><th scope="col">who implements it</th><th scope="col">what for</th></tr></thead>
 * <tbody>
 * <tr><th scope="row">{@link dev.weft.ports.Clock}</th><td>test kits</td><td>the loop asks it for the time</td></tr>
 * <tr><th scope="row">{@link dev.weft.ports.Poller}</th><td>adapters for I/O</td><td>waits when nothing is
 * ready</td></tr>
 * <tr><th scope="row">{@link dev.weft.ports.VirtualTime}</th><td>is both</td><td>time that passes at once</td></tr>
 * <tr><th scope="row">{@link dev.weft.ports.Host}</th><td>adapters for another library's loop</td><td>runs the turns of
 * the loop on a thread of its own</td></tr>
 * <tr><th scope="row">{@link dev.weft.ports.Schedule}, {@link dev.weft.ports.BlockingWork}</th><td>test
 * kits</td><td>decide what a loop leaves open</td></tr>
 * <tr><th scope="row">{@link dev.weft.ports.AdapterLoop}</th><td>each loop</td><td>lets adapters report failures, and
 * clean up when the loop is closed</td></tr>
 * <tr><th scope="row">{@link dev.weft.ports.IoWait}</th><td>each loop</td><td>a wait for the events of one source, used
 * again and again</td></tr>
 * <tr><th scope="row">{@link dev.weft.ports.LoopInspection}</th><td>each loop</td><td>shows what each task waits
 * for</td></tr>
 * <tr><th scope="row">{@link dev.weft.ports.EntryLoop}</th><td>each loop</td><td>runs the
 * {@link dev.weft.Entry} methods that a thread calls</td></tr>
 * </tbody>
 * </table>
 *
 * <h2>Test in virtual time</h2>
 *
 * <pre>{@code
 * var time = new VirtualTime();
 * try (var loop = EventLoop.create(time, time)) {
 *     assertEquals("done", loop.runUntilComplete(tomorrow())); // takes no real time
 *     assertEquals(Duration.ofDays(1), time.elapsed());
 * }
 * }</pre>
 *
 * <h2>Run on somebody else's thread</h2>
 *
 * <p>A {@link dev.weft.ports.Host} over an executor with one thread. {@code isHere} says whether the caller is on that
 * thread:
 *
 * <pre>{@code
 * static final class OnExecutor implements Host {
 *     …
 *     @Override
 *     public void execute(Runnable turn) {
 *         executor.execute(() -> {
 *             thread = Thread.currentThread();
 *             turn.run();
 *         });
 *     }
 *
 *     @Override
 *     public boolean isHere() {
 *         return Thread.currentThread() == thread;
 *     }
 * }
 * }</pre>
 *
 * <pre>{@code
 * EventLoop loop = EventLoop.on(new OnExecutor(executor));
 * Task<String> task = loop.start(shortly());
 * assertEquals("done", task.get()); // on another thread than the host's
 * loop.close();
 * }</pre>
 *
 * <h2>Look at the tasks of a loop</h2>
 *
 * <pre>{@code
 * var state = LoopInspection.of(loop).stateOf(waiting);
 * }</pre>
 *
 * <p>Layer: the lowest; it uses nothing but the faces of {@code dev.weft}. Invariant: nothing here names an
 * implementation.
 *
 * @since 0.1
 */
@NullMarked
package dev.weft.ports;

import org.jspecify.annotations.NullMarked;
