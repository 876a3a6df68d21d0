package example;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import dev.weft.Awaiter;
import java.util.concurrent.ExecutionException;

/** What a {@code ListenableFuture} gives; those of gRPC's future stubs are of this type, too. */
record Guava<T>(ListenableFuture<T> future) implements Awaiter<T> {

    static <T> Guava<T> of(ListenableFuture<T> future) {
        return new Guava<>(future);
    }

    @Override
    public boolean isReady() {
        return future.isDone();
    }

    @Override
    public T result() throws Throwable {
        try {
            return Futures.getDone(future);
        } catch (ExecutionException wrapped) {
            throw wrapped.getCause();
        }
    }

    @Override
    public void onReady(Runnable wake) {
        future.addListener(wake, MoreExecutors.directExecutor());
    }

    @Override
    public void onCancelled() {
        future.cancel(true);
    }
}
