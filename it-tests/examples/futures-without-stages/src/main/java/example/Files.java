package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Awaiter;
import dev.weft.Coroutine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.CompletionHandler;
import java.nio.file.Path;

/** Callbacks of two methods, as those of {@code java.nio}. */
class Files {

    @Async
    static Coroutine<String> begin(Path file, int bytes) throws IOException {
        try (var channel = AsynchronousFileChannel.open(file)) {
            var buffer = ByteBuffer.allocate(bytes);
            var read = await(Awaiter.<Integer>of(done -> channel.read(buffer, 0, done, new Completing<>())));
            return result(new String(buffer.array(), 0, read));
        }
    }

    private static class Completing<T> implements CompletionHandler<T, Awaiter.Callback<T>> {
        @Override
        public void completed(T value, Awaiter.Callback<T> done) {
            done.succeed(value);
        }

        @Override
        public void failed(Throwable failure, Awaiter.Callback<T> done) {
            done.fail(failure);
        }
    }
}
