package example;

import dev.weft.test.WeftTest;

class KitTest {
    @WeftTest
    void doesNotAwait() {}
}
