package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.CompletionHandler;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** A callback completes a future, and that is awaited. */
class Files {

    @Async
    static Coroutine<String> begin(Path file, int bytes) throws IOException {
        try (var channel = AsynchronousFileChannel.open(file)) {
            var buffer = ByteBuffer.allocate(bytes);
            var read = new CompletableFuture<Integer>();
            channel.read(buffer, 0, read, new Completing<>());
            return result(new String(buffer.array(), 0, await(read)));
        }
    }

    private static class Completing<T> implements CompletionHandler<T, CompletableFuture<T>> {
        @Override
        public void completed(T value, CompletableFuture<T> future) {
            future.complete(value);
        }

        @Override
        public void failed(Throwable failure, CompletableFuture<T> future) {
            future.completeExceptionally(failure);
        }
    }
}
