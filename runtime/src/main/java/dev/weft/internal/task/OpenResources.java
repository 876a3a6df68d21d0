package dev.weft.internal.task;

import dev.weft.internal.loop.LoopEngine;
import dev.weft.ports.LoopInspection.OpenResource;
import dev.weft.ports.LoopInspection.Tracking;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The resources that were opened on a loop and must be closed. They are recorded only while a loop is tracked;
 * otherwise this costs one check of a flag.
 *
 * <p>Invariant: {@code on} is true exactly while {@code TRACKED} has a loop. Resources are compared by identity.
 * Everything but the flag is guarded by the class.
 */
public final class OpenResources {
    private static final Set<LoopEngine> TRACKED = Collections.newSetFromMap(new IdentityHashMap<>());
    private static final Map<Identity, Opened> OPEN = new LinkedHashMap<>();

    /** Whether any loop is tracked. Without ordering: another thread may see a change a little later. */
    private static boolean on;

    private OpenResources() {}

    private record Opened(LoopEngine loop, OpenResource resource) {}

    /** A key that is compared by identity, and keeps the order of opening in a linked map. */
    private record Identity(Object resource) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Identity same && same.resource == resource;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(resource);
        }
    }

    /**
     * Records that a resource was opened by a task. If {@code opener} is null, it was opened by the running code. Any
     * thread.
     */
    public static void opened(Object resource, @Nullable TaskImpl<?> opener) {
        if (on) {
            TaskImpl<?> task = opener != null ? opener : TaskImpl.currentOrNull();
            // A hot call that has not suspended yet does not know its loop.
            EventLoopImpl loop = task != null && task.hasLoop() ? task.loop : ThreadState.get().running;
            if (loop != null) {
                add(loop, new OpenResource(resource, task));
            }
        }
    }

    /** Records that a resource was closed. Any thread. */
    public static void closed(Object resource) {
        if (on) {
            remove(resource);
        }
    }

    private static synchronized void add(LoopEngine loop, OpenResource resource) {
        if (TRACKED.contains(loop)) {
            OPEN.put(new Identity(resource.resource()), new Opened(loop, resource));
        }
    }

    private static synchronized void remove(Object resource) {
        OPEN.remove(new Identity(resource));
    }

    static synchronized Tracking track(LoopEngine loop) {
        if (!TRACKED.add(loop)) {
            throw new IllegalStateException("the resources of this loop are tracked already");
        }
        on = true;
        return new OneTracking(loop);
    }

    /** Ends once, however often it is closed. */
    private static final class OneTracking implements Tracking {
        private final AtomicReference<@Nullable LoopEngine> loop;

        OneTracking(LoopEngine loop) {
            this.loop = new AtomicReference<>(loop);
        }

        @Override
        public void close() {
            LoopEngine tracked = loop.getAndSet(null);
            if (tracked != null) {
                forget(tracked);
            }
        }
    }

    private static synchronized void forget(LoopEngine loop) {
        TRACKED.remove(loop);
        OPEN.values().removeIf(opened -> opened.loop == loop);
        on = !TRACKED.isEmpty();
    }

    static synchronized List<OpenResource> of(LoopEngine loop) {
        List<OpenResource> resources = new ArrayList<>();
        for (Opened opened : OPEN.values()) {
            if (opened.loop == loop) {
                resources.add(opened.resource);
            }
        }
        return resources;
    }
}
