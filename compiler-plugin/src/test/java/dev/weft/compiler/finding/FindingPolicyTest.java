package dev.weft.compiler.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.compiler.finding.FindingPolicy.Treatment;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FindingPolicyTest {

    @Test
    void withoutADecisionACodeHasItsLevel() {
        assertEquals(Optional.of(Severity.WARNING), FindingPolicy.DEFAULT.levelOf(FindingCode.WEFT007));
        assertEquals(Optional.of(Severity.ERROR), FindingPolicy.DEFAULT.levelOf(FindingCode.WEFT003));
    }

    @Test
    void settingsAreReadFromText() {
        var policy = FindingPolicy.parse("WEFT006=off, weft007=Warning\nWEFT008=error,WEFT003=error");
        assertEquals(Optional.empty(), policy.levelOf(FindingCode.WEFT006));
        assertEquals(Optional.of(Severity.WARNING), policy.levelOf(FindingCode.WEFT007));
        assertEquals(Optional.of(Severity.ERROR), policy.levelOf(FindingCode.WEFT008));
        assertEquals(FindingPolicy.DEFAULT, FindingPolicy.parse(" "));
    }

    @Test
    void theLaterSettingCounts() {
        var policy = FindingPolicy.parse("WEFT006=off").and("WEFT006=error");
        assertEquals(Optional.of(Severity.ERROR), policy.levelOf(FindingCode.WEFT006));
    }

    @Test
    void anErrorStaysOne() {
        var failure = assertThrows(
                IllegalArgumentException.class, () -> FindingPolicy.DEFAULT.with(FindingCode.WEFT003, Treatment.OFF));
        assertEquals(
                "WEFT003 is an error, and stays one; only warnings can be set to off, warning or error",
                failure.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"WEFT007", "WEFT007=", "WEFT007=on", "WEFT099=off", "=off", "off"})
    void whatIsNoSettingIsRefused(String text) {
        var failure = assertThrows(IllegalArgumentException.class, () -> FindingPolicy.parse(text));
        assertEquals(true, failure.getMessage().contains("use one of ["), failure.getMessage());
    }

    @Test
    void blockingMethodsAreCollected() {
        var policy = FindingPolicy.DEFAULT
                .withBlocking(List.of("com.acme.Client#call"))
                .withBlocking(List.of("A$B#*"));
        assertEquals(List.of("com.acme.Client#call", "A$B#*"), policy.blocking());
        assertEquals(policy, policy.and(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"com.acme.Client", "Client#", "#call", "com/acme/Client#call", "A#b#c", "A#b()"})
    void whatIsNoMethodIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> FindingPolicy.DEFAULT.withBlocking(List.of(text)));
    }

    @Test
    void annotationsOfHandlersAreCollected() {
        var policy = FindingPolicy.DEFAULT
                .withHandlers(List.of("com.acme.OnMessage"))
                .withHandlers(List.of("com.acme.On$Timer"))
                .withBlocking(List.of("A#b"))
                .and("WEFT006=off");
        assertEquals(List.of("com.acme.OnMessage", "com.acme.On$Timer"), policy.handlers());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "com/acme/OnMessage", "@OnMessage", "A#b", "A b"})
    void whatIsNoAnnotationIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> FindingPolicy.DEFAULT.withHandlers(List.of(text)));
    }
}
