package dev.weft.it.javadoc;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.sleep;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Weft;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** The example of the package {@code dev.weft.management}. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class ManagementExamplesTest {

    static List<String> tasks(MBeanServerConnection server) throws Exception {
        var lines = new ArrayList<String>();
        for (var name : server.queryNames(new ObjectName("dev.weft:type=EventLoop,*"), null)) {
            var loop = (CompositeData) server.invoke(name, "snapshot", new Object[] {100}, new String[] {"int"});
            for (var task : (CompositeData[]) loop.get("tasks")) {
                lines.add(task.get("id") + " " + task.get("name") + " " + task.get("status"));
            }
        }
        return lines;
    }

    /** A loop is seen about a second after it has begun to run. */
    @Async
    private static Coroutine<Void> looks() throws Exception {
        var sleeper = Weft.start(sleep(Duration.ofHours(1)), "sleeper");
        List<String> seen = List.of();
        while (seen.stream().noneMatch(line -> line.endsWith(" sleeper SUSPENDED"))) {
            await(sleep(Duration.ofMillis(50)));
            seen = await(Weft.blocking(() -> tasks(ManagementFactory.getPlatformMBeanServer())));
        }
        assertTrue(sleeper.cancel());
        return done();
    }

    @Test
    void aProgramIsSeen() {
        Weft.run(ManagementExamplesTest::looks);
    }
}
