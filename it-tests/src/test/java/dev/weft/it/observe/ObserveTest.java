package dev.weft.it.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.tools.observe.AwaitTree;
import dev.weft.tools.observe.JvmList;
import dev.weft.tools.observe.LoopState;
import dev.weft.tools.observe.NotObservable;
import dev.weft.tools.observe.RunningJvm;
import dev.weft.tools.observe.TaskTable;
import example.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@code ps} and {@code pstree} print of a program in a JVM of its own, from when it has begun, is what the guide shows. */
@Tag("jdk")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ObserveTest {

    private interface Look {
        void at(long pid) throws Exception;
    }

    private static void whileRunning(List<String> options, Look look) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Shop.class.getName()));
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

    /** The block of the guide that begins so. */
    private static List<String> shown(String begin) throws IOException {
        String page = Files.readString(Path.of("../docs/guide/observing.md"));
        int at = page.indexOf("\n```\n" + begin) + "\n```\n".length();
        return withoutFigures(
                page.substring(at, page.indexOf("\n```\n", at)).lines().toList());
    }

    /** Times, steps and identity differ from run to run. */
    private static List<String> withoutFigures(List<String> lines) {
        return lines.stream()
                .map(line -> line.replaceAll("CompletableFuture@\\w+", "CompletableFuture@…")
                        .replaceAll("[\\d.]+ (ms|s|min|steps)\\b", "… $1"))
                .toList();
    }

    @Test
    void aRunningProgramShowsItsTasksAndWhoAwaitsWhom() throws Exception {
        whileRunning(List.of(), pid -> {
            try (RunningJvm jvm = attached(pid)) {
                assertEquals(
                        shown("event loop 1 on thread main\n"), withoutFigures(AwaitTree.lines(answers(jvm, 100))));
                assertEquals(
                        shown("event loop 1 on thread main: "), withoutFigures(TaskTable.lines(answers(jvm, 100))));
                assertEquals("… and 3 more", TaskTable.lines(answers(jvm, 1)).get(3));
            }
        });
    }

    @Test
    void theListNamesItsMainClassAndNotItsClassPath() throws Exception {
        whileRunning(List.of(), pid -> {
            attached(pid).close();
            assertTrue(
                    JvmList.lines().contains(pid + "  1 event loop, 4 tasks  example.Shop"),
                    () -> "process " + pid + " is missing");
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
