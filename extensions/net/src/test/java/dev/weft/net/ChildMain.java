package dev.weft.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A child for tests. Its first argument says what it does. */
final class ChildMain {
    private ChildMain() {}

    /** Returns how to start a child. */
    static ProcessBuilder child(String... arguments) {
        try {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
            command.add(Path.of(ChildMain.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString());
            command.add(ChildMain.class.getName());
            command.addAll(List.of(arguments));
            return new ProcessBuilder(command);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The byte that a flood has at a place. */
    static byte floodAt(int index) {
        return (byte) (index * 31 + (index >> 8));
    }

    static byte[] flood(int length) {
        byte[] all = new byte[length];
        for (int i = 0; i < length; i++) {
            all[i] = floodAt(i);
        }
        return all;
    }

    public static void main(String... arguments) throws IOException, InterruptedException {
        InputStream in = System.in;
        switch (arguments[0]) {
            case "cat" -> in.transferTo(System.out);
            case "cat-twice" -> { // each to its stream, in small pieces
                byte[] piece = new byte[1000];
                for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                    System.out.write(piece, 0, n);
                    System.err.write(piece, 0, n);
                }
            }
            case "flood" -> {
                byte[] all = flood(Integer.parseInt(arguments[1]));
                writeAll(System.err, all);
                writeAll(System.out, all);
            }
            case "exit" -> System.exit(Integer.parseInt(arguments[1]));
            case "close-outputs" -> { // and lives until its input ends
                System.out.close();
                System.err.close();
                in.transferTo(OutputStream.nullOutputStream());
            }
            case "deaf" -> { // never reads
                System.out.println("ready");
                new CountDownLatch(1).await();
            }
            case "where" -> System.out.print(Path.of("").toAbsolutePath() + " " + System.getenv("WEFT_TEST"));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        System.out.flush();
    }

    private static void writeAll(OutputStream to, byte[] all) throws IOException {
        to.write(all);
        to.flush();
    }
}
