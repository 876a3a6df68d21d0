package dev.weft.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.compiler.WeaveReport;
import dev.weft.compiler.finding.Finding;
import dev.weft.compiler.finding.FindingCode;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;

class ReporterTest {

    private final RecordingLog log = new RecordingLog();
    private final Reporter reporter = new Reporter(log);

    @Test
    void saysHowMuchWasWoven() throws MojoFailureException {
        reporter.report(new WeaveReport(List.of(), 9, 1, 3, 4, false));
        assertEquals(List.of("info Wove 3 async methods of 1 class"), log.lines);
    }

    @Test
    void isSilentWhenThereIsNothingToDo() throws MojoFailureException {
        reporter.report(new WeaveReport(List.of(), 9, 0, 0, 0, false));
        assertEquals(List.of("debug Nothing to weave in 9 class files"), log.lines);
    }

    @Test
    void warningsAreLoggedAndTheBuildGoesOn() throws MojoFailureException {
        var warning = finding(FindingCode.WEFT007, 7);
        reporter.report(new WeaveReport(List.of(warning), 1, 1, 1, 2, false));
        assertEquals(List.of("warn " + warning, "info Wove 1 async method of 1 class"), log.lines);
    }

    @Test
    void eachFindingOfARejectedModuleIsLoggedAndTheFailureCountsThem() {
        var error = finding(FindingCode.WEFT003, 42);
        var warning = finding(FindingCode.WEFT007, 43);
        var report = new WeaveReport(List.of(error, warning, error), 1, 0, 0, 0, true);
        var failure = assertThrows(MojoFailureException.class, () -> reporter.report(report));
        assertEquals("Weft found 2 errors and 1 warning; no class file was changed", failure.getMessage());
        assertEquals(List.of("error " + error, "warn " + warning, "error " + error), log.lines);
    }

    @Test
    void warningsMayRejectAModuleToo() {
        var report = new WeaveReport(List.of(finding(FindingCode.WEFT007, 1)), 1, 0, 0, 0, true);
        var failure = assertThrows(MojoFailureException.class, () -> reporter.report(report));
        assertEquals(
                "Weft found 1 warning, and warnings fail this build; no class file was changed", failure.getMessage());
    }

    private static Finding finding(FindingCode code, int line) {
        return new Finding(code, code.level(), "src/Foo.java", line, "Foo", "m", "what is wrong", "how to mend it");
    }
}
