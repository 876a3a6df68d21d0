package dev.weft.compiler.hierarchy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.compiler.testkit.Classes;
import dev.weft.compiler.testkit.Javac;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EntryAnnotationTypesTest {

    private final Classes classes = Javac.compile("""
            class C {
                @Entry @interface Direct {}
                @Direct @interface Twice {}
                @Round @interface Circle {}
                @Circle @Deprecated @interface Round {}
                @Entry @RoundToo @interface CircleToEntry {}
                @CircleToEntry @interface RoundToo {}
                @Deprecated @interface None {}
            }
            """);

    private final List<String> read = new ArrayList<>();

    private final EntryAnnotationTypes types = new EntryAnnotationTypes(
            name -> {
                read.add(name);
                return Optional.ofNullable(classes.files().get(name));
            },
            new HashMap<>());

    @Test
    void entryItself() {
        assertTrue(types.contains("Ldev/weft/Entry;"));
        assertEquals(List.of(), read);
    }

    @Test
    void whatCarriesIt() {
        assertTrue(types.contains("LC$Direct;"));
        assertTrue(types.contains("LC$Twice;"));
        assertFalse(types.contains("LC$None;"));
    }

    @Test
    void annotationsInACircle() {
        assertFalse(types.contains("LC$Circle;"));
        assertFalse(types.contains("LC$Round;"));
        assertTrue(types.contains("LC$RoundToo;"));
        assertTrue(types.contains("LC$CircleToEntry;"));
    }

    @Test
    void whatIsMissingAndWhatIsOfTheJdkIsNone() {
        assertFalse(types.contains("Lorg/missing/Missing;"));
        assertFalse(types.contains("Ljava/lang/Deprecated;"));
        assertEquals(List.of("org/missing/Missing"), read);
    }

    @Test
    void eachIsLookedUpOnce() {
        for (int i = 0; i < 3; i++) {
            assertTrue(types.contains("LC$Direct;"));
            assertFalse(types.contains("Lorg/missing/Missing;"));
        }
        assertEquals(List.of("C$Direct", "org/missing/Missing"), read);
    }
}
