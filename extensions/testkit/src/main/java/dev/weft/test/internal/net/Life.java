package dev.weft.test.internal.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.CancelledError;
import dev.weft.ContextLocal;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.ports.LoopInspection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A host from its start to its crash: what runs on it, and what it has opened. */
final class Life {
    /** The life that a task is part of. */
    static final ContextLocal<Life> HERE = ContextLocal.create("host");

    private final Host host;
    private final Ports ports = new Ports();
    private final Set<Open> open = new LinkedHashSet<>();
    private final Set<Task<?>> tasks = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean over;
    private boolean silent;

    /** What a life has opened, and must close. */
    interface Open {
        /** Closes it at once. */
        void abort();

        /** Returns where it was opened, or an empty string. */
        String opener();
    }

    Life(Host host) {
        this.host = host;
    }

    Host host() {
        return host;
    }

    Ports ports() {
        return ports;
    }

    boolean isOver() {
        return over;
    }

    /** Returns whether its end is not told to others. */
    boolean isSilent() {
        return silent;
    }

    /**
     * Checks that the host has not crashed.
     *
     * @throws CancelledError if it has
     */
    void requireGoingOn() {
        if (over) {
            throw crashed();
        }
    }

    private CancelledError crashed() {
        return new CancelledError("the host " + host + " has crashed");
    }

    void opened(Open thing) {
        open.add(thing);
    }

    void closed(Open thing) {
        open.remove(thing);
    }

    /** Returns what is open, oldest first. */
    Set<Open> open() {
        return Collections.unmodifiableSet(open);
    }

    /** Returns a coroutine that runs a program as a part of this life. */
    <T> Coroutine<T> live(AsyncCallable<T> program) {
        try {
            return HERE.where(this, run(program));
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible); // it runs later
        }
    }

    /** What a program fails with when its host has crashed does not count. */
    @Async
    private <T> Coroutine<T> run(AsyncCallable<T> program) throws Exception {
        try {
            return result(await(program.call()));
        } catch (CancelledError cancelled) {
            throw cancelled;
        } catch (Throwable failure) {
            requireGoingOn();
            throw failure;
        }
    }

    <T> Task<T> started(Task<T> task) {
        tasks.add(task);
        return task;
    }

    /** Returns whether a task is part of this life. */
    boolean has(Task<?> task) {
        return tasks.contains(task) || LoopInspection.of(host.loop()).boundIn(task, HERE) == this;
    }

    /** Ends it. */
    void end(boolean silently) {
        over = true;
        silent = silently;
        for (Task<?> task : LoopInspection.of(host.loop()).unfinished()) {
            if (has(task)) {
                tasks.add(task);
                task.cancel("the host " + host + " has crashed");
            }
        }
        List<Open> all = new ArrayList<>(open);
        all.forEach(Open::abort);
    }
}
