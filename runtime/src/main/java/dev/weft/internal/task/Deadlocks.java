package dev.weft.internal.task;

import dev.weft.Awaiter;
import dev.weft.DeadlockException;
import dev.weft.internal.loop.Unchecked;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the cycle that an await would close: from the task to be awaited to those that it waits for, and so on, back
 * to the awaiting one. A task that waits for several at once until all are done (gather, waitAll, a task group) waits for
 * each of them.
 *
 * <p>A wait with a limit does end, so it is in a cycle only if the limit would cancel the very task that closes it: then
 * all that is left to happen is the timeout. Not found are cycles through tasks of other loops, which run meanwhile;
 * through a wait for the first of several; through futures, which anybody may complete, and through awaiters that do not
 * say what they wait for; and those longer than {@link #MOST_TASKS}.
 */
public final class Deadlocks {
    /** At most this many tasks are looked at for one await. */
    private static final int MOST_TASKS = 1_000;

    private final TaskImpl<?> awaiting;
    private final Set<TaskImpl<?>> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    /** From the awaiting task, which is not in it, to the one that is looked at. */
    private final List<TaskImpl<?>> path = new ArrayList<>();

    private Deadlocks(TaskImpl<?> awaiting) {
        this.awaiting = awaiting;
    }

    /**
     * Checks an await before the task parks.
     *
     * @param source what it awaits, for the message
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
     * The same for a wait for something that a task holds, if it is one and known.
     *
     * @throws DeadlockException if it would close a cycle
     */
    public static void checkOwner(TaskImpl<?> awaiting, @Nullable TaskImpl<?> owner, Object source) {
        if (owner != null) {
            // Each may come to own what the other waits for.
            owner.contended = true;
            awaiting.contended = true;
            check(awaiting, owner, source);
        }
    }

    /** Returns whether {@link #checkOwner} has anything to look at, or to note down. */
    public static boolean needsCheck(TaskImpl<?> awaiting, TaskImpl<?> owner) {
        return owner == awaiting || !owner.contended || !awaiting.contended || isWaiting(owner, awaiting);
    }

    /** The same for a wait for several, which is not yet under way. */
    public static void checkAll(TaskImpl<?> awaiting, WaitSource source) {
        if (!mayBeAwaited(awaiting)) {
            return;
        }
        Deadlocks search = null;
        for (TaskImpl<?> task : source.awaited()) {
            if (isWaiting(task, awaiting)) {
                search = search == null ? new Deadlocks(awaiting) : search;
                if (search.leadsBack(task, false)) {
                    throw new DeadlockException(search.describe(source));
                }
            }
        }
    }

    /** Returns false for nearly all: a task that nobody awaits, and that holds nothing others wait for, closes no cycle. */
    private static boolean mayBeAwaited(TaskImpl<?> task) {
        return task.hasLoop() && (task.hasObservers() || task.contended);
    }

    /** Returns whether a task waits, as far as can be told on the awaiting one's thread. */
    private static boolean isWaiting(TaskImpl<?> task, TaskImpl<?> awaiting) {
        return task.home == awaiting.home && task.phase == Suspendable.PARKED && task.waitingFor != null;
    }

    /** Follows what a task waits for. Returns true if that leads back, and leaves the way in {@code path}. */
    private boolean leadsBack(TaskImpl<?> task, boolean limited) {
        path.add(task);
        if (task == awaiting) {
            return true;
        }
        if (isWaiting(task, awaiting) && seen.size() < MOST_TASKS && seen.add(task)) {
            WaitSource source = (WaitSource) Unchecked.present(task.waitingFor);
            boolean limitedHere = limited || source.hasLimit();
            if (!limitedHere || source.cancelsWhatItAwaits()) {
                for (TaskImpl<?> next : source.awaited()) {
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
        text.append(awaiting).append(" would wait for ").append(source);
        Object before = source;
        for (TaskImpl<?> task : path) {
            if (before != task) {
                text.append(canBeHeld(before) ? ", held by " : ", and so for ").append(task);
            }
            if (task != awaiting) {
                before = ((WaitSource) Unchecked.present(task.waitingFor)).described();
                text.append(", which waits for ").append(before);
            }
        }
        return text.toString();
    }
}
