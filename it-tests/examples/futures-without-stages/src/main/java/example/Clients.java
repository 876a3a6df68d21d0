package example;

import static com.google.common.util.concurrent.MoreExecutors.directExecutor;

import com.google.common.util.concurrent.ListenableFuture;
import dev.weft.Awaiter;
import io.netty.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** One line for each kind of client. */
class Clients {

    /** Also the futures of gRPC's future stubs are of this type. */
    static <T> Awaiter<T> guava(ListenableFuture<T> future) {
        return Awaiter.ofFuture(future, wake -> future.addListener(wake, directExecutor()));
    }

    static <T> Awaiter<T> netty(Future<T> future) {
        return Awaiter.ofFuture(future, wake -> future.addListener(done -> wake.run()));
    }

    /** A client with one callback for value and failure, as Kafka's producer: {@code producer.send(record, done::accept)}. */
    interface Producer {
        void send(String text, BiConsumer<Long, Exception> callback);
    }

    static Awaiter<Long> send(Producer producer, String text) {
        return Awaiter.of(done -> producer.send(text, done::accept));
    }

    /** A client with two callbacks, whose requests can be cancelled. */
    interface Client {
        void get(String url, Consumer<String> received, Consumer<Throwable> failed);

        void cancel(String url);
    }

    static Awaiter<String> get(Client client, String url) {
        return Awaiter.of(done -> client.get(url, done::succeed, done::fail), () -> client.cancel(url));
    }
}
