package dev.weft.test.own;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.result;
import static dev.weft.Weft.shield;
import static dev.weft.Weft.start;
import static dev.weft.Weft.waitAll;
import static dev.weft.Weft.withTimeout;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Allow;
import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.TaskGroup;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.Permit;
import dev.weft.test.Explore;
import dev.weft.test.Order;
import dev.weft.test.Sim;
import dev.weft.test.own.Children.Child;
import dev.weft.test.own.Children.Way;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Whatever is nested in whatever: gathers, groups, limits and locks, in a shape that the schedule chooses, cancelled from
 * outside at some time. All that has begun ends, and no failure is lost: each is thrown by the outermost one, or hangs on
 * what it throws.
 */
class NestingTest {
    private enum Kind {
        LEAF,
        GATHER,
        OPEN,
        RUN,
        LIMIT,
        LOCKED,
        TASK
    }

    private final AsyncLock lock = new AsyncLock();
    private final List<Throwable> expiries = new ArrayList<>();

    /** What the loop has reported: what a cancelled child took along, and nobody has seen. */
    private final List<Throwable> reported = new ArrayList<>();

    private int begun;
    private int ended;
    private int nodes;
    private @Nullable Throwable thrown;

    private final class Node {
        final Kind kind;
        final int number = ++nodes;
        final @Nullable Child leaf;
        final List<Node> parts = new ArrayList<>();
        final int limit;

        /** A lock may be in one place only: it is not reentrant. */
        Node(Sim sim, Children children, int depth, boolean mayLock) {
            List<Kind> kinds = new ArrayList<>(List.of(Kind.values()));
            if (depth == 0) {
                kinds.retainAll(List.of(Kind.LEAF));
            } else if (nodes == 1) {
                kinds.remove(Kind.LEAF);
            }
            if (!mayLock) {
                kinds.remove(Kind.LOCKED);
            }
            kind = sim.choose("node " + number, kinds);
            leaf = kind == Kind.LEAF ? children.add(Way.VALUE, Way.FAILS, Way.SWALLOWS, Way.FAILS_AT_CLEAN_UP) : null;
            limit = kind == Kind.LIMIT ? sim.choose("limit ms of node " + number, 1, 2, 0) : 0;
            int count = kind == Kind.GATHER || kind == Kind.OPEN || kind == Kind.RUN ? 2 : kind == Kind.LEAF ? 0 : 1;
            for (int i = 0; i < count; i++) {
                parts.add(new Node(sim, children, depth - 1, mayLock && kind != Kind.LOCKED));
            }
        }

        @Async
        Coroutine<Integer> run() throws IOException, TimeoutException {
            begun++;
            try {
                await(work(), Exception.class);
            } catch (IOException | TimeoutException | CancelledError known) {
                throw known;
            } catch (Exception unknown) {
                throw new AssertionError("what node " + number + " throws", unknown);
            } finally {
                ended++;
            }
            return result(number);
        }

        private Coroutine<?> work() throws Exception {
            return switch (kind) {
                case LEAF -> Model.known(leaf).run();
                case GATHER -> gather(parts.get(0).run(), parts.get(1).run());
                case OPEN -> open();
                case RUN -> TaskGroup.run(this::body);
                case LIMIT -> limited();
                case LOCKED -> locked();
                case TASK -> task();
            };
        }

        @Async
        private Coroutine<Void> open() throws Exception {
            try (TaskGroup group = TaskGroup.open()) {
                group.start(() -> parts.get(0).run());
                group.start(() -> parts.get(1).run());
                await(group.join(), Exception.class);
            }
            return done();
        }

        @Async
        private Coroutine<Integer> body(TaskGroup group) throws Exception {
            group.start(() -> parts.get(0).run());
            return result(await(parts.get(1).run()));
        }

        @Async
        private Coroutine<Integer> limited() throws Exception {
            try {
                return result(await(
                        withTimeout(Duration.ofMillis(limit), () -> parts.get(0).run()), Exception.class));
            } catch (TimeoutException expired) {
                if (!expiries.contains(expired)) {
                    expiries.add(expired);
                }
                throw expired;
            }
        }

        @Async
        private Coroutine<Integer> locked() throws Exception {
            Permit permit = await(lock.acquire());
            try (permit) {
                return result(await(parts.get(0).run()));
            }
        }

        /** A task that is cancelled only by its owner, which waits for its end. */
        @Async
        @Allow("WEFT008")
        private Coroutine<Integer> task() throws Exception {
            Task<Integer> task = start(() -> parts.get(0).run(), "of node " + number);
            try {
                return result(await(shield(task), Exception.class));
            } catch (CancelledError cancelled) {
                task.cancel("with its owner");
                while (!task.isDone()) {
                    try {
                        await(waitAll(List.of(task)));
                    } catch (CancelledError again) {
                        task.cancel("once more");
                    }
                }
                if (task.status() != Task.Status.SUCCEEDED) {
                    cancelled.addSuppressed(problemOf(task));
                }
                throw cancelled;
            }
        }
    }

    /** Returns the failure, or the cancellation with what it takes along. */
    private static Throwable problemOf(Task<?> task) {
        try {
            return task.exceptionNow();
        } catch (CancellationException cancelled) {
            return cancelled;
        }
    }

    @Async
    private Coroutine<Void> runAll(Node root) throws Exception {
        try {
            await(root.run());
        } catch (IOException | TimeoutException | CancelledError failure) {
            thrown = failure;
            if (failure instanceof CancelledError cancelled) {
                throw cancelled;
            }
        }
        return done();
    }

    private static void collect(@Nullable Throwable from, Set<Throwable> into) {
        if (from != null && into.add(from)) {
            collect(from.getCause(), into);
            for (Throwable suppressed : from.getSuppressed()) {
                collect(suppressed, into);
            }
        }
    }

    @Async
    private Coroutine<Void> scenario(Sim sim, int depth) {
        EventLoop.running().onUncaught((subject, failure) -> reported.add(failure));
        Children children = new Children(sim);
        Node root = new Node(sim, children, depth, true);
        sim.always("no more ends than begins", () -> ended <= begun);
        Crew crew = new Crew(sim);
        Crew.Member user = crew.start("user", me -> runAll(root));
        crew.toleratesLoss(
                user,
                () -> children.all.stream()
                        .anyMatch(child -> child.sawCancel && !(child.thrown instanceof CancelledError)));
        crew.mayCancel(2);
        crew.mayCancel(2);
        await(crew.end());
        await(sim.settled()); // reports come when nothing is ready
        assertEquals(begun, ended, "ends");
        assertFalse(lock.isLocked(), "locked");
        assertEquals(
                1,
                EventLoop.running().tasks().size(),
                () -> "tasks that are left: " + EventLoop.running().tasks());
        Set<Throwable> shown = Collections.newSetFromMap(new IdentityHashMap<>());
        collect(thrown, shown);
        reported.forEach(failure -> collect(failure, shown));
        List<Throwable> lost = new ArrayList<>(children.failures());
        lost.addAll(expiries);
        lost.removeAll(shown);
        assertTrue(lost.isEmpty(), () -> "lost: " + lost + ", thrown: " + thrown + ", reported: " + reported);
        return done();
    }

    @Explore(schedules = 10_000)
    void nothingIsLost(Sim sim) {
        await(scenario(sim, 2));
    }

    @Explore(schedules = 5_000, order = Order.ANY)
    void inAnyOrderOfCallbacks(Sim sim) {
        await(scenario(sim, 2));
    }

    @Explore(schedules = 5_000)
    void threeDeep(Sim sim) {
        await(scenario(sim, 3));
    }
}
