package dev.weft.internal.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts the awaiting methods into the stack trace of a failure, in the exception itself, at the place of the driver's
 * elements, and takes out the elements that are not the user's. The same goes for the causes and the suppressed
 * exceptions that come with it.
 *
 * <p>A failure passes tasks and futures. Each adds its methods if it is the first to which the failure comes from the one
 * before, see {@link Mark}. An exception object that passes again, since it is thrown once more or is awaited by
 * others, is left as it is.
 *
 * <p>Nothing is thrown. These may be methods of users that give null or throw, and a trace is not worth a second failure.
 */
public final class Traces {
    /** The largest number of methods that are added to a trace, so that a deep chain does not fill the log. */
    public static final int MAX_POSITIONS = 1024;

    /** The largest number of causes and suppressed exceptions that are looked at. */
    private static final int MAX_RELATED = 128;

    private Traces() {}

    /** Adds to {@code chain} the methods on this thread's stack that belong to the running task, innermost first. */
    public static void addRunning(List<StackTraceElement> chain) {
        List<StackTraceElement> running = Awaiting.onStack(new Throwable().getStackTrace());
        chain.addAll(running.subList(0, Math.min(running.size(), MAX_POSITIONS)));
    }

    /** Returns the position of a suspended method. */
    public static StackTraceElement position(String className, String method, @Nullable String file, int line) {
        return new StackTraceElement(className, method, file, line);
    }

    /**
     * Handles a failure that leaves a method that the driver called. A failure that a task has passed is left as it is.
     *
     * @param by the task that passes it on
     * @param awaiting the methods of that task that await the method
     */
    public static void thrown(Throwable failure, Object by, Awaiting awaiting) {
        try {
            StackTraceElement[] trace = failure.getStackTrace();
            if (hasElements(trace) && Mark.find(trace) < 0) {
                add(failure, trace, -1, by, false, awaiting);
                addToRelated(failure, null, by, awaiting);
            }
        } catch (Throwable ignored) {
            // See above.
        }
    }

    /**
     * Handles a failure that comes to a task from something that it awaits.
     *
     * @param from the task or the future that it comes from, which may be unknown to be one that passes failures on
     * @param known whether it is known to be one
     * @param by the task that receives it
     * @param awaiting the methods of that task
     */
    public static void received(Throwable failure, @Nullable Object from, boolean known, Object by, Awaiting awaiting) {
        try {
            StackTraceElement[] trace = failure.getStackTrace();
            if (!hasElements(trace)) {
                return;
            }
            int mark = Mark.find(trace);
            if (mark < 0 || comesFrom(trace[mark], from, known)) {
                add(failure, trace, mark, by, true, awaiting);
                addToRelated(failure, from, by, awaiting);
            }
        } catch (Throwable ignored) {
            // See above.
        }
    }

    /** Handles a failure that one thing passes to another that has no methods of its own. */
    public static void handedOver(Throwable failure, Object from, Object to) {
        try {
            StackTraceElement[] trace = failure.getStackTrace();
            if (hasElements(trace)) {
                int mark = Mark.find(trace);
                if (mark < 0 || Mark.comesFrom(trace[mark], from)) {
                    add(failure, trace, mark, to, false, null);
                    addToRelated(failure, from, to, null);
                }
            }
        } catch (Throwable ignored) {
            // See above.
        }
    }

    /**
     * Returns whether this exception object has passed other tasks than this one.
     *
     * @param from the task or the future that has failed with it
     */
    public static boolean passesAgain(Throwable failure, Object from) {
        try {
            StackTraceElement[] trace = failure.getStackTrace();
            int mark = trace == null ? -1 : Mark.find(trace);
            return mark >= 0 && !Mark.comesFrom(trace[mark], from);
        } catch (Throwable ignored) {
            return true; // See above.
        }
    }

    /** Returns whether the exception has a stack trace, which can say that it passes again. */
    public static boolean hasTrace(Throwable failure) {
        try {
            return hasElements(failure.getStackTrace());
        } catch (Throwable ignored) {
            return false; // See above.
        }
    }

    /**
     * Takes the runtime's methods out of the trace of a failure that leaves the runtime, and of all that comes with it.
     *
     * @param failure the failure
     * @param from the task or the future that shows it, or null
     * @return the failure
     */
    public static <X extends Throwable> X shown(X failure, @Nullable Object from) {
        try {
            clean(failure, from);
            for (Throwable related : related(failure)) {
                clean(related, from);
            }
        } catch (Throwable ignored) {
            // See above.
        }
        return failure;
    }

