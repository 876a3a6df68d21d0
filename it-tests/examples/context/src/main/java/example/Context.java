package example;

import dev.weft.ContextCarrier;
import dev.weft.ContextLocal;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.context.ThreadLocalAccessor;
import java.util.HashSet;
import java.util.Set;

/** The bridge between coroutines and Micrometer's context propagation. To be copied; it depends on both. */
final class Context {
    private final ContextRegistry registry;

    /** Keys of context locals: coroutines have those anyway. */
    private final Set<Object> own = new HashSet<>();

    Context(ContextRegistry registry) {
        this.registry = registry;
    }

    /** From now on thread-locals that the registry knows follow coroutines. Before the first loop runs. */
    void install() {
        var snapshots = ContextSnapshotFactory.builder()
                .contextRegistry(registry)
                .captureKeyPredicate(key -> !own.contains(key))
                .clearMissing(true)
                .build();
        ContextCarrier.install(() -> snapshots.captureAll()::setThreadLocals);
    }

    /** From now on snapshots capture this context local; so Reactor and executors that are wrapped see it. */
    <T> void share(String key, ContextLocal<T> local) {
        own.add(key);
        registry.registerThreadLocalAccessor(new Shared<>(key, local));
    }

    private record Shared<T>(String key, ContextLocal<T> local) implements ThreadLocalAccessor<T> {
        @Override
        public T getValue() {
            return local.orElse(null);
        }

        @Override
        public void setValue(T value) {
            local.bindHere(value);
        }

        @Override
        public void setValue() {
            local.unbindHere();
        }
    }
}
