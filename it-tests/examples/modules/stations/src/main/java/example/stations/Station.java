package example.stations;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;

import dev.weft.Async;
import dev.weft.Coroutine;
import java.io.IOException;
import java.time.Duration;

/** A place that measures the temperature. */
public interface Station {

    /** In degrees Celsius. */
    Coroutine<Double> temperature() throws IOException;

    /** The mean of several measurements, with a pause after each; woven here, in the interface. */
    @Async
    default Coroutine<Double> mean(int measurements, Duration pause) throws IOException {
        double sum = 0;
        for (int i = 0; i < measurements; i++) {
            sum += await(temperature());
            await(sleep(pause));
        }
        return result(sum / measurements);
    }
}
