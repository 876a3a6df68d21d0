package dev.weft;

import dev.weft.abi.FrameDriver;
import dev.weft.abi.StreamFrame;
import dev.weft.abi.Suspension;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stream as the weaver makes it of a method that emits items, and that cleans up in a {@code finally}. It says what it does
 * in a list of events: {@code asks 1}, {@code closing}, {@code closed}.
 */
final class ItemSource<T> extends StreamFrame<T> {
    private static final int AT_ITEM = 1;
    private static final int YIELDED = 2;
    private static final int CLEANING_UP = 3;

    private final String name;
    private final List<String> events;
    private final List<T> items;
    private boolean yields;
    private int failAt = -1;
    private @Nullable Throwable failure;
    private @Nullable Coroutine<?> cleanUp;
    private @Nullable Throwable failureOfCleanUp;
    private @Nullable Throwable thrown;
    private int next;

    ItemSource(String name, List<String> events, List<T> items) {
        this.name = name;
        this.events = events;
        this.items = items;
    }

    /** Lets others run before each item. */
    ItemSource<T> yielding() {
        yields = true;
        return this;
    }

    /** Fails after so many items. */
    ItemSource<T> failing(int after, Throwable with) {
        failAt = after;
        failure = with;
        return this;
    }

    /** Awaits something as it cleans up. */
    ItemSource<T> cleaningUpBy(Coroutine<?> what) {
        cleanUp = what;
        return this;
    }

    ItemSource<T> failingToCleanUp(Throwable with) {
        failureOfCleanUp = with;
        return this;
    }

    @Override
    protected @Nullable Object advance(FrameDriver driver) throws Throwable {
        int at = state;
        if (at == CLEANING_UP) {
            Suspension.resumed(driver);
            return cleanedUp();
        }
        try {
            if (at > 0) {
                Suspension.resumed(driver);
            }
            if (at != YIELDED) {
                events.add("asks " + (next + 1));
                if (yields && Suspension.await(Weft.yieldNow(), driver, Suspension.depth(driver)) == SUSPENDED) {
                    return suspended(YIELDED, driver);
                }
            }
            if (next == failAt && failure != null) {
                throw failure;
            }
            if (next < items.size()) {
                Suspension.emit(items.get(next++), this);
                state = AT_ITEM;
                return true;
            }
        } catch (Throwable ofTheBody) {
            thrown = ofTheBody;
        }
        events.add(name + "closing");
        if (cleanUp != null && Suspension.await(cleanUp, driver, Suspension.depth(driver)) == SUSPENDED) {
            return suspended(CLEANING_UP, driver);
        }
        return cleanedUp();
    }

    private Object suspended(int at, FrameDriver driver) {
        state = at;
        Suspension.suspend(this, driver);
        return SUSPENDED;
    }

    private Object cleanedUp() throws Throwable {
        events.add(name + "closed");
        if (failureOfCleanUp != null) {
            throw failureOfCleanUp;
        }
        if (thrown != null) {
            throw thrown;
        }
        return false;
    }

    @Override
    protected StackTraceElement position() {
        return new StackTraceElement("Shop", name + "rows", "Shop.java", 1);
    }
}
