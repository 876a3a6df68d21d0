package dev.weft.test.own;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.emit;
import static dev.weft.Weft.end;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;
import static dev.weft.test.own.Crew.pause;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.AsyncStream;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.test.Sim;
import dev.weft.test.own.Crew.Member;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the streams of a scenario have given, what became of it, and who has begun and cleaned up.
 *
 * <p>Who consumes stops early or not, and may be cancelled after any number of turns. When it has left its loop everything is
 * over: each {@code finally} has run once, and nobody works on.
 */
final class Goods {
    /** So many turns are enough to be cancelled anywhere. */
    private static final int MOST_TURNS = 14;

    private static final int ALL = 100;

    final List<Integer> given = new ArrayList<>();
    final List<Integer> taken = new ArrayList<>();
    final List<Integer> undelivered = new ArrayList<>();

    /** Whether the consumer has seen the end of its stream. */
    boolean wasWhole;

    private final Sim sim;
    private final boolean slowCleanUp;
    private final boolean slowBody;
    private final int stopsAfter;
    private final int failsBefore;
    private final List<@Nullable String> reported = new ArrayList<>();
    private final List<@Nullable String> seen = new ArrayList<>();
    private int failures;

    /** Whether the failure may have been replaced by a cancellation. */
    private boolean replaces;

    private int begun;
    private int ended;

    Goods(Sim sim) {
        this.sim = sim;
        EventLoop.running().onUncaught((subject, failure) -> reported.add(failure.getMessage()));
        slowCleanUp = sim.chance("slow clean-up");
        slowBody = sim.chance("slow body");
        stopsAfter = sim.choose("stops after", ALL, 1, 2, 3);
        failsBefore = sim.choose("a source fails before", ALL, 1, 3);
    }

    void begins() {
        begun++;
    }

    /** Returns the clean-up of something that has begun. */
    @Async
    Coroutine<Void> cleanUp() {
        try {
            if (slowCleanUp) {
                await(pause(1));
            }
        } catch (CancelledError cancelled) {
            replaces = failures > 0; // as any exception of a finally
            throw cancelled;
        } finally {
            ended++;
        }
        return done();
    }

    void mayFailBefore(int item) {
        if (item == failsBefore) {
            failures++;
            throw new IllegalStateException("of the source");
        }
    }

    /** A generator with a clean-up. */
    @Async
    AsyncStream<Integer> source(int from, int to) {
        begins();
        try {
            for (int item = from; item <= to; item++) {
                await(item == 2 ? pause(1) : yieldNow());
                mayFailBefore(item);
                given.add(item);
                emit(item);
            }
        } finally {
            await(cleanUp());
        }
        return end();
    }

    /** One more generator around another one. */
    @Async
    AsyncStream<Integer> nested(AsyncStream<Integer> inner) {
        begins();
        try {
            for (int item : await(inner)) {
                emit(item);
            }
        } finally {
            await(cleanUp());
        }
        return end();
    }

    /** Runs the consumer of a stream beside somebody who may cancel it. Nobody is left. */
    @Async
    Coroutine<Void> consumed(AsyncStream<Integer> stream) {
        Crew crew = new Crew(sim);
        Member consumer = crew.start("consumer", me -> consume(stream));
        int turns = sim.choose("cancelled after turns", turns());
        if (turns >= 0) {
            crew.start("outsider", me -> cancelAfter(turns, consumer));
        }
        await(crew.end());
        assertEquals(
                1,
                EventLoop.running().tasks().size(),
                () -> "tasks: " + EventLoop.running().tasks());
        isOver();
        sim.calm();
        await(pause(5)); // the loop reports when it has nothing else to do, which late timers may put off
        failureIsKnown();
        return done();
    }

    /** The consumer has seen the failure of a source, or it is reported: who runs ahead may fail when nobody asks any more. */
    private void failureIsKnown() {
        List<@Nullable String> known = new ArrayList<>(reported);
        known.addAll(seen);
        if (!replaces || !known.isEmpty()) {
            assertEquals(
                    Collections.nCopies(failures, "of the source"),
                    known,
                    () -> "failures: seen " + seen + ", reported " + reported);
        }
        assertTrue(!wasWhole || failures == 0, "the failure is lost");
    }

    private static List<Integer> turns() {
        List<Integer> turns = new ArrayList<>();
        for (int i = -1; i <= MOST_TURNS; i++) {
            turns.add(i); // -1: not at all
        }
        return turns;
    }

    @Async
    private static Coroutine<Void> cancelAfter(int turns, Member member) {
        for (int i = 0; i < turns; i++) {
            await(i == 4 ? pause(1) : yieldNow());
        }
        member.cancel();
        return done();
    }

    @Async
    private Coroutine<Void> consume(AsyncStream<Integer> stream) {
        try {
            wasWhole = await(takes(stream));
        } catch (IllegalStateException failed) {
            assertEquals("of the source", failed.getMessage());
            seen.add(failed.getMessage());
        } catch (CancelledError cancelled) {
            for (Throwable along : cancelled.getSuppressed()) {
                seen.add(along.getMessage());
            }
            throw cancelled;
        } finally {
            isOver();
        }
        return done();
    }

    @Async
    private Coroutine<Boolean> takes(AsyncStream<Integer> stream) {
        for (int item : await(stream)) {
            taken.add(item);
            if (slowBody) {
                await(pause(1));
            }
            if (taken.size() == stopsAfter) {
                return result(false);
            }
        }
        return result(true);
    }

    private void isOver() {
        assertEquals(begun, ended, "of those that have begun, have cleaned up");
    }

    /** Each of these was taken, or handed back; once. */
    void allAccountedFor(List<Integer> made) {
        List<Integer> known = new ArrayList<>(taken);
        known.addAll(undelivered);
        assertEquals(
                made.stream().sorted().toList(),
                known.stream().sorted().toList(),
                () -> "taken " + taken + ", undelivered " + undelivered);
    }

    /** What was taken are the first ones of these. */
    void inOrder(List<Integer> promised) {
        assertEquals(promised.subList(0, Math.min(taken.size(), promised.size())), taken, "taken");
    }
}
