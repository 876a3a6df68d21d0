package dev.weft.test.internal.world;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;

import dev.weft.Async;
import dev.weft.AsyncStream;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.ports.IoWait;
import dev.weft.test.Sim;
import dev.weft.test.SimNetwork;
import dev.weft.test.StreamProbe;
import dev.weft.test.internal.choice.Guide;
import dev.weft.test.internal.choice.Kind;
import dev.weft.test.internal.report.Text;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The world of a run as its test sees it. */
final class SimImpl implements Sim {
    private final World world;
    private final TimeWaits waits;
    private @Nullable RandomGenerator random;

    SimImpl(World world, TimeWaits waits) {
        this.world = world;
        this.waits = waits;
    }

    @Override
    public Duration elapsed() {
        return Duration.ofNanos(world.clock.nanoTime());
    }

    @Override
    public Coroutine<Void> advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("time does not go back: " + duration);
        }
        return advanceBy(nanos(duration));
    }

    static long nanos(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException tooLong) {
            return Long.MAX_VALUE;
        }
    }

    @Async
    private Coroutine<Void> advanceBy(long nanos) {
        TimeWaits.Advance advance = waits.newAdvance(world.loop, later(nanos));
        try {
            await(advance.arrival().next());
        } finally {
            waits.end(advance);
        }
        return done();
    }

    /** Returns the virtual time so many nanoseconds from now. */
    long later(long nanos) {
        long now = nanoTime();
        return nanos > Long.MAX_VALUE - 1 - now ? Long.MAX_VALUE - 1 : now + nanos;
    }

    long nanoTime() {
        return world.clock.nanoTime();
    }

    @Override
    @Async
    public Coroutine<Void> settled() {
        IoWait wait = waits.newSettled(world.loop);
        try {
            await(wait.next());
        } finally {
            waits.end(wait);
        }
        return done();
    }

    @Override
    public void autoAdvance(boolean on) {
        world.poller.autoAdvance(on);
    }

    @Override
    public RandomGenerator random() {
        RandomGenerator generator = random;
        if (generator == null) {
            generator = new SplittableRandom(world.settings.seed());
            random = generator;
            world.usesRandom();
        }
        return generator;
    }

    @Override
    public InstantSource clock() {
        return world.clock;
    }

    @Override
    public boolean chance(String what) {
        return choose(what, List.of(false, true));
    }

    @Override
    @SafeVarargs
    @SuppressWarnings("varargs")
    public final <T> T choose(String what, T first, T... others) {
        List<T> all = new ArrayList<>();
        all.add(first);
        Collections.addAll(all, others);
        return choose(what, all);
    }

    @Override
    public <T> T choose(String what, List<T> of) {
        if (of.isEmpty()) {
            throw new IllegalArgumentException("nothing to choose from: " + what);
        }
        int chosen = world.choices.choose(Kind.TEST, of.size(), Guide.Ids.NONE);
        T value = of.get(chosen);
        if (chosen != 0) {
            world.journal.deviates(() -> "");
        }
        if (of.size() > 1) {
            world.journal.note(() -> what + ": " + (value == null ? "null" : Text.of(value)), world.clock.nanoTime());
        }
        return value;
    }

    @Override
    public <T> Task<T> background(Coroutine<T> coroutine) {
        return world.inBackground(world.loop.start(Objects.requireNonNull(coroutine)));
    }

    @Override
    public SimNetwork network() {
        return world.network();
    }

    @Override
    public <T> StreamProbe<T> probe(AsyncStream<T> stream) {
        ProbedStream probed = new ProbedStream(world, stream);
        world.probes.add(probed);
        return new ProbeImpl<>(probed, this);
    }

    @Override
    public void calm() {
        world.choices.stop();
    }

    @Override
    public void always(String invariant, BooleanSupplier holds) {
        world.invariants.add(Objects.requireNonNull(invariant), Objects.requireNonNull(holds));
    }
}
