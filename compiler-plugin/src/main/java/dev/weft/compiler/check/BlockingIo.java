package dev.weft.compiler.check;

import static dev.weft.compiler.check.BlockingMethod.always;

import dev.weft.compiler.check.BlockingMethod.When;
import dev.weft.compiler.code.Instructions;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.objectweb.asm.tree.LdcInsnNode;

/**
 * The methods of the JDK that read and write files, ask databases, and use the network, and wait for it.
 *
 * <p>Of a file that is opened for a stream or reader, the opening counts, and not each read behind it: what is read is
 * mostly of another type, as {@code InputStream}. An entry method may use files: mostly it has its loop for itself, as a
 * test, or {@code main} before it starts a server.
 */
final class BlockingIo {

    private static final String OTHER_THREAD = "run it on another thread: await(blocking(() -> ...))";
    private static final String FILES =
            "use AsyncFile of weft-net, or run it on another thread: await(blocking(() -> ...))";
    private static final String NETWORK = "use dev.weft.net, or run it on another thread: await(blocking(() -> ...))";

    private static final String RESULT_SET = "java/sql/ResultSet";

    private static final When NOT_IN_ENTRY = (call, inEntry) -> !inEntry;

    /** What has a descriptor is open. */
    private static final When OPENS = (call, inEntry) -> !inEntry && !call.desc.equals("(Ljava/io/FileDescriptor;)V");

    /** Programs have sockets of their own, which may be in memory. */
    private static final When OF_JDK = (call, inEntry) -> call.owner.startsWith("java");

    /** Rows may come from the database; those of a {@code CachedRowSet}, which is a subtype, are there. */
    private static final When OF_RESULT_SET = (call, inEntry) -> call.owner.equals(RESULT_SET);

    private static final Pattern ADDRESS = Pattern.compile("[\\d.]*|.*:.*");

    /** What is an address already is not looked up. */
    private static final When LOOKS_UP = (call, inEntry) -> !(Instructions.before(call) instanceof LdcInsnNode constant
            && constant.cst instanceof String name
            && ADDRESS.matcher(name).matches());

    static final List<BlockingMethod> METHODS = List.of(
            new BlockingMethod(
                    "java/nio/file/Files",
                    names("readAllBytes readString readAllLines lines write writeString copy mismatch walk walkFileTree"
                            + " find list newInputStream newOutputStream newBufferedReader newBufferedWriter"
                            + " newByteChannel"),
                    NOT_IN_ENTRY,
                    FILES),
            new BlockingMethod("java/io/FileInputStream", Set.of("<init>"), OPENS, FILES),
            new BlockingMethod("java/io/FileOutputStream", Set.of("<init>"), OPENS, FILES),
            new BlockingMethod("java/io/FileReader", Set.of("<init>"), OPENS, FILES),
            new BlockingMethod("java/io/FileWriter", Set.of("<init>"), OPENS, FILES),
            new BlockingMethod("java/io/RandomAccessFile", names("read readFully readLine write"), NOT_IN_ENTRY, FILES),
            new BlockingMethod(
                    "java/nio/channels/FileChannel",
                    names("read write transferTo transferFrom force lock"),
                    NOT_IN_ENTRY,
                    FILES),
            always("java/sql/DriverManager", Set.of("getConnection"), OTHER_THREAD),
            always("javax/sql/DataSource", Set.of("getConnection"), OTHER_THREAD),
            always("java/sql/Connection", names("commit rollback isValid"), OTHER_THREAD),
            always(
                    "java/sql/Statement",
                    names("execute executeQuery executeUpdate executeBatch executeLargeUpdate executeLargeBatch"),
                    OTHER_THREAD),
            new BlockingMethod(RESULT_SET, Set.of("next"), OF_RESULT_SET, OTHER_THREAD),
            new BlockingMethod(
                    "java/net/InetAddress", names("getByName getAllByName isReachable"), LOOKS_UP, OTHER_THREAD),
            always("java/net/URL", names("openStream getContent"), OTHER_THREAD),
            always(
                    "java/net/URLConnection",
                    names("connect getInputStream getOutputStream getContent getResponseCode"),
                    OTHER_THREAD),
            new BlockingMethod("java/net/Socket", Set.of("connect"), OF_JDK, NETWORK),
            new BlockingMethod("java/net/ServerSocket", Set.of("accept"), OF_JDK, NETWORK),
            new BlockingMethod("java/net/DatagramSocket", Set.of("receive"), OF_JDK, NETWORK));

    private BlockingIo() {}

    private static Set<String> names(String joined) {
        return Stream.of(joined.split(" ")).collect(Collectors.toUnmodifiableSet());
    }
}
