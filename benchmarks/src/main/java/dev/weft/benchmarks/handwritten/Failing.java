package dev.weft.benchmarks.handwritten;

import dev.weft.benchmarks.CallbackLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** A chain of calls whose leaf fails after it has suspended. The calls that wait are added to the stack trace. */
public final class Failing extends Machine {
    private final CallbackLoop loop;
    private final Supplier<RuntimeException> failure;
    private final ToIntFunction<RuntimeException> caught;
    private final int depth;
    private int left;
    private int sum;

    private Failing(
            CallbackLoop loop,
            int times,
            int depth,
            Supplier<RuntimeException> failure,
            ToIntFunction<RuntimeException> caught) {
        this.loop = loop;
        this.left = times;
        this.depth = depth;
        this.failure = failure;
        this.caught = caught;
    }

    public static int run(
            CallbackLoop loop,
            int times,
            int depth,
            Supplier<RuntimeException> failure,
            ToIntFunction<RuntimeException> caught) {
        var failing = new Failing(loop, times, depth, failure, caught);
        failing.call(depth);
        loop.run();
        return failing.sum;
    }

    public static int drop(CallbackLoop loop, int times, int depth, Supplier<RuntimeException> failure) {
        return run(loop, times, depth, failure, null);
    }

    @Override
    void returned(int value) {
        sum += value;
        if (--left > 0) {
            call(depth);
        }
    }

    @Override
    int failed(RuntimeException e, Activation thrower) {
        if (caught == null) {
            return 1;
        }
        StackTraceElement[] trace = e.getStackTrace();
        if (trace.length > 0) {
            var longer = new ArrayList<>(List.of(trace));
            for (var waiting = thrower.caller; waiting != null; waiting = waiting.caller) {
                longer.add(waiting.position());
            }
            e.setStackTrace(longer.toArray(StackTraceElement[]::new));
        }
        return caught.applyAsInt(e);
    }

    private int call(int calls) {
        if (calls == 1) {
            loop.execute(this);
            return suspend(new Leaf());
        }
        int value = call(calls - 1);
        return value == Activation.SUSPENDED ? suspend(new AddOne()) : value + 1;
    }

    private final class Leaf extends Activation {
        @Override
        int resume(int value) {
            throw failure.get();
        }
    }
}
