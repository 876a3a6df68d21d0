package example;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Entry;
import dev.weft.Weft;

abstract class Declared {
    @Async
    synchronized Coroutine<Integer> locked() {
        return Weft.result(Weft.await(Weft.result(1))); // WEFT004
    }

    @Async
    static synchronized Coroutine<Integer> classLocked() {
        return Weft.result(2); // WEFT004
    }

    @Async
    native Coroutine<Integer> elsewhere(); // WEFT004

    @Async
    abstract Coroutine<Integer> later(); // WEFT004

    @Entry
    synchronized void lockedEntry() {
        Weft.await(Weft.yieldNow()); // WEFT004
    }

    @Entry
    native void entryElsewhere(); // WEFT004

    @Entry
    abstract void laterEntry(); // WEFT004

    interface Port {
        @Async
        Coroutine<Integer> port(); // WEFT004

        @Async
        default Coroutine<Integer> good() {
            return Weft.result(Weft.await(Weft.result(1)));
        }
    }
}
