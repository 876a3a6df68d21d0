package example;

import dev.weft.ContextCarrier.Captured;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableContext.ContextState;

/** Lets the beans of a request follow coroutines and hot methods: Quarkus keeps them by thread. */
final class RequestScope {
    private RequestScope() {}

    static Captured capture() {
        var captured = current();
        return () -> {
            var former = current();
            set(captured);
            return () -> set(former);
        };
    }

    private static ContextState current() {
        return Arc.container().requestContext().getStateIfActive();
    }

    private static void set(ContextState state) {
        var requests = Arc.container().requestContext();
        if (state == null) {
            requests.deactivate();
        } else {
            requests.activate(state);
        }
    }
}
