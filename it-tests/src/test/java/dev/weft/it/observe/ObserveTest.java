package dev.weft.it.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.tools.observe.AwaitTree;
import dev.weft.tools.observe.LoopState;
import dev.weft.tools.observe.NotObservable;
import dev.weft.tools.observe.RunningJvm;
import dev.weft.tools.observe.TaskTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code ps} and {@code pstree} of a program in a JVM of its own, from the moment on when it has begun. */
@Tag("jdk")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ObserveTest {

    private interface Look {
        void at(long pid) throws Exception;
    }

    private static void whileRunning(List<String> options, Look look) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Observed.class.getName()));
        Process program = new ProcessBuilder(command).inheritIO().start();
        try {
            look.at(program.pid());
        } finally {
            program.destroyForcibly().waitFor();
        }
    }

    /** The first tries may come before the JVM can be attached to, or has begun to run a loop. */
    private static RunningJvm attached(long pid) throws Exception {
        NotObservable last = null;
        for (int i = 0; i < 100; i++) {
            try {
                RunningJvm jvm = RunningJvm.attach(pid);
                try {
                    jvm.loops(0);
                    return jvm;
                } catch (NotObservable notYet) {
                    last = notYet;
                    jvm.close();
                }
            } catch (NotObservable notYet) {
                last = notYet;
            }
            Thread.sleep(100);
        }
        throw last;
    }

    /** On a busy machine a loop may not answer in time, and is looked at from outside. Then it is asked again. */
    private static List<LoopState> answers(RunningJvm jvm, int maxTasks) throws Exception {
        List<LoopState> loops = jvm.loops(maxTasks);
        for (int i = 0; i < 100 && !loops.stream().allMatch(LoopState::consistent); i++) {
            Thread.sleep(100);
            loops = jvm.loops(maxTasks);
        }
        return loops;
    }

    private static int line(String mark) throws IOException {
        Path source = Path.of("src/test/java/dev/weft/it/observe/Observed.java");
        List<String> lines = Files.readAllLines(source);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).endsWith("// line " + mark)) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException(mark);
    }

    private static String position(String method) throws IOException {
        return "dev.weft.it.observe.Observed." + method + "(Observed.java:" + line(method) + ")";
    }

    @Test
    void aRunningProgramShowsItsTasksAndWhoAwaitsWhom() throws Exception {
        whileRunning(List.of(), pid -> {
            try (RunningJvm jvm = attached(pid)) {
                List<String> tree = AwaitTree.lines(answers(jvm, 100)).stream()
                        .map(line -> line.replaceFirst("CompletableFuture@.*", "CompletableFuture"))
                        .toList();
                assertEquals(
                        List.of(
                                "event loop 1 on thread main",
                                "└── (T) Task-1 [1.1]",
                                "    └── " + position("open"),
                                "        └── dev.weft.Weft.gather(Weft.java)",
                                "            ├── (T) ann [1.2]",
                                "            │   └── " + position("outer"),
                                "            │       └── " + position("inner"),
                                "            │           └── java.util.concurrent.CompletableFuture",
                                "            └── (T) bob [1.3]",
                                "                └── " + position("outer"),
                                "                    └── " + position("inner"),
                                "                        └── java.util.concurrent.CompletableFuture"),
                        tree);
                List<String> table = TaskTable.lines(answers(jvm, 1));
                assertTrue(table.get(2).startsWith("1.1  SUSPENDED  Task-1  " + position("open")), table.get(2));
                assertEquals("… and 2 more", table.get(3));
            }
        });
    }

    @Test
    void aProgramCanKeepItsLoopsToItself() throws Exception {
        whileRunning(List.of("-Ddev.weft.jmx=false"), pid -> {
            NotObservable refused = null;
            for (int i = 0; i < 100 && refused == null; i++) {
                try (RunningJvm jvm = RunningJvm.attach(pid)) {
                    refused = assertThrows(NotObservable.class, () -> jvm.loops(1));
                } catch (NotObservable starting) {
                    Thread.sleep(100);
                }
            }
            assertTrue(refused.getMessage().contains("-Ddev.weft.jmx=false"), refused.getMessage());
        });
    }
}
