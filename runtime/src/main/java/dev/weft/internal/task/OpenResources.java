package dev.weft.internal.task;

import dev.weft.Task;
import dev.weft.TaskGroup;
import dev.weft.internal.loop.LoopEngine;
import dev.weft.internal.loop.OpenStreams;
import dev.weft.internal.trace.Traces;
import dev.weft.ports.LoopInspection.OpenResource;
import dev.weft.ports.LoopInspection.Tracking;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The resources that were opened on a loop and must be closed. They are recorded only while a loop is tracked;
 * otherwise this costs one check of a flag. Where they were opened is recorded only if the loop's tracking asks for it.
 *
 * <p>Invariant: {@code on} is true, and streams are watched, exactly while {@code TRACKED} has a loop. Resources are compared by identity.
 * Everything but the flag is guarded by the class.
 */
public final class OpenResources {
    /** The longest recorded stack. */
    private static final int LONGEST = 16;

    /** The loops that are tracked, and whether with stacks. */
    private static final IdentityHashMap<LoopEngine, Boolean> TRACKED = new IdentityHashMap<>();

    private static final String PRIMITIVES = "dev.weft.sync.";
    private static final Map<Identity, Opened> OPEN = new LinkedHashMap<>();

    /** Whether any loop is tracked. Without ordering: another thread may see a change a little later. */
    private static boolean on;

    /** A stream is a resource from its first item on; before that it holds nothing. */
    private static final OpenStreams.Watcher STREAMS = new OpenStreams.Watcher() {
        @Override
        public void begins(Object stream) {
            opened(stream, null);
        }

        @Override
        public void ended(Object stream) {
            closed(stream);
        }
    };

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
            EventLoopImpl loop = task != null && task.hasLoop() ? task.loop : EventLoopImpl.runningOrNull();
            if (loop != null) {
                add(loop, resource, task);
            }
        }
    }

    /** Records that a resource was closed. Any thread. */
    public static void closed(Object resource) {
        if (on) {
            remove(resource);
        }
    }

    private static synchronized void add(LoopEngine loop, Object resource, @Nullable TaskImpl<?> task) {
        Boolean withStacks = TRACKED.get(loop);
        if (withStacks != null) {
            OpenResource opened = new OpenResource(resource, task, withStacks ? stack(task) : List.of());
            OPEN.put(new Identity(resource), new Opened(loop, opened));
        }
    }

    /** Returns where a task is: where it waits, or where it runs, on this thread, and opens a resource. */
    private static List<StackTraceElement> stack(@Nullable TaskImpl<?> task) {
        if (task != null && task.status() == Task.Status.SUSPENDED) {
            return List.of(task.awaitTrace());
        }
        List<StackTraceElement> running = new ArrayList<>();
        Traces.addRunning(running);
        return running.stream()
                .dropWhile(OpenResources::opensResources)
                .limit(LONGEST)
                .toList();
    }

    /** Returns whether this is a method of a primitive, or the one of {@code TaskGroup}, that opens a resource. */
    private static boolean opensResources(StackTraceElement element) {
        String className = element.getClassName();
        return className.startsWith(PRIMITIVES) || className.equals(TaskGroup.class.getName());
    }

    private static synchronized void remove(Object resource) {
        OPEN.remove(new Identity(resource));
    }

    static synchronized Tracking track(LoopEngine loop, boolean withStacks) {
        if (TRACKED.putIfAbsent(loop, withStacks) != null) {
            throw new IllegalStateException("the resources of this loop are tracked already");
        }
        on = true;
        OpenStreams.watch(STREAMS);
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
        if (!on) {
            OpenStreams.watch(null);
        }
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
