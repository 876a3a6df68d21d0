package example.forecast;

import static dev.weft.Weft.await;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import example.stations.Station;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Tomorrow will be as warm as today, on the average of all stations. */
public class Forecast {
    private static final Duration PAUSE = Duration.ofMinutes(10);

    /** Awaits coroutines of the other module, all at the same time. */
    @Async
    public static Coroutine<Double> tomorrow(List<Station> stations) throws IOException {
        var means = new ArrayList<Coroutine<Double>>();
        for (var station : stations) {
            means.add(station.mean(6, PAUSE));
        }
        double sum = 0;
        for (double mean : await(gather(means))) {
            sum += mean;
        }
        return result(sum / stations.size());
    }
}
