package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.Async;
import dev.weft.AsyncCloseable;
import dev.weft.Coroutine;
import dev.weft.net.ByteReader;
import dev.weft.net.ByteStream;
import dev.weft.net.Net;
import java.io.IOException;

/** A client of the service. */
record Client(ByteStream stream, ByteReader lines) implements AsyncCloseable {

    @Async
    static Coroutine<Client> connect(String host, int port) throws IOException {
        var stream = await(Net.connect(host, port));
        return result(new Client(stream, new ByteReader(stream)));
    }

    @Async
    Coroutine<String> ask(String line) throws IOException {
        await(stream.write(UTF_8.encode(line + "\n")));
        return result(await(lines.line(3000)));
    }

    @Override
    public Coroutine<Void> closeAsync() {
        return lines.closeAsync();
    }
}
