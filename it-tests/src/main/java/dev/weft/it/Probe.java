package dev.weft.it;

import dev.weft.Awaiter;
import dev.weft.Coroutine;
import dev.weft.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The only thing a target talks to. Its {@code step}, {@code future}, {@code awaiter} and {@code task} make scripted
 * awaitables, all numbered in one sequence; everything else records a side effect and hands its argument back.
 */
public final class Probe {
    private static final int RUNAWAY = 20_000;

    private final Director director;
    private final List<String> log = new ArrayList<>();
    private int steps;

    public Probe(Director director) {
        this.director = director;
    }

    public <T> Coroutine<T> step(String label, T value) {
        return director.coroutine(next(label, value));
    }

    public <T> CompletableFuture<T> future(String label, T value) {
        return director.future(next(label, value));
    }

    public <T> Awaiter<T> awaiter(String label, T value) {
        return director.awaiter(next(label, value));
    }

    public <T> Task<T> task(String label, T value) {
        return director.task(next(label, value));
    }

    private <T> Step<T> next(String label, T value) {
        var step = new Step<>(++steps, label, value);
        record(">" + label);
        return step;
    }

    /** A side effect. */
    public void log(Object effect) {
        record(Render.of(effect));
    }

    /** A side effect inside an expression. */
    public <T> T see(String label, T value) {
        record(label + "=" + Render.of(value));
        return value;
    }

    public int i(String label, int value) {
        return see(label, value);
    }

    public long l(String label, long value) {
        return see(label, value);
    }

    public float f(String label, float value) {
        return see(label, value);
    }

    public double d(String label, double value) {
        return see(label, value);
    }

    public boolean z(String label, boolean value) {
        return see(label, value);
    }

    /** How many steps were made. */
    public int steps() {
        return steps;
    }

    /** The side effects so far, in order. */
    public List<String> effects() {
        return log;
    }

    private void record(String effect) {
        if (log.size() > RUNAWAY) {
            throw new IllegalStateException("runaway target: more than " + RUNAWAY + " side effects");
        }
        log.add(effect);
    }
}
