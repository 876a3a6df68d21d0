import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a class with a method of 65,517 bytes of at most 65,535: no room for what is woven into it. */
class LongMethod {
    public static void main(String[] args) throws IOException {
        var step = "        s ^= s << 3;\n"; // 6 bytes
        var source = """
                package example;

                import dev.weft.Async;
                import dev.weft.Coroutine;
                import dev.weft.Weft;

                class TooLong {
                    @Async
                    static Coroutine<Integer> one() {
                        int s = 1; // WEFT009
                %s        return Weft.result(s + Weft.await(Weft.result(1)));
                    }

                    @Async
                    static Coroutine<Integer> two() {
                        return Weft.result(Weft.await(Weft.result(2)));
                    }
                }
                """;
        var file = Path.of(args[0]);
        Files.createDirectories(file.getParent());
        Files.writeString(file, source.formatted(step.repeat(10_915)));
    }
}
