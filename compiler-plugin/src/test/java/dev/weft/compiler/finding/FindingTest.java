package dev.weft.compiler.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingTest {

    @Test
    void isOneLineAndItsRemedyIndented() {
        var finding = new Finding(FindingCode.WEFT003, Severity.ERROR, "p/C.java", 42, "p.C", "m", "what", "how");
        assertEquals("p/C.java:42: error: WEFT003: what" + System.lineSeparator() + "    how", finding.toString());
    }

    @Test
    void withoutALineTheFileStandsAlone() {
        var finding = new Finding(FindingCode.WEFT011, Severity.WARNING, "p.C", 0, "p.C", "", "what", "how");
        assertEquals(
                "p.C: warning: WEFT011: what",
                finding.toString().lines().findFirst().orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "WEFT001,ERROR",
        "WEFT002,ERROR",
        "WEFT003,ERROR",
        "WEFT004,ERROR",
        "WEFT005,ERROR",
        "WEFT006,WARNING",
        "WEFT007,WARNING",
        "WEFT008,WARNING",
        "WEFT009,ERROR",
        "WEFT010,ERROR",
        "WEFT011,WARNING"
    })
    void codesAreAsGraveAsTheContractSays(FindingCode code, Severity level) {
        assertEquals(level, code.level());
    }
}
