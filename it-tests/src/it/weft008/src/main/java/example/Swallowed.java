package example;

import dev.weft.Allow;
import dev.weft.Async;
import dev.weft.AsyncStream;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.TaskGroup;
import dev.weft.Weft;

class Swallowed {
    private final Object lock = new Object();

    @Async
    Coroutine<Void> throwable(Coroutine<Void> work) {
        try {
            Weft.await(work);
        } catch (Throwable t) { // WEFT008
            System.out.println(t);
        }
        return Weft.done();
    }

    @Async
    Coroutine<Integer> cancelled(Coroutine<Integer> work) {
        try {
            return Weft.result(Weft.await(work));
        } catch (CancelledError e) { // WEFT008
            return Weft.result(0);
        }
    }

    @Async
    @SuppressWarnings("finally")
    Coroutine<Integer> inFinally(Coroutine<Integer> work) {
        try {
            Weft.await(work);
        } finally {
            return Weft.result(0); // WEFT008
        }
    }

    @Async
    AsyncStream<Integer> emitted() {
        for (int i = 0; i < 3; i++) {
            try {
                Weft.emit(i);
            } catch (Throwable t) { // WEFT008
                System.out.println(t);
            }
        }
        return Weft.end();
    }

    @Async
    Coroutine<Integer> rethrown(Coroutine<Integer> work) {
        try {
            return Weft.result(Weft.await(work));
        } catch (CancelledError e) {
            throw e;
        } catch (Throwable t) {
            return Weft.result(0);
        }
    }

    @Async
    Coroutine<Integer> thrownLater(Coroutine<Integer> work) {
        Error failure = null;
        try {
            Weft.await(work);
        } catch (Error e) {
            failure = e;
        }
        Weft.await(Weft.yieldNow());
        if (failure != null) {
            throw failure;
        }
        return Weft.result(1);
    }

    @Async
    Coroutine<Integer> compilersHandlers(Coroutine<Integer> work, AutoCloseable resource) throws Exception {
        int sum = 0;
        try (resource;
                var group = TaskGroup.open()) {
            group.start(Weft.done());
            sum += Weft.await(work);
            synchronized (lock) {
                sum++;
            }
        } catch (IllegalStateException e) {
            sum += Weft.await(Weft.result(1));
        } finally {
            sum += Weft.await(Weft.result(2));
        }
        return Weft.result(sum);
    }

    @Async
    @Allow("WEFT008")
    Coroutine<Void> allowed(Coroutine<Void> work) {
        try {
            Weft.await(work);
        } catch (Throwable t) {
            System.out.println(t);
        }
        return Weft.done();
    }
}
