package example;

import dev.weft.ContextCarrier;
import io.opentelemetry.context.Context;

/** What a program calls once, before it runs a loop. */
class Tracing {

    static void install() {
        ContextCarrier.install(() -> Context.current()::makeCurrent);
    }
}
