package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Awaiter;
import dev.weft.Coroutine;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;

/** A device that calls back. */
final class Sensor {
    /** What its maker gives. */
    interface Device {
        /** Calls one of the two, on some thread. */
        int begin(DoubleConsumer measured, Consumer<Exception> failed);

        void abort(int number);
    }

    private final Device device;

    Sensor(Device device) {
        this.device = device;
    }

    @Async
    Coroutine<Double> temperature() {
        var number = new int[1];
        Awaiter<Double> called = Awaiter.of(
                callback -> number[0] = device.begin(callback::succeed, callback::fail), () -> device.abort(number[0]));
        return result(await(called));
    }
}
