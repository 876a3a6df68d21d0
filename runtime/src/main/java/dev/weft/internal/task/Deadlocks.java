package dev.weft.internal.task;

import dev.weft.Awaiter;
import dev.weft.DeadlockException;
import dev.weft.internal.loop.Uncaught;
import dev.weft.internal.loop.Unchecked;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Searches for the cycle that an await would close. The search goes from the task to be awaited to the tasks that it
 * waits for, and so on, back to the awaiting task. A task that waits until several tasks are done (gather, waitAll, a
 * task group) waits for each of them.
 *
 * <p>A wait with a limit ends at the latest when the limit is over. So it is part of a cycle only if the limit would
 * cancel the task that closes the cycle: then only the timeout could end the cycle.
 *
 * <p>These cycles are not found:
 *
 * <ul>
 *   <li>through tasks of other loops, which run meanwhile
 *   <li>through a wait for the first of several tasks
 *   <li>through futures, which any code may complete
 *   <li>through awaiters that do not tell what they wait for
 *   <li>that need more than {@value #MOST_STEPS} steps to be found, of which each waiting task that is looked at is one,
 *       and each task that it waits for
 * </ul>
 */
public final class Deadlocks {
    /**
     * The largest number of steps of one search, so that an await costs a bounded time however many tasks wait for one
     * another. Each edge counts, since one task may wait for any number of others.
     */
    private static final int MOST_STEPS = 1_000;

    private final TaskImpl<?> awaiting;
    private int steps;
    private final Set<TaskImpl<?>> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    /** The tasks from the awaiting one, which is not included, to the one that is inspected. */
    private final List<TaskImpl<?>> path = new ArrayList<>();

    private Deadlocks(TaskImpl<?> awaiting) {
        this.awaiting = awaiting;
    }

    /**
     * Checks an await before the task parks.
     *
     * @param source the awaited source, for the message
     * @throws DeadlockException if it would close a cycle
     */
    static void check(TaskImpl<?> awaiting, @Nullable TaskImpl<?> awaited, Object source) {
        if (awaited != null && (awaited == awaiting || (mayBeAwaited(awaiting) && isWaiting(awaited, awaiting)))) {
            Deadlocks search = new Deadlocks(awaiting);
            if (search.leadsBack(awaited, false)) {
                throw new DeadlockException(search.describe(source));
            }
        }
    }

    /**
     * Checks a wait for something that a task holds. Does nothing if {@code owner} is null.
     *
     * @throws DeadlockException if it would close a cycle
     */
    public static void checkOwner(TaskImpl<?> awaiting, @Nullable TaskImpl<?> owner, Object source) {
        if (owner != null) {
            // Each of the two may come to own what the other one waits for.
            owner.contended = true;
            awaiting.contended = true;
            check(awaiting, owner, source);
        }
    }

    /** Returns whether {@link #checkOwner} has anything to check or to record. */
    public static boolean needsCheck(TaskImpl<?> awaiting, TaskImpl<?> owner) {
        return owner == awaiting || !owner.contended || !awaiting.contended || isWaiting(owner, awaiting);
    }

    /** Checks a wait for several tasks before the task parks. */
    public static void checkAll(TaskImpl<?> awaiting, WaitSource source) {
        if (!mayBeAwaited(awaiting)) {
            return;
        }
        Deadlocks search = null;
        int looked = 0;
        for (TaskImpl<?> task : source.awaited()) {
            if (++looked > MOST_STEPS) {
                return;
            }
            if (isWaiting(task, awaiting)) {
                search = search == null ? new Deadlocks(awaiting) : search;
                if (search.leadsBack(task, false)) {
                    throw new DeadlockException(search.describe(source));
                }
            }
        }
    }

    /**
     * Returns whether other tasks may wait for this one. False for nearly all tasks: a task that no other task awaits,
     * and that holds nothing that others wait for, closes no cycle.
     */
    private static boolean mayBeAwaited(TaskImpl<?> task) {
        return task.hasLoop() && (task.hasObservers() || task.contended);
    }

    /** Returns whether a task waits, as far as the awaiting task's thread can see. */
    private static boolean isWaiting(TaskImpl<?> task, TaskImpl<?> awaiting) {
        return task.loop != null
                && task.loop == awaiting.loop
                && task.phase == Suspendable.PARKED
                && task.waitingFor != null;
    }

    /**
     * Follows the tasks that a task waits for. Returns true if they lead back to the awaiting task; then {@code path}
     * is the way.
     */
    private boolean leadsBack(TaskImpl<?> task, boolean limited) {
        path.add(task);
        if (task == awaiting) {
            return true;
        }
        if (isWaiting(task, awaiting) && ++steps <= MOST_STEPS && seen.add(task)) {
            WaitSource source = (WaitSource) Unchecked.present(task.waitingFor);
            boolean limitedHere = limited || source.hasLimit() || task.isInLimit();
            if (!limitedHere || source.cancelsWhatItAwaits()) {
                for (TaskImpl<?> next : source.awaited()) {
                    if (++steps > MOST_STEPS) {
                        break;
                    }
                    if (leadsBack(next, limitedHere)) {
                        return true;
                    }
                }
            }
        }
        path.remove(path.size() - 1);
        return false;
    }

    private static boolean canBeHeld(Object source) {
        return source instanceof Awaiter<?> || (source instanceof WaitSource wait && wait.canBeHeld());
    }

    private String describe(Object source) {
        StringBuilder text = new StringBuilder("deadlock: ");
        text.append(awaiting).append(" would wait for ").append(Uncaught.text(source));
        Object before = source;
        boolean permits = false;
        for (TaskImpl<?> task : path) {
            permits |= before instanceof WaitSource wait && wait.canBeHeld();
            if (before != task) {
                text.append(canBeHeld(before) ? ", held by " : ", and so for ").append(task);
            }
            if (task != awaiting) {
                before = ((WaitSource) Unchecked.present(task.waitingFor)).described();
                text.append(", which waits for ").append(Uncaught.text(before));
            }
        }
        if (permits) {
            text.append("; if another task is to close the permit, say so before, with Permit.handOn()");
        }
        return text.toString();
    }
}
