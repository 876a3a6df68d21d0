package dev.weft.internal.stream;

import dev.weft.abi.FrameDriver;
import dev.weft.abi.StreamFrame;
import dev.weft.abi.Suspension;
import dev.weft.internal.loop.Unchecked;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The items of an iterator, which is made when the first one is asked for. There is nothing to close. */
final class OfIterable<T> extends StreamFrame<T> {
    private static final int AT_ITEM = 1;

    private final Iterable<? extends T> items;
    private final String method;
    private @Nullable Iterator<? extends T> iterator;

    OfIterable(Iterable<? extends T> items, String method) {
        this.items = items;
        this.method = method;
    }

    @Override
    protected Object advance(FrameDriver driver) throws Throwable {
        if (state < 0) {
            iterator = items.iterator();
        } else {
            Suspension.resumed(driver);
        }
        Iterator<? extends T> from = Unchecked.present(iterator);
        if (!from.hasNext()) {
            return false;
        }
        current = from.next();
        state = AT_ITEM;
        return true;
    }

    @Override
    protected boolean catches() {
        return false;
    }

    @Override
    protected @Nullable StackTraceElement position() {
        return null;
    }

    @Override
    public String streamName() {
        return "AsyncStream." + method;
    }
}
