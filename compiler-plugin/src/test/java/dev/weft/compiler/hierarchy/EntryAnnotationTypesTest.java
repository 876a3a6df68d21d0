package dev.weft.compiler.hierarchy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.testkit.Classes;
import dev.weft.compiler.testkit.Javac;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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

    private List<String> entriesAmong(String... descriptors) {
        return Stream.of(descriptors).filter(types::contains).toList();
    }

    @Test
    void entryItself() {
        assertEquals(List.of("Ldev/weft/Entry;"), entriesAmong("Ldev/weft/Entry;"));
        assertEquals(List.of(), read);
    }

    @Test
    void whatCarriesIt() {
        assertEquals(List.of("LC$Direct;", "LC$Twice;"), entriesAmong("LC$Direct;", "LC$Twice;", "LC$None;"));
    }

    @Test
    void annotationsInACircle() {
        assertEquals(
                List.of("LC$RoundToo;", "LC$CircleToEntry;"),
                entriesAmong("LC$Circle;", "LC$Round;", "LC$RoundToo;", "LC$CircleToEntry;"));
    }

    @Test
    void whatIsMissingAndWhatIsOfTheJdkIsNone() {
        assertEquals(List.of(), entriesAmong("Lorg/missing/Missing;", "Ljava/lang/Deprecated;"));
        assertEquals(List.of("org/missing/Missing"), read);
    }

    @Test
    void eachIsLookedUpOnce() {
        for (int i = 0; i < 3; i++) {
            assertEquals(List.of("LC$Direct;"), entriesAmong("LC$Direct;", "Lorg/missing/Missing;"));
        }
        assertEquals(List.of("C$Direct", "org/missing/Missing"), read);
    }
}
