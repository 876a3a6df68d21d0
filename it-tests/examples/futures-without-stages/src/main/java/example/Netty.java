package example;

import dev.weft.Awaiter;
import io.netty.util.concurrent.Future;

/** What a future of Netty gives. */
record Netty<T>(Future<T> future) implements Awaiter<T> {

    static <T> Netty<T> of(Future<T> future) {
        return new Netty<>(future);
    }

    @Override
    public boolean isReady() {
        return future.isDone();
    }

    @Override
    public T result() throws Throwable {
        if (!future.isSuccess()) {
            throw future.cause();
        }
        return future.getNow();
    }

    @Override
    public void onReady(Runnable wake) {
        future.addListener(done -> wake.run());
    }

    @Override
    public void onCancelled() {
        future.cancel(false);
    }
}
