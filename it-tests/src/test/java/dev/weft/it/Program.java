package dev.weft.it;

import dev.weft.Awaiter;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.ports.VirtualTime;
import java.util.function.Supplier;

/** A loop in virtual time, with a gate that a coroutine can be left waiting at. */
final class Program implements AutoCloseable {
    private final EventLoop loop;
    private Runnable wake;

    Program() {
        var time = new VirtualTime();
        loop = EventLoop.create(time, time);
    }

    EventLoop loop() {
        return loop;
    }

    static <T> T run(Supplier<Coroutine<T>> main) {
        try (var program = new Program()) {
            return program.loop.runUntilComplete(main.get());
        }
    }

    /** Suspends who awaits it until {@link #open}. */
    Awaiter<Void> gate() {
        return new Awaiter<>() {
            private boolean open;

            @Override
            public boolean isReady() {
                return open;
            }

            @Override
            public Void result() {
                return null;
            }

            @Override
            public void onReady(Runnable wakeUp) {
                wake = () -> {
                    open = true;
                    wakeUp.run();
                };
            }
        };
    }

    void open() {
        var w = wake;
        wake = null;
        w.run();
    }

    boolean isWaiting() {
        return wake != null;
    }

    /** Starts it and lets the loop run until nothing more is ready. */
    <T> Task<T> started(Coroutine<T> c) {
        var task = loop.start(c);
        settle();
        return task;
    }

    void settle() {
        for (int turns = 0; turns < 5; turns++) {
            loop.execute(loop::stop);
            loop.runForever();
        }
    }

    @Override
    public void close() {
        loop.close();
    }
}
