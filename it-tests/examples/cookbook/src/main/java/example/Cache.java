package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.start;

import dev.weft.Async;
import dev.weft.AsyncFunction;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.Task.Status;
import java.util.HashMap;
import java.util.Map;

/** Loads the value of a key once, whoever asks meanwhile. For the tasks of one loop. */
final class Cache<K, V> {
    private final Map<K, Task<V>> loads = new HashMap<>();
    private final AsyncFunction<K, V> loader;

    Cache(AsyncFunction<K, V> loader) {
        this.loader = loader;
    }

    @Async
    Coroutine<V> get(K key) {
        var load = loads.get(key);
        if (load == null) {
            load = start(() -> loader.apply(key), "load " + key);
            loads.put(key, load);
            load.onDone(ended -> {
                if (ended.status() != Status.SUCCEEDED) {
                    loads.remove(key, ended);
                }
            });
        }
        return result(await(load));
    }
}
