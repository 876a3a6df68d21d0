package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static dev.weft.Weft.waitAll;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.test.WeftTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;

class SensorTest {
    private final List<String> events = new ArrayList<>();
    private DoubleConsumer measured;
    private Consumer<Exception> failed;
    private final Sensor sensor = new Sensor(new Sensor.Device() {
        @Override
        public int begin(DoubleConsumer success, Consumer<Exception> failure) {
            measured = success;
            failed = failure;
            events.add("begin");
            return 7;
        }

        @Override
        public void abort(int number) {
            events.add("abort " + number);
        }
    });

    @WeftTest
    void measures() {
        var task = start(sensor.temperature());
        await(sleep(ofSeconds(1)));
        measured.accept(21.5);
        measured.accept(99); // once is enough
        assertEquals(21.5, await(task));
        assertEquals(List.of("begin"), events);
    }

    @WeftTest
    void fails() {
        var task = start(sensor.temperature());
        await(sleep(ofSeconds(1)));
        failed.accept(new IOException("broken"));
        await(waitAll(task));
        assertInstanceOf(IOException.class, task.exceptionNow());
    }

    @WeftTest
    void aCancellationAborts() {
        var task = start(sensor.temperature());
        await(sleep(ofSeconds(1)));
        task.cancel();
        await(waitAll(task));
        assertTrue(task.isCancelled());
        assertEquals(List.of("begin", "abort 7"), events);
        measured.accept(21.5); // too late
    }
}
