/**
 * Locks, events, conditions, semaphores, barriers, queues, topics and values for tasks. Where those of
 * {@code java.util.concurrent} block a thread, these suspend a task.
 *
 * <p>What holds for all of them:
 *
 * <ul>
 *   <li>They may be called on any thread, and used by tasks of several loops at once.
 *   <li>A method that waits returns a {@link dev.weft.Coroutine}, for single use, and does nothing before that is
 *       awaited. One that does not wait is an ordinary method.
 *   <li>They are fair: who has waited longest is first.
 *   <li>A task that is cancelled while it waits has taken and given nothing: a permit, an item or a signal that was
 *       meant for it goes to the next one. What was handed to it before the cancellation came it gets; the next await
 *       throws the cancellation.
 *   <li>What a task did before it closed a permit, put an item, set, signalled or published happens before what another
 *       one does after the await that has seen this.
 * </ul>
 *
 * <h2>Exclude one another</h2>
 *
 * <p>Tasks of one loop need no lock for what they do between two awaits. For more they take an
 * {@link dev.weft.sync.AsyncLock}:
 *
 * <pre>{@code
 * try (var held = await(lock.acquire())) {
 *     int before = balance;
 *     await(sleep(Duration.ofMillis(1))); // without the lock, two tasks would read the same balance
 *     balance = before - amount;
 * }
 * }</pre>
 *
 * <p>An {@link dev.weft.sync.AsyncSemaphore} lets in several:
 *
 * <pre>{@code
 * try (var slot = await(slots.acquire())) {
 *     await(sleep(Duration.ofSeconds(1)));
 *     work.add(question);
 * }
 * }</pre>
 *
 * <h2>Wait for something</h2>
 *
 * <p>An {@link dev.weft.sync.AsyncEvent} is a flag, an {@link dev.weft.sync.AsyncBarrier} lets a number of tasks meet.
 * An {@link dev.weft.sync.AsyncCondition} waits until something holds that a lock guards:
 *
 * <pre>{@code
 * try (var held = await(lock.acquire())) {
 *     await(filled.until(() -> work.size() >= 3)); // gives the lock back while it waits
 *     work.clear();
 * }
 * }</pre>
 *
 * <h2>Hand things over</h2>
 *
 * <pre>{@code
 * for (var job : await(jobs.stream())) { // ends when the queue is shut down and empty
 *     work.add(job);
 * }
 * }</pre>
 *
 * <table class="striped">
 * <caption>Who gets what</caption>
 * <thead><tr><th scope="col">type</th><th scope="col">an item goes to</th><th scope="col">if nobody is there to take
 * it</th></tr></thead>
 * <tbody>
 * <tr><th scope="row">{@link dev.weft.sync.AsyncQueue}</th><td>one consumer</td><td>the producer waits when the queue
 * is full</td></tr>
 * <tr><th scope="row">{@link dev.weft.sync.AsyncTopic}</th><td>all subscribers</td><td>slow ones lose items; the
 * publisher never waits</td></tr>
 * <tr><th scope="row">{@link dev.weft.sync.AsyncValue}</th><td>all who follow it</td><td>they get the latest
 * value</td></tr>
 * </tbody>
 * </table>
 *
 * <h2>Deadlocks</h2>
 *
 * <p>An await of a lock that would close a cycle of tasks that wait for one another throws a
 * {@link dev.weft.DeadlockException} that names them. Semaphores, queues, events and barriers have no owner, so cycles
 * through them are not found.
 *
 * <p>Layer: above {@code internal.stream}. It may use that, {@code internal.wait}, {@code internal.task} and {@code abi}.
 * Invariant: the fields of a primitive are guarded by its lock; wake-ups are run after the lock is released.
 *
 * @since 0.1
 */
@NullMarked
package dev.weft.sync;

import org.jspecify.annotations.NullMarked;
