package dev.weft.internal.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Tells which elements of a stack trace are the user's, and where the part of the task ends.
 *
 * <p>What is generated is known by its place and by its lack of lines, and not by its name alone: a class of users may
 * be called {@code Frame}, and have a method {@code resume}.
 */
final class Elements {
    private static final String DRIVER = "dev.weft.abi.FrameDriver";
    private static final Set<String> DRIVING = Set.of("drive", "begin");
    private static final String SUSPENDABLE = "dev.weft.internal.task.Suspendable";

    /** The methods by which an await that is about to park throws a cancellation. They are called by the task. */
    private static final Set<String> THROWING = Set.of(
            "throwIfCancelled",
            "mask",
            "beforeParking",
            "beforeTaking",
            "loopToParkOn",
            "outOfBudget",
            "ready",
            "readyFailing");

    private static final String BLOCKING = "dev.weft.internal.wait.Blocking";

    private static final String INTERNAL = "dev.weft.internal.";
    private static final String ABI = "dev.weft.abi.";
    private static final String DISPATCHER = "$weft";

    private Elements() {}

    /** Returns the index of the first element that runs the task; the length if there is none. */
    static int endOfTask(StackTraceElement[] trace) {
        int i = 0;
        while (i < trace.length && !isDriver(trace[i]) && !isWorker(trace[i])) {
            i++;
        }
        return i;
    }

    /** Returns whether this element runs frames. The elements below it on the stack do not belong to the task. */
    static boolean isDriver(StackTraceElement element) {
        String className = element.getClassName();
        return (className.equals(SUSPENDABLE) && !THROWING.contains(element.getMethodName()))
                || (className.equals(DRIVER) && DRIVING.contains(element.getMethodName()));
    }

    /** Returns whether this element runs blocking work. Nothing below it on the stack is the user's. */
    static boolean isWorker(StackTraceElement element) {
        return element.getClassName().equals(BLOCKING);
    }

    /** Returns the user's elements of a part of a trace. */
    static List<StackTraceElement> ofUser(StackTraceElement[] trace, int from, int end) {
        List<StackTraceElement> users = new ArrayList<>(end - from);
        addOfUser(users, trace, from, end);
        return users;
    }

    /** Adds the user's elements of a part of a trace. */
    static void addOfUser(List<StackTraceElement> users, StackTraceElement[] trace, int from, int end) {
        for (int i = from; i < end; i++) {
            StackTraceElement element = trace[i];
            if (isInternal(trace, i) || isStub(users, element)) {
                continue;
            }
            if (isSelectorOfSegment(trace, i, users)) {
                StackTraceElement segment = users.remove(users.size() - 1);
                users.add(renamed(segment, element.getMethodName()));
            } else {
                users.add(element);
            }
        }
    }

    private static boolean isInternal(StackTraceElement[] trace, int i) {
        StackTraceElement element = trace[i];
        return isOfRuntime(element)
                || isDispatcher(element)
                || (element.getMethodName().equals("resume")
                        && element.getLineNumber() < 0
                        && ((i > 0 && isDispatcher(trace[i - 1]))
                                || (i + 1 < trace.length && isOfRuntime(trace[i + 1]))));
    }

    private static boolean isOfRuntime(StackTraceElement element) {
        String className = element.getClassName();
        return className.startsWith(INTERNAL) || className.startsWith(ABI);
    }

    private static boolean isDispatcher(StackTraceElement element) {
        return element.getLineNumber() < 0 && element.getMethodName().endsWith(DISPATCHER);
    }

    /** Returns whether this element is the stub of the method before it. A stub has no lines. */
    private static boolean isStub(List<StackTraceElement> users, StackTraceElement element) {
        if (users.isEmpty() || element.getLineNumber() >= 0 || element.isNativeMethod()) {
            return false;
        }
        StackTraceElement entry = users.get(users.size() - 1);
        return entry.getLineNumber() >= 0 && isSameMethod(entry, element);
    }

    /** Returns whether this element only selects the segment before it, of a method that is too long to be one. */
    private static boolean isSelectorOfSegment(StackTraceElement[] trace, int i, List<StackTraceElement> users) {
        String method = trace[i].getMethodName();
        if (users.isEmpty()
                || i + 1 >= trace.length
                || !isDispatcher(trace[i + 1])
                || !trace[i + 1].getMethodName().equals(method + DISPATCHER)) {
            return false;
        }
        StackTraceElement segment = users.get(users.size() - 1);
        String name = segment.getMethodName();
        return segment.getClassName().equals(trace[i].getClassName())
                && name.startsWith(method + "$")
                && name.substring(method.length() + 1).chars().allMatch(Character::isDigit);
    }

    static boolean isSameMethod(StackTraceElement one, StackTraceElement other) {
        return one.getMethodName().equals(other.getMethodName())
                && one.getClassName().equals(other.getClassName());
    }

    private static StackTraceElement renamed(StackTraceElement element, String method) {
        return new StackTraceElement(element.getClassName(), method, element.getFileName(), element.getLineNumber());
    }
}
