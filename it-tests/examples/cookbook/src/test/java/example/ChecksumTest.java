package example;

import static dev.weft.Weft.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class ChecksumTest {

    @Test
    void ofAFile(@TempDir Path folder) throws IOException {
        var bytes = new byte[1_000_000];
        new Random(1).nextBytes(bytes);
        var sum = new CRC32();
        sum.update(bytes);
        var file = Files.write(folder.resolve("file"), bytes);
        assertEquals(sum.getValue(), run(() -> Checksum.of(file)));
    }

    @Test
    void ofNone(@TempDir Path folder) {
        assertThrows(NoSuchFileException.class, () -> run(() -> Checksum.of(folder.resolve("none"))));
    }
}
