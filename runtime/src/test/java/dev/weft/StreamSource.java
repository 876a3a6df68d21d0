package dev.weft;

import dev.weft.abi.FrameDriver;
import dev.weft.abi.StreamFrame;
import dev.weft.abi.Suspension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stream written as a list of steps: stands in for a woven generator whose body is one {@code try} with a {@code finally}
 * that says so in {@code events}, and may await.
 */
public final class StreamSource extends StreamFrame<Object> {
    /** What a step makes of the state. */
    private interface Step {
        @Nullable
        Object awaited() throws Throwable;
    }

    private record Instruction(
            @Nullable Step step,
            @Nullable Object item,
            @Nullable Runnable onEmit) {}

    private final String name;
    private final List<? super String> events;
    private final List<Instruction> code = new ArrayList<>();
    private @Nullable Step cleanUp;
    private int at;
    private boolean cleans;
    private @Nullable Throwable thrown;

    private StreamSource(String name, List<? super String> events) {
        this.name = name;
        this.events = events;
    }

    public static StreamSource of(String name, List<? super String> events) {
        return new StreamSource(name, events);
    }

    public StreamSource emit(@Nullable Object item) {
        code.add(new Instruction(null, item, null));
        return this;
    }

    /** Runs this when the last item is emitted. */
    public StreamSource onEmit(Runnable run) {
        Object item = code.remove(code.size() - 1).item();
        code.add(new Instruction(null, item, run));
        return this;
    }

    public StreamSource emitAll(Object... items) {
        for (Object item : items) {
            emit(item);
        }
        return this;
    }

    public StreamSource sleep(Duration time) {
        return await(() -> Weft.sleep(time));
    }

    public StreamSource fail(Throwable failure) {
        return await(() -> {
            throw failure;
        });
    }

    private StreamSource await(Step step) {
        code.add(new Instruction(step, null, null));
        return this;
    }

    public StreamSource awaits(Object source) {
        return await(() -> source);
    }

    /** What the {@code finally} awaits. */
    public StreamSource cleanUp(Object source) {
        cleanUp = () -> source;
        return this;
    }

    /** What the {@code finally} throws. */
    public StreamSource failingCleanUp(Throwable failure) {
        cleanUp = () -> {
            throw failure;
        };
        return this;
    }

    @Override
    protected @Nullable Object advance(FrameDriver driver) throws Throwable {
        if (cleans) {
            Suspension.resumed(driver);
            return cleaned();
        }
        try {
            if (state > 0) {
                Suspension.resumed(driver);
            } else {
                events.add(name + " begins");
            }
            while (at < code.size()) {
                Instruction now = code.get(at++);
                state = at;
                if (now.step() == null) {
                    current = now.item();
                    if (now.onEmit() != null) {
                        now.onEmit().run();
                    }
                    return true;
                }
                if (Script.awaitAny(now.step().awaited(), driver) == SUSPENDED) {
                    Suspension.suspend(this, driver);
                    return SUSPENDED;
                }
            }
        } catch (Throwable failure) {
            thrown = failure;
        }
        cleans = true;
        if (cleanUp != null && Script.awaitAny(cleanUp.awaited(), driver) == SUSPENDED) {
            Suspension.suspend(this, driver);
            return SUSPENDED;
        }
        return cleaned();
    }

    private Object cleaned() throws Throwable {
        events.add(name + " closed");
        if (thrown != null) {
            throw thrown;
        }
        return false;
    }

    @Override
    protected StackTraceElement position() {
        return new StackTraceElement("Source", name, "Source.java", 1);
    }
}
