package dev.weft.compiler.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The entries of the findings. Tests of findings also check that the entry has the remedy that is printed. */
class FindingDocsTest {

    @ParameterizedTest
    @EnumSource
    void everyCodeHasAnEntryOfItsOwn(FindingCode code) {
        var entry = FindingDocs.of(code);
        assertTrue(entry.startsWith("## " + code + ": "), entry);
        assertEquals(1, entry.lines().filter(line -> line.startsWith("## ")).count(), entry);
        assertFalse(entry.endsWith("\n"), entry);
    }

    @ParameterizedTest
    @EnumSource
    void itSaysTheLevelAndTheRemedy(FindingCode code) {
        var lines = FindingDocs.of(code).lines().toList();
        assertEquals(code.level().name(), lines.get(2).toUpperCase(Locale.ROOT).replace(".", ""));
        assertTrue(lines.stream().anyMatch(line -> line.contains("emedy")), lines::toString);
    }
}
