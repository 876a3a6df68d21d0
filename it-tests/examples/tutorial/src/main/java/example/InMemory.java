package example;

import static dev.weft.Weft.await;

import dev.weft.Entry;

/** The service without a database: what it was told is gone when it ends. */
public class InMemory {

    @Entry
    public static void main(String[] args) throws Exception {
        await(new Server(new MemoryLinks()).run(7000));
    }
}
