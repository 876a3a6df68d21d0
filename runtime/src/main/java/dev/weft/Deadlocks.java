package dev.weft;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the cycle that an await would close: from the task to be awaited to those that it waits for, and so on, back
 * to the awaiting one. Who waits for several at once until all are done (gather, waitAll, a task group) waits for each of
 * them.
 *
 * <p>A wait with a limit does end, so it is in a cycle only if the limit would cancel the very task that closes it: then
 * all that is left to happen is the timeout. Not found are cycles through tasks of other loops, which run meanwhile;
 * through a wait for the first of several; through futures, which anybody may complete, and through awaiters that do not
 * say what they wait for; and those longer than {@link #MOST_TASKS}.
 */
final class Deadlocks {
    /** More tasks than these are not looked at for one await. */
    private static final int MOST_TASKS = 1_000;

    private final Task<?> awaiting;
    private final Set<Task<?>> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    /** From the awaiting task, which is not in it, to the one that is looked at. */
    private final List<Task<?>> path = new ArrayList<>();

    private Deadlocks(Task<?> awaiting) {
        this.awaiting = awaiting;
    }

    /**
     * Checks an await before the task parks.
     *
     * @param source what it awaits, for the message
     * @throws DeadlockException if it would close a cycle
     */
    static void check(Task<?> awaiting, @Nullable Task<?> awaited, Object source) {
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
    static void checkOwner(Task<?> awaiting, @Nullable Task<?> owner, Object source) {
        if (owner != null) {
            // Each may come to own what the other waits for.
            owner.contended = true;
            awaiting.contended = true;
            check(awaiting, owner, source);
        }
    }

    /** Whether {@link #checkOwner} has anything to look at, or to note down. */
    static boolean needsCheck(Task<?> awaiting, Task<?> owner) {
        return owner == awaiting || !owner.contended || !awaiting.contended || isWaiting(owner, awaiting);
    }

    /** The same for a wait for several, which is not yet under way. */
    static void checkAll(Task<?> awaiting, WaitingFor source) {
        if (!mayBeAwaited(awaiting)) {
            return;
        }
        Deadlocks search = null;
        for (Task<?> task : source.awaited()) {
            if (isWaiting(task, awaiting)) {
                search = search == null ? new Deadlocks(awaiting) : search;
                if (search.leadsBack(task, false)) {
                    throw new DeadlockException(search.describe(source));
                }
            }
        }
    }

    /** False for nearly all: a task that nobody awaits, and that holds nothing others wait for, closes no cycle. */
    private static boolean mayBeAwaited(Task<?> task) {
        return task.loop != null && (task.hasObservers() || task.contended);
    }

    /** Whether a task waits, as far as can be told on the awaiting one's thread. */
    private static boolean isWaiting(Task<?> task, Task<?> awaiting) {
        return task.loop == awaiting.loop && task.phase == Parking.PARKED && task.waitingFor != null;
    }

    /** Follows what a task waits for; leaves the way in {@code path} if it comes back. */
    private boolean leadsBack(Task<?> task, boolean limited) {
        path.add(task);
        if (task == awaiting) {
            return true;
        }
        if (isWaiting(task, awaiting) && seen.size() < MOST_TASKS && seen.add(task)) {
            WaitingFor source = (WaitingFor) Unchecked.present(task.waitingFor);
            boolean limitedHere = limited || source.hasLimit();
            if (!limitedHere || source.cancelsWhatItAwaits()) {
                for (Task<?> next : source.awaited()) {
                    if (leadsBack(next, limitedHere)) {
                        return true;
                    }
                }
            }
        }
        path.remove(path.size() - 1);
        return false;
    }

    private String describe(Object source) {
        StringBuilder text = new StringBuilder("deadlock: ");
        text.append(awaiting).append(" would wait for ").append(source);
        Object before = source;
        for (Task<?> task : path) {
            if (before != task) {
                text.append(
                                before instanceof Awaiter<?> || before instanceof Handover<?>
                                        ? ", held by "
                                        : ", and so for ")
                        .append(task);
            }
            if (task != awaiting) {
                before = ((WaitingFor) Unchecked.present(task.waitingFor)).described();
                text.append(", which waits for ").append(before);
            }
        }
        return text.toString();
    }
}
