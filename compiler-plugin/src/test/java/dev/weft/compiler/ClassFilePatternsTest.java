package dev.weft.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassFilePatternsTest {

    @ParameterizedTest
    @CsvSource({
        "com/acme/Foo.class,   com/acme/Foo.class,         true",
        "com/acme/Foo.class,   com/acme/FooXclass,         false",
        "com/acme/*.class,     com/acme/Foo.class,         true",
        "com/acme/*.class,     com/acme/Foo$1.class,       true",
        "com/acme/*.class,     com/acme/deep/Foo.class,    false",
        "com/acme/**,          com/acme/deep/er/Foo.class, true",
        "com/acme/**,          com/acmes/Foo.class,        false",
        "com/acme/,            com/acme/deep/Foo.class,    true",
        "**/Foo.class,         Foo.class,                  true",
        "**/Foo.class,         com/acme/Foo.class,         true",
        "**/Foo.class,         com/acme/BigFoo.class,      false",
        "**/acme/**/Foo.class, com/acme/Foo.class,         true",
        "**/acme/**/Foo.class, com/acme/a/b/Foo.class,     true",
        "com/?cme/*,           com/acme/Foo.class,         true",
        "com/?cme/*,           com//cme/Foo.class,         false",
        "com\\acme\\*,         com/acme/Foo.class,         true"
    })
    void matches(String pattern, String path, boolean expected) {
        assertEquals(expected, ClassFilePatterns.of(List.of(pattern), List.of()).test(path));
    }

    @Test
    void withoutPatternsEverythingIsSelected() {
        var foo = List.of("com/acme/Foo.class");
        assertEquals(foo, selected(ClassFilePatterns.of(null, null), foo));
        assertEquals(foo, selected(ClassFilePatterns.of(List.of(), List.of()), foo));
    }

    @Test
    void exclusionWinsOverInclusion() {
        var patterns = ClassFilePatterns.of(List.of("com/**", "org/**"), List.of("**/Generated*.class"));
        var paths = List.of(
                "com/acme/Foo.class", "org/acme/Foo.class", "net/acme/Foo.class", "com/acme/GeneratedFoo.class");
        assertEquals(List.of("com/acme/Foo.class", "org/acme/Foo.class"), selected(patterns, paths));
    }

    private static List<String> selected(Predicate<String> patterns, List<String> paths) {
        return paths.stream().filter(patterns).toList();
    }
}
