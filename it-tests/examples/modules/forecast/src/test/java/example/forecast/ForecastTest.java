package example.forecast;

import static dev.weft.Weft.failed;
import static dev.weft.Weft.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.EventLoop;
import dev.weft.ports.VirtualTime;
import example.stations.Station;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Surefire runs the tests on the module path. */
class ForecastTest {
    private final VirtualTime time = new VirtualTime();
    private final EventLoop loop = EventLoop.create(time, time);

    @AfterEach
    void closeLoop() {
        loop.close();
    }

    @Test
    void coroutinesOfTheOtherModule() throws IOException {
        Station cold = () -> result(-2.0);
        Station warm = () -> result(4.0);
        assertEquals(1.0, loop.runUntilComplete(Forecast.tomorrow(List.of(cold, warm))));
        assertEquals(Duration.ofHours(1), time.elapsed(), "the stations measure at the same time");
    }

    @Test
    void exceptionsOfTheOtherModule() {
        var broken = new IOException("no answer");
        Station station = () -> failed(broken);
        assertSame(
                broken,
                assertThrows(IOException.class, () -> loop.runUntilComplete(Forecast.tomorrow(List.of(station)))));
    }

    @Test
    void bothAreModules() {
        assertEquals("example.stations", Station.class.getModule().getName());
        assertEquals("example.forecast", Forecast.class.getModule().getName());
    }
}
