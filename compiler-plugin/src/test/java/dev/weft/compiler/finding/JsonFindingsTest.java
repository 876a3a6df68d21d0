package dev.weft.compiler.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

class JsonFindingsTest {

    @Test
    void anObjectWithAllMembers() {
        assertEquals(
                "{\"code\":\"WEFT003\",\"level\":\"error\",\"file\":\"p/C.java\",\"line\":42,\"class\":\"p.C\","
                        + "\"method\":\"m\",\"message\":\"wrong\",\"remedy\":\"mend\"}",
                JsonFindings.toJson(finding("wrong")));
    }

    @Test
    void quotesBackslashesAndControlsAreEscaped() {
        var json = JsonFindings.toJson(finding("\"a\\b\"\n\t\u0000"));
        assertEquals(
                "\\\"a\\\\b\\\"\\u000a\\u0009\\u0000",
                json.substring(json.indexOf("message") + 10, json.indexOf("\",\"remedy")));
    }

    @Test
    void otherCharactersStandAsTheyAre() {
        assertEquals(true, JsonFindings.toJson(finding("größer 🙂")).contains("größer 🙂"));
    }

    @Test
    void oneLineEach() {
        var json = JsonFindings.toJson(finding("a\r\nb"));
        assertFalse(json.contains("\n"), json);
    }

    private static Finding finding(String message) {
        return new Finding(FindingCode.WEFT003, Severity.ERROR, "p/C.java", 42, "p.C", "m", message, "mend");
    }
}
