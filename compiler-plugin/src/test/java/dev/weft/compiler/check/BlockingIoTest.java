package dev.weft.compiler.check;

import dev.weft.compiler.testkit.Findings;
import org.junit.jupiter.api.Test;

/** WEFT007, of files, databases and the network. */
class BlockingIoTest {

    @Test
    void files() {
        Findings.asCommented("""
                import java.io.*;
                import java.nio.*;
                import java.nio.channels.*;
                import java.nio.file.*;
                class C {
                    @Async static Coroutine<Void> paths(Path p, Path q, InputStream in) throws IOException {
                        Files.readString(p); // WEFT007: 'Files.readString' blocks the thread, which other tasks share
                        Files.readAllLines(p); // WEFT007: 'Files.readAllLines' blocks the thread, which other tasks share
                        Files.write(p, new byte[1]); // WEFT007: 'Files.write' blocks the thread, which other tasks share
                        Files.copy(in, p); // WEFT007: 'Files.copy' blocks the thread, which other tasks share
                        try (var all = Files.walk(p)) { // WEFT007: 'Files.walk' blocks the thread, which other tasks share
                            all.toList();
                        }
                        try (var reader = Files.newBufferedReader(p)) { // WEFT007: 'Files.newBufferedReader' blocks the thread, which other tasks share
                            reader.readLine();
                        }
                        return done();
                    }
                    @Async static Coroutine<Void> streams(File f) throws IOException {
                        new FileInputStream(f).read(); // WEFT007: 'new FileInputStream' blocks the thread, which other tasks share
                        new FileOutputStream(f).write(1); // WEFT007: 'new FileOutputStream' blocks the thread, which other tasks share
                        new BufferedReader(new FileReader(f)).readLine(); // WEFT007: 'new FileReader' blocks the thread, which other tasks share
                        new FileWriter(f).append("x"); // WEFT007: 'new FileWriter' blocks the thread, which other tasks share
                        return done();
                    }
                    @Async static Coroutine<Void> channels(RandomAccessFile f, FileChannel c, ByteBuffer b) throws IOException {
                        f.readFully(new byte[1]); // WEFT007: 'RandomAccessFile.readFully' blocks the thread, which other tasks share
                        f.seek(0);
                        c.read(b); // WEFT007: 'FileChannel.read' blocks the thread, which other tasks share
                        c.force(true); // WEFT007: 'FileChannel.force' blocks the thread, which other tasks share
                        c.position(0);
                        return done();
                    }
                }
                """);
    }

    @Test
    void whatNeedsNoFileOrIsQuick() {
        Findings.asCommented("""
                import java.io.*;
                import java.nio.*;
                import java.nio.channels.*;
                import java.nio.file.*;
                class C {
                    @Async static Coroutine<Boolean> m(Path p, ReadableByteChannel c, ByteBuffer b, Reader r, Iterator<?> i)
                            throws IOException {
                        new ByteArrayInputStream(new byte[1]).read();
                        new BufferedReader(new StringReader("")).readLine();
                        new ByteArrayOutputStream().write(1);
                        var f = new File("x");
                        i.next();
                        c.read(b);
                        r.read();
                        new C().copy();
                        new FileOutputStream(FileDescriptor.out).write(1);
                        new FileInputStream(FileDescriptor.in).read();
                        new FileWriter(FileDescriptor.err).append("x");
                        new InMemory().connect(null);
                        return result(f.exists() && Files.exists(p));
                    }
                    void copy() {}
                    static class InMemory extends java.net.Socket {
                        @Override public void connect(java.net.SocketAddress address) {}
                    }
                    @Async static Coroutine<String> elsewhere(Path p) {
                        return result(await(blocking(() -> Files.readString(p))));
                    }
                    static String plain(Path p) throws IOException { return Files.readString(p); }
                    @Entry static void main(String[] args) throws IOException {
                        var settings = Files.readString(Path.of(args[0]));
                        var reader = new FileReader("x");
                        await(elsewhere(Path.of(settings)));
                        AsyncCallable<String> lambda = () -> {
                            await(yieldNow());
                            return result(Files.readString(Path.of("x"))); // WEFT007: 'Files.readString' blocks the thread, which other tasks share
                        };
                    }
                }
                """);
    }

    @Test
    void databases() {
        Findings.asCommented("""
                import java.sql.*;
                import javax.sql.DataSource;
                import javax.sql.rowset.CachedRowSet;
                class C {
                    @Async static Coroutine<Void> m(DataSource source, CachedRowSet cached) throws SQLException {
                        DriverManager.getConnection("jdbc:x"); // WEFT007: 'DriverManager.getConnection' blocks the thread, which other tasks share
                        var connection = source.getConnection(); // WEFT007: 'DataSource.getConnection' blocks the thread, which other tasks share
                        var select = connection.prepareStatement("select 1");
                        select.setInt(1, 1);
                        select.execute(); // WEFT007: 'PreparedStatement.execute' blocks the thread, which other tasks share
                        var rows = connection.createStatement().executeQuery("x"); // WEFT007: 'Statement.executeQuery' blocks the thread, which other tasks share
                        while (rows.next()) { // WEFT007: 'ResultSet.next' blocks the thread, which other tasks share
                            rows.getString(1);
                        }
                        connection.commit(); // WEFT007: 'Connection.commit' blocks the thread, which other tasks share
                        cached.next();
                        Executor executor = Runnable::run;
                        executor.execute(() -> {});
                        return done();
                    }
                    @Entry static void main(String[] args) throws SQLException {
                        DriverManager.getConnection("jdbc:x"); // WEFT007: 'DriverManager.getConnection' blocks the thread, which other tasks share
                    }
                }
                """);
    }

    @Test
    void theNetwork() {
        Findings.asCommented("""
                import java.io.IOException;
                import java.net.*;
                class C {
                    @Async static Coroutine<Void> m(String host, URL url, HttpURLConnection http, Socket socket, ServerSocket server,
                            DatagramSocket datagrams) throws IOException {
                        InetAddress.getByName(host); // WEFT007: 'InetAddress.getByName' blocks the thread, which other tasks share
                        InetAddress.getAllByName("example.com"); // WEFT007: 'InetAddress.getAllByName' blocks the thread, which other tasks share
                        InetAddress.getByName("127.0.0.1");
                        InetAddress.getByName("::1");
                        InetAddress.getLoopbackAddress();
                        url.openStream(); // WEFT007: 'URL.openStream' blocks the thread, which other tasks share
                        url.openConnection();
                        http.setRequestMethod("GET");
                        http.getResponseCode(); // WEFT007: 'HttpURLConnection.getResponseCode' blocks the thread, which other tasks share
                        http.getInputStream(); // WEFT007: 'HttpURLConnection.getInputStream' blocks the thread, which other tasks share
                        socket.connect(null); // WEFT007: 'Socket.connect' blocks the thread, which other tasks share
                        server.accept(); // WEFT007: 'ServerSocket.accept' blocks the thread, which other tasks share
                        datagrams.receive(null); // WEFT007: 'DatagramSocket.receive' blocks the thread, which other tasks share
                        return done();
                    }
                }
                """);
    }
}
