package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static java.time.Duration.ofMillis;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.test.Explore;
import dev.weft.test.Simulation;
import dev.weft.test.WeftTest;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class DatabaseLinksTest {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    /** A new database in memory, which is gone when its last connection is closed. */
    private static Coroutine<Database> database() throws SQLException {
        return Database.open("jdbc:h2:mem:links" + DATABASES.incrementAndGet(), 2);
    }

    @WeftTest
    void findsWhatWasAdded() throws Exception {
        try (var database = await(database())) {
            var links = new DatabaseLinks(database);
            assertEquals("1", await(links.add("https://example.org/long")));
            assertEquals("2", await(links.add("https://example.org/longer")));
            assertEquals("1", await(links.add("https://example.org/long")));
            assertEquals("https://example.org/longer", await(links.find("2")));
            assertNull(await(links.find("3")));
            assertNull(await(links.find("?")));
        }
    }

    @Async
    private static Coroutine<String> addAfter(Duration delay, Links links) throws Exception {
        await(sleep(delay));
        return links.add("https://example.org");
    }

    /** Two clients add the same page: one a little later than the other. */
    @Async
    private static Coroutine<Void> twoClients(Function<Database, Links> made) throws Exception {
        try (var database = await(database())) {
            var links = made.apply(database);
            var ann = start(addAfter(ofMillis(0), links), "ann");
            var bob = start(addAfter(ofMillis(1), links), "bob");
            await(gather(ann, bob));
            assertEquals(ann.resultNow(), bob.resultNow());
        }
        return done();
    }

    @WeftTest
    void hastyLinksWithTwoClients() throws Exception {
        await(twoClients(HastyLinks::new));
    }

    @Test
    void anExplorationFindsTheMistake() {
        var report = Simulation.explore(Simulation.Options.defaults(), sim -> twoClients(HastyLinks::new));
        var failure = report.failure().orElseThrow();
        assertInstanceOf(SQLIntegrityConstraintViolationException.class, failure.thrown());
    }

    @Explore(schedules = 100)
    void twoClientsUnderManySchedules() throws Exception {
        await(twoClients(DatabaseLinks::new));
    }
}
