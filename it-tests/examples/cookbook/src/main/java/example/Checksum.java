package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.net.AsyncFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32;

/** Reads a file that need not fit into memory. */
final class Checksum {
    private Checksum() {}

    @Async
    static Coroutine<Long> of(Path path) throws IOException {
        var sum = new CRC32();
        var buffer = ByteBuffer.allocateDirect(65_536);
        try (var file = await(AsyncFile.open(path))) {
            while (await(file.read(buffer))) {
                sum.update(buffer.flip());
                buffer.clear();
            }
        }
        return result(sum.getValue());
    }
}
