package dev.weft.it.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code java -jar} of the {@code -all} jar. */
@Timeout(120)
class CommandLineTest {
    @TempDir
    Path directory;

    private Workspace work;

    @BeforeEach
    void inADirectory() {
        work = new Workspace(directory);
    }

    @Test
    void whatIsWovenRuns() throws Exception {
        var classes = work.compiled("Greeter", Workspace.GREETER);
        var woven = weft("--classpath", Artifacts.runtime().toString(), "--verify", classes.toString());
        assertEquals(List.of("woven: 3 methods in 3 of 3 classes"), woven.wellLines());
        assertEquals(
                List.of(Workspace.GREETED),
                Jdk.java("-cp", work.classpath(), "Greeter").wellLines());
    }

    @Test
    void aRejectedClassIsOneAndAFileThatIsMissingTwo() throws Exception {
        var classes = work.compiled("Locked", Workspace.LOCKED);
        var before = Files.readAllBytes(classes.resolve("Locked.class"));
        var rejected = weft(classes.toString());
        assertEquals(1, rejected.exit());
        assertTrue(rejected.err().startsWith("Locked.java:3: error: WEFT003: "), rejected.err());
        assertEquals(List.of("nothing woven: 1 finding"), rejected.outLines());
        assertEquals(0, Arrays.compare(before, Files.readAllBytes(classes.resolve("Locked.class"))));

        var missing = weft(directory.resolve("missing.jar").toString());
        assertEquals(2, missing.exit());
        assertTrue(missing.err().startsWith("weft: "), missing.err());
    }

    @Test
    void argumentsMayStandInAFile() throws Exception {
        var classes = work.compiled("Locked", Workspace.LOCKED);
        var arguments = Files.writeString(directory.resolve("arguments"), "--json\n" + classes + "\n");
        var err = weft("@" + arguments).err();
        assertTrue(err.startsWith("{\"code\":\"WEFT003\","), err);
    }

    private static Jdk.Ended weft(String... arguments) throws Exception {
        var all = new String[arguments.length + 2];
        all[0] = "-jar";
        all[1] = Artifacts.allJar().toString();
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return Jdk.java(all);
    }
}
