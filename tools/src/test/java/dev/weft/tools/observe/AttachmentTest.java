package dev.weft.tools.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.management.BadAttributeValueExpException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Processes that cannot be observed. The integration tests observe those that can. */
class AttachmentTest {

    private static String refused(long pid) {
        return assertThrows(NotObservable.class, () -> RunningJvm.attach(pid)).getMessage();
    }

    @Test
    void thereIsNoSuchProcess() {
        assertEquals("there is no process 2147483647", refused(Integer.MAX_VALUE));
    }

    /** What RMI and JMX send passes the filter, as the message shows: it was asked for threads and properties. */
    @Test
    void aJvmWithoutWeft(@TempDir Path folder) throws Exception {
        var source = Files.writeString(
                folder.resolve("Idle.java"),
                "class Idle { public static void main(String[] a) throws Exception { System.out.println(1); System.in.read(); } }");
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var idle = new ProcessBuilder(java, source.toString())
                .redirectErrorStream(true)
                .start();
        try {
            assertEquals('1', idle.getInputStream().read());
            assertEquals("process " + idle.pid() + " runs no event loop of Weft", observed(idle.pid()));
            assertTrue(Attachment.ownPids().contains(idle.pid()), "it is ours");
        } finally {
            idle.destroyForcibly();
        }
    }

    private static String observed(long pid) throws NotObservable {
        try (var jvm = RunningJvm.attach(pid)) {
            return assertThrows(NotObservable.class, () -> jvm.loops(1)).getMessage();
        }
    }

    @Test
    void onlyOpenTypesAreTaken() throws Exception {
        OpenTypes.only();
        assertEquals(List.of("a"), received(new ArrayList<>(List.of("a"))));
        assertThrows(InvalidClassException.class, () -> received(new Own()));
        assertThrows(InvalidClassException.class, () -> received(new BadAttributeValueExpException("x")));
    }

    private static Object received(Object sent) throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(sent);
        }
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }

    private static final class Own implements Serializable {

        private static final long serialVersionUID = 1;
    }

    @Test
    void itIsThisProcess() {
        var refused = refused(ProcessHandle.current().pid());
        assertTrue(refused.endsWith("is this command"), refused);
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aProcessThatIsNoJvmIsLeftAlone() throws Exception {
        var sleeping = new ProcessBuilder("sleep", "60").start();
        try {
            assertEquals("process " + sleeping.pid() + " is no Java virtual machine", refused(sleeping.pid()));
            assertTrue(sleeping.isAlive(), sleeping::toString);
        } finally {
            sleeping.destroyForcibly();
        }
    }
}
