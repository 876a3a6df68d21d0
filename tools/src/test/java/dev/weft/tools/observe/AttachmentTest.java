package dev.weft.tools.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Processes that cannot be observed. The integration tests observe those that can. */
class AttachmentTest {

    private static String refused(long pid) {
        return assertThrows(NotObservable.class, () -> RunningJvm.attach(pid)).getMessage();
    }

    @Test
    void thereIsNoSuchProcess() {
        assertEquals("there is no process 2147483647", refused(Integer.MAX_VALUE));
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
