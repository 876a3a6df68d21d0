package dev.weft.fault;

import dev.weft.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One operation of the runtime in which a fault happens, and what must hold whatever that was. */
abstract class Scenario {
    /** What is wrong. */
    private final List<String> problems = new ArrayList<>();

    /** How often the program itself has received the fault. */
    private int received;

    /** Makes what the operation works on; without faults. */
    abstract void prepare() throws Throwable;

    /** Returns whether the operation says itself, by {@link Faults#resume}, when faults may begin. */
    boolean armsItself() {
        return false;
    }

    /** The operation. */
    abstract void operate() throws Throwable;

    /** Checks, without faults, what must hold behind the operation, which has thrown this. */
    abstract void verify(@Nullable Throwable thrown) throws Throwable;

    /** Looks at a failure that the program has received: it must be the fault that was injected. */
    final Object receive(Throwable failure) {
        received++;
        if (!isFault(failure)) {
            problem("something else than the fault was received: " + failure);
        }
        return "the fault";
    }

    final boolean hasReceived() {
        return received > 0;
    }

    static boolean isFault(@Nullable Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (String.valueOf(at.getMessage()).contains("injected at")) {
                return true;
            }
            for (Throwable suppressed : at.getSuppressed()) {
                if (isFault(suppressed)) {
                    return true;
                }
            }
        }
        return false;
    }

    final void require(boolean holds, String problem) {
        if (!holds) {
            problem(problem);
        }
    }

    final void problem(String text) {
        problems.add(text);
    }

    /** Runs the scenario, and returns what is wrong, or null. */
    final @Nullable String problems() {
        return problems.isEmpty() ? null : String.join("; ", problems);
    }

    static Script<Object> script(String name) {
        return Script.of(name);
    }

    /** A thread of the pool may just be closing a permit whose close came too late. */
    final void requireRestingPool() {
        require(ForkJoinPool.commonPool().awaitQuiescence(10, TimeUnit.SECONDS), "the common pool does not rest");
    }

    /** Another hot call must go on. It also makes the calls that came too late. */
    final void requireAnother() {
        CompletableFuture<Object> other = new CompletableFuture<>();
        CompletableFuture<Object> later = script("later").await(other).hot();
        other.complete("other");
        require("other".equals(later.getNow(null)), "a later call does not go on: " + later);
    }

    /** A future must be done, with this value or with the fault. */
    final void requireEnded(CompletableFuture<?> call, Object expected) {
        if (!call.isDone()) {
            problem("a hot call waits for ever");
            return;
        }
        try {
            Object value = call.join();
            require(value.equals(expected) || hasReceived(), "a hot call gave " + value + " instead of " + expected);
        } catch (Throwable failure) {
            require(isFault(failure), "a hot call failed with " + failure);
        }
    }
}
