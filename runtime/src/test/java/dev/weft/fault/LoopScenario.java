package dev.weft.fault;

import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Weft;
import dev.weft.ports.VirtualTime;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A program on a loop in virtual time. Whatever happens, its tasks end, and the loop runs another one and closes. */
abstract class LoopScenario extends Scenario {
    static final Duration SECOND = Duration.ofSeconds(1);
    private static final int ROUNDS = 5;

    final VirtualTime time = new VirtualTime(Duration.ofMillis(200));
    final EventLoop loop = EventLoop.create(time, time);
    private final Object expected;
    private @Nullable Object result;

    LoopScenario(Object expected) {
        this.expected = expected;
        loop.onUncaught((subject, failure) -> {});
    }

    /** The program. What it catches it gives to {@link #receive}. */
    abstract Coroutine<Object> program();

    /** Checks what the program has used. */
    void check() throws Throwable {}

    @Override
    void prepare() {}

    @Override
    void operate() {
        result = loop.runUntilComplete(program());
    }

    @Override
    void verify(@Nullable Throwable thrown) throws Throwable {
        if (thrown != null) {
            require(isFault(thrown), "the run has thrown " + thrown);
        } else {
            require(expected.equals(result) || hasReceived(), "the program gave " + result + " instead of " + expected);
        }
        for (int i = 0; i < ROUNDS; i++) {
            another();
        }
        require(loop.tasks().isEmpty(), "tasks wait for ever: " + loop.tasks());
        check();
        loop.close();
        require(loop.isClosed(), "the loop is not closed");
    }

    /** Runs another program, for an hour. */
    final void another() {
        Object value = loop.runUntilComplete(script("another")
                .await(Weft.yieldNow())
                .await(Weft.sleep(Duration.ofHours(1)))
                .give(7));
        require(Integer.valueOf(7).equals(value), "another program gave " + value);
    }
}
