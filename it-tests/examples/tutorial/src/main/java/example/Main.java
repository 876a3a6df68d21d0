package example;

import static dev.weft.Weft.await;

import dev.weft.Entry;

/** The service, with its links in a file. */
public class Main {
    private static final int CONNECTIONS = 4;

    /** The first argument is the port, the second one the address of the database. */
    @Entry
    public static void main(String[] args) throws Exception {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 7000;
        var url = args.length > 1 ? args[1] : "jdbc:h2:./links";
        try (var database = await(Database.open(url, CONNECTIONS))) {
            await(new Server(new DatabaseLinks(database)).run(port));
        }
    }
}
