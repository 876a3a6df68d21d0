package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.gather;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.test.WeftTest;
import java.util.ArrayList;
import java.util.List;

class RequestsTest {

    @WeftTest
    void eachHasItsOwn() {
        var site = new FakeSite(ofSeconds(1));
        site.broken.add("body");
        var log = new ArrayList<String>();
        var requests = new Requests(site, log);
        assertEquals(List.of("<head> ?", "<head> ?"), await(gather(requests.handle("one"), requests.handle("two"))));
        assertEquals(List.of("one: no body", "two: no body"), log);
    }
}
