package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.sleep;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.test.Explore;
import dev.weft.test.Sim;
import dev.weft.test.WeftTest;

/** A server and a client, on two hosts of one JVM. */
class TillTest {

    @WeftTest
    void aPayment(Sim sim) {
        var network = sim.network();
        var till = new Till();
        network.host("till").background(till::serve);
        await(network.host("customer").start(() -> Customer.pay(1, 10)));
        assertEquals(10, till.sum());
        assertEquals(ofMillis(4), sim.elapsed());
    }

    @Explore
    void isTakenOnce(Sim sim) {
        var network = sim.network();
        network.latency(ofMillis(1), ofMillis(40));
        var till = new Till();
        network.host("till").background(till::serve);
        var paying = network.host("customer").start(() -> Customer.pay(1, 10));
        await(sleep(ofSeconds(1)));
        sim.calm();
        await(paying);
        await(sleep(ofSeconds(1)));
        assertEquals(10, till.sum());
    }

    @Explore
    void survivesACrash(Sim sim) {
        var network = sim.network();
        var host = network.host("till");
        var till = new Till();
        host.background(till::serve);
        var paying = network.host("customer").start(() -> Customer.pay(1, 10));
        await(sleep(sim.choose("crash after", ofMillis(1), ofMillis(2), ofMillis(3))));
        network.crash(host);
        await(sleep(ofSeconds(1)));
        host.restart();
        host.background(till::serve);
        sim.calm();
        await(paying);
        assertEquals(10, till.sum());
    }
}
