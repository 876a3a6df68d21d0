package dev.weft;

import dev.weft.abi.Frame;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.Suspension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Consumes a stream as a woven loop does, and may pause at each item: stands in for woven code. It closes the stream at the
 * end, after a failure, and when it has enough. Its value is the list of the items.
 */
public final class Consume extends Frame<List<Object>> {
    private static final int ASKS = 1;
    private static final int PAUSES = 2;
    private static final int CLOSES = 3;

    private final AsyncCursor<?> items;
    private final List<Object> taken = new ArrayList<>();
    private int most = Integer.MAX_VALUE;
    private Duration pause = Duration.ZERO;
    private @Nullable List<? super String> events;
    private @Nullable Throwable thrown;

    private Consume(AsyncStream<?> stream) {
        items = stream.open();
    }

    public static Consume of(AsyncStream<?> stream) {
        return new Consume(stream);
    }

    /** Stops after so many. */
    public Consume most(int number) {
        most = number;
        return this;
    }

    /** Sleeps after each item. */
    public Consume pause(Duration time) {
        pause = time;
        return this;
    }

    /** Notes each item as it comes. */
    public Consume noting(List<? super String> given) {
        events = given;
        return this;
    }

    /** What was taken so far. */
    public List<Object> taken() {
        return taken;
    }

    @Override
    protected @Nullable Object resume(FrameDriver driver) throws Throwable {
        try {
            if (state == CLOSES) {
                return closed(driver);
            }
            Object given = state > 0 ? Suspension.resumed(driver) : null;
            int at = state > 0 ? state : PAUSES;
            while (true) {
                if (at == PAUSES) {
                    if (taken.size() == most) {
                        return close(driver);
                    }
                    given = Suspension.next(items, driver, Suspension.depth(driver));
                    if (given == SUSPENDED) {
                        return suspended(ASKS, driver);
                    }
                }
                if (given == Boolean.FALSE) {
                    return close(driver);
                }
                taken.add(items.current());
                if (events != null) {
                    events.add("got " + items.current());
                }
                at = PAUSES;
                if (!pause.isZero() && Suspension.await(Weft.sleep(pause), driver) == SUSPENDED) {
                    return suspended(PAUSES, driver);
                }
            }
        } catch (Throwable failure) {
            if (state == CLOSES) {
                throw failure;
            }
            thrown = failure;
            return close(driver);
        }
    }

    private Object suspended(int point, FrameDriver driver) {
        state = point;
        Suspension.suspend(this, driver);
        return SUSPENDED;
    }

    private @Nullable Object close(FrameDriver driver) throws Throwable {
        state = CLOSES;
        try {
            if (Suspension.close(items, driver, Suspension.depth(driver)) == SUSPENDED) {
                return suspended(CLOSES, driver);
            }
        } catch (Throwable ofTheClose) {
            throw both(ofTheClose);
        }
        return end();
    }

    private Object closed(FrameDriver driver) throws Throwable {
        try {
            Suspension.resumed(driver);
        } catch (Throwable ofTheClose) {
            throw both(ofTheClose);
        }
        return end();
    }

    private Throwable both(Throwable ofTheClose) {
        if (thrown == null) {
            return ofTheClose;
        }
        if (thrown != ofTheClose) {
            thrown.addSuppressed(ofTheClose);
        }
        return thrown;
    }

    private Object end() throws Throwable {
        if (thrown != null) {
            throw thrown;
        }
        if (events != null) {
            events.add("done");
        }
        return taken;
    }

    @Override
    protected StackTraceElement position() {
        return new StackTraceElement("Consume", "loop", "Consume.java", state);
    }
}
