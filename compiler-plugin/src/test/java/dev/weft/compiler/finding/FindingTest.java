package dev.weft.compiler.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.compiler.testkit.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingTest {

    @Test
    void whatWouldForgeALineIsEscaped() {
        var forged = "a\n\u001b[2Jb\u202e";
        var finding = new Finding(FindingCode.WEFT001, Severity.ERROR, forged, 1, forged, forged, forged, forged);
        var plain = "a\\u000a\\u001b[2Jb\\u202e";
        assertEquals(
                plain + ":1: error: WEFT001: " + plain + System.lineSeparator() + "    " + plain, finding.toString());
        assertEquals(forged, Json.object(JsonFindings.toJson(finding)).get("message"));
        assertTrue(
                JsonFindings.toJson(finding).codePoints().noneMatch(PlainText::isActive), "a terminal shows it, too");
        assertEquals("\u00FC \u6D4B", PlainText.of("\u00FC \u6D4B"));
    }

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
        "WEFT011,WARNING",
        "WEFT017,ERROR",
        "WEFT018,WARNING"
    })
    void codesAreAsGraveAsTheContractSays(FindingCode code, Severity level) {
        assertEquals(level, code.level());
    }
}
