package dev.weft.internal.stream;

import dev.weft.AsyncCursor;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.Suspension;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The items of a cursor that somebody has written by hand. It is closed with this stream. */
final class OfCursor<T> extends Operator<T> {
    private static final int ASKING = OWN;

    private final AsyncCursor<? extends T> cursor;

    OfCursor(AsyncCursor<? extends T> cursor) {
        this.cursor = cursor;
    }

    @Override
    @Nullable
    Object step(int at, @Nullable Object outcome, FrameDriver driver) throws Throwable {
        int depth = Suspension.depth(driver);
        Object given = at == ASKING ? outcome : Suspension.next(cursor, driver, depth);
        if (given == SUSPENDED) {
            return suspended(ASKING, driver);
        }
        Boolean isThere = (Boolean) Objects.requireNonNull(given, "next() of a cursor gave null");
        return isThere ? give(cursor.current()) : end(driver, depth);
    }

    @Override
    @Nullable
    Object closeSources(FrameDriver driver, int depth) throws Throwable {
        return Suspension.close(cursor, driver, depth);
    }

    @Override
    public String streamName() {
        return "AsyncStream.from";
    }
}
