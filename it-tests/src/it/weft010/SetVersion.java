import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Gives a class file another version number. */
class SetVersion {
    public static void main(String[] args) throws IOException {
        var file = Path.of(args[0]);
        var bytes = Files.readAllBytes(file);
        bytes[7] = (byte) Integer.parseInt(args[1]);
        Files.write(file, bytes);
    }
}