    /** Does what {@link #shown} does, for an exception that comes from nothing that can be awaited. */
    public static <X extends Throwable> X withoutInternals(X failure) {
        return shown(failure, null);
    }

    private static boolean comesFrom(StackTraceElement marked, @Nullable Object from, boolean known) {
        return (from != null && Mark.comesFrom(marked, from)) || (!known && Mark.comesFrom(marked, null));
    }

    @SuppressWarnings("ConstantValue")
    private static boolean hasElements(StackTraceElement @Nullable [] trace) {
        return trace != null && trace.length != 0;
    }

    private static void add(
            Throwable failure,
            StackTraceElement[] trace,
            int mark,
            Object by,
            boolean awaited,
            @Nullable Awaiting awaiting) {
        int end = mark < 0 ? Elements.endOfTask(trace) : mark + 1;
        boolean isClean = mark >= 0;
        List<StackTraceElement> whole =
                isClean ? new ArrayList<>(Arrays.asList(trace).subList(0, end)) : Elements.ofUser(trace, 0, end);
        if (awaiting != null) {
            awaiting.addTo(whole);
        }
        if (whole.isEmpty()) {
            return; // the next task finds the driver's elements
        }
        int last = whole.size() - 1;
        whole.set(last, Mark.on(whole.get(last), by, awaited));
        if (isClean) {
            whole.addAll(Arrays.asList(trace).subList(end, trace.length));
        } else if (end == trace.length || !Elements.isWorker(trace[end])) {
            Elements.addOfUser(whole, trace, end, trace.length);
        }
        failure.setStackTrace(whole.toArray(new StackTraceElement[0]));
    }

    /** What was made in the same step of the task, or came with the failure before, was made for the same methods. */
    private static void addToRelated(Throwable failure, @Nullable Object from, Object by, @Nullable Awaiting awaiting) {
        for (Throwable related : related(failure)) {
            StackTraceElement[] trace = related.getStackTrace();
            if (hasElements(trace)) {
                int mark = Mark.find(trace);
                boolean same = mark < 0
                        ? Elements.endOfTask(trace) < trace.length
                        : from != null && Mark.comesFrom(trace[mark], from);
                if (same) {
                    add(related, trace, mark, by, true, awaiting);
                } else {
                    clean(related, by);
                }
            }
        }
    }

    private static void clean(Throwable failure, @Nullable Object from) {
        StackTraceElement[] trace = failure.getStackTrace();
        if (!hasElements(trace) || Mark.find(trace) >= 0) {
            return;
        }
        int end = Elements.endOfTask(trace);
        List<StackTraceElement> users = Elements.ofUser(trace, 0, end);
        int last = users.size() - 1;
        if (end < trace.length && last >= 0) {
            users.set(last, Mark.on(users.get(last), from == null ? failure : from, false));
        }
        if (end == trace.length || !Elements.isWorker(trace[end])) {
            Elements.addOfUser(users, trace, end, trace.length);
        }
        if (users.size() < trace.length) {
            failure.setStackTrace(users.toArray(new StackTraceElement[0]));
        }
    }

    /** Returns the causes and the suppressed exceptions, each once; a failing method of one of them ends the search. */
    private static List<Throwable> related(Throwable failure) {
        if (isAlone(failure)) {
            return List.of();
        }
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Throwable> found = new ArrayList<>();
        seen.add(failure);
        Throwable next = failure;
        for (int i = 0; next != null; next = i < found.size() ? found.get(i++) : null) {
            try {
                note(next.getCause(), seen, found);
                for (Throwable suppressed : next.getSuppressed()) {
                    note(suppressed, seen, found);
                }
            } catch (Throwable ignored) {
                // See above.
            }
        }
        return found;
    }

    private static boolean isAlone(Throwable failure) {
        try {
            return failure.getCause() == null && failure.getSuppressed().length == 0;
        } catch (Throwable ignored) {
            return false; // See above.
        }
    }

    private static void note(@Nullable Throwable related, Set<Throwable> seen, List<Throwable> found) {
        if (related != null && found.size() < MAX_RELATED && seen.add(related)) {
            found.add(related);
        }
    }
}
