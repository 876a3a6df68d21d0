package dev.weft.it.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jacoco.core.analysis.Analyzer;
import org.jacoco.core.analysis.CoverageBuilder;
import org.jacoco.core.analysis.ICounter;
import org.jacoco.core.tools.ExecFileLoader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** JaCoCo's agent before and after ours; agents transform in the order of the command line. */
@Tag("jdk")
@Timeout(120)
class AgentWithJacocoTest {
    private static final String SUM = Workspace.IMPORTS + """
            public class Sum {
                @Async static Coroutine<Integer> sum(int n) {
                    await(sleep(Duration.ofMillis(1)));
                    int sum = n + await(later(n));
                    return result(sum);
                }
                @Async static Coroutine<Integer> later(int n) {
                    await(yieldNow());
                    return result(n);
                }
                public static void main(String[] args) {
                    System.out.println(run(sum(21)));
                }
            }
            """;

    @TempDir
    Path directory;

    @Test
    void beforeOursItSeesTheSource() throws Exception {
        var work = new Workspace(directory);
        work.compiled("Sum", SUM);
        var ended = Jdk.java(jacoco(), AgentTest.agent(""), "-cp", work.classpath(), "Sum");
        assertEquals(List.of("42"), ended.wellLines());
        assertEquals(List.of(3, 4, 5, 8, 9, 12, 13), coveredLines(work));
    }

    @Test
    void behindOursTheProgramRunsAndTheReportDoesNotKnowTheClass() throws Exception {
        var work = new Workspace(directory);
        work.compiled("Sum", SUM);
        var ended = Jdk.java(AgentTest.agent(""), jacoco(), "-cp", work.classpath(), "Sum");
        assertEquals(List.of("42"), ended.wellLines());
        assertEquals(List.of(), coveredLines(work));
    }

    private String jacoco() {
        return "-javaagent:" + Artifacts.jacocoAgent() + "=destfile=" + executions();
    }

    private Path executions() {
        return directory.resolve("jacoco.exec");
    }

    /** By a report on the class files as they lie there, not woven. */
    private List<Integer> coveredLines(Workspace work) throws Exception {
        var executions = new ExecFileLoader();
        executions.load(executions().toFile());
        var report = new CoverageBuilder();
        new Analyzer(executions.getExecutionDataStore(), report)
                .analyzeClass(Files.readAllBytes(work.classes().resolve("Sum.class")), "Sum");
        var covered = new ArrayList<Integer>();
        for (var type : report.getClasses()) {
            for (int line = type.getFirstLine(); line <= type.getLastLine(); line++) {
                if (type.getLine(line).getStatus() == ICounter.FULLY_COVERED) {
                    covered.add(line);
                }
            }
        }
        return covered;
    }
}
