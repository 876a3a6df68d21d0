package dev.weft.internal.trace;

import org.jspecify.annotations.Nullable;

/**
 * The mark in a stack trace that has been treated. It is on the last element that belongs to the tasks that the failure
 * has passed, and says which of them was the last: what comes next is added behind it.
 *
 * <p>The exception itself carries it, in places that do not print, so no table of exceptions is needed and nothing is
 * kept alive. The name of the element's class loader is empty, which no class loader's is. The version of its module,
 * which has no name, is a number: the identity of the last task or future, negative as long as no other task has
 * awaited it.
 */
final class Mark {
    private Mark() {}

    /** Returns the element with a mark. */
    static StackTraceElement on(StackTraceElement element, Object last, boolean awaited) {
        int number = Passer.numberOf(last);
        return new StackTraceElement(
                "",
                null,
                Integer.toString(awaited ? number : -number),
                element.getClassName(),
                element.getMethodName(),
                element.getFileName(),
                element.getLineNumber());
    }

    /** Returns the index of the marked element, or −1. */
    static int find(StackTraceElement[] trace) {
        int i = trace.length - 1;
        while (i >= 0 && !isMarked(trace[i])) {
            i--;
        }
        return i;
    }

    /**
     * Returns whether the failure comes from this source for the first time since it was marked. If not, it passes again:
     * it was thrown once more, or others have awaited the source before.
     *
     * @param from the task or the future that the failure comes from, or null if it is not known
     */
    static boolean comesFrom(StackTraceElement marked, @Nullable Object from) {
        int number = Integer.parseInt(marked.getModuleVersion());
        return from == null ? number < 0 : Math.abs(number) == Passer.numberOf(from);
    }

    private static boolean isMarked(StackTraceElement element) {
        String loader = element.getClassLoaderName();
        return loader != null && loader.isEmpty() && element.getModuleVersion() != null;
    }
}
